package org.smashnas.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
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
            group(parameters, decayed, config.weightDecay()),
            group(parameters, decayed.negate(), 0));
  }

  private static Group group(Parameters parameters, Predicate<String> members, double decay) {
    Group group =
        new Group(
            decay,
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            parameters.zeros(new Shape()));
    parameters
        .trained()
        .forEach(
            (name, w) -> {
              if (members.test(name)) {
                group.weights().add(w);
                group.means().add(parameters.zeros(w.getShape()));
                group.squares().add(parameters.zeros(w.getShape()));
              }
            });
    return group;
  }

  @Override
  public List<NDArray> state() {
    List<NDArray> all = new ArrayList<>();
    for (Group group : groups) {
      all.addAll(group.means());
      all.addAll(group.squares());
      all.add(group.steps());
    }
    return all;
  }

  @Override
  public int steps() {
    return steps;
  }

  @Override
  public void goTo(int steps) {
    this.steps = steps;
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
}
