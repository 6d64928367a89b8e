package org.smashnas.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.smashnas.nn.Parameters;
import org.smashnas.nn.Updates;

/**
 * Adam (Kingma and Ba, 2014) with weight decay added to the gradient.
 *
 * <p>Epsilon is added before the square's bias is corrected ("epsilon hat" in their section 2), as
 * in the PyTorch of the authors' time. A weight that a step does not use has a gradient of zero, so
 * its moments and its decay still move it.
 */
final class Adam implements Optimizer {
  private final SmashConfig config;
  private final Map<String, NDArray> state = new LinkedHashMap<>();
  private final List<Group> groups;
  private int steps;

  /** Weights with one decay, and their moments. */
  private record Group(
      double decay,
      List<NDArray> weights,
      List<NDArray> means,
      List<NDArray> squares,
      NDArray steps) {}

  /**
   * Moments of zero for every weight.
   *
   * @param decayed which weights, by name, the config's weight decay applies to
   */
  Adam(Parameters parameters, SmashConfig config, Predicate<String> decayed) {
    this.config = config;
    groups =
        List.of(
            group("decayed", parameters, decayed, config.weightDecay()),
            group("plain", parameters, decayed.negate(), 0));
  }

  private Group group(String name, Parameters parameters, Predicate<String> members, double decay) {
    NDArray counter = zeros("steps." + name, parameters, new Shape());
    Group group =
        new Group(decay, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), counter);
    parameters
        .trained()
        .forEach(
            (weight, w) -> {
              if (members.test(weight)) {
                group.weights().add(w);
                group.means().add(zeros("mean." + weight, parameters, w.getShape()));
                group.squares().add(zeros("square." + weight, parameters, w.getShape()));
              }
            });
    return group;
  }

  @Override
  public void step(double learningRate) {
    steps++;
    // The engine corrects the square's bias first, which makes its epsilon that much larger.
    double epsilon = config.epsilon() / Math.sqrt(1 - Math.pow(config.beta2(), steps));
    for (Group group : groups) {
      Updates.adam(
          group.weights(),
          group.weights().stream().map(NDArray::getGradient).toList(),
          group.means(),
          group.squares(),
          group.steps(),
          learningRate,
          config.beta1(),
          config.beta2(),
          group.decay(),
          epsilon);
    }
  }

  private NDArray zeros(String name, Parameters parameters, Shape shape) {
    NDArray zeros = parameters.zeros(shape);
    state.put(name, zeros);
    return zeros;
  }

  @Override
  public Map<String, NDArray> state() {
    return state;
  }

  @Override
  public void restored() {
    // A group without weights counts no steps.
    steps = groups.stream().mapToInt(g -> (int) count(g.steps())).max().orElseThrow();
  }

  private static double count(NDArray steps) {
    return steps.toType(DataType.FLOAT64, true).getDouble();
  }
}
