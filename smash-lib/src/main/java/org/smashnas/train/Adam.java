package org.smashnas.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.smashnas.nn.Parameters;

/**
 * Adam (Kingma and Ba, 2014) with weight decay added to the gradient.
 *
 * <p>Epsilon is added before the square's bias is corrected ("epsilon hat" in their section 2), as
 * in the PyTorch of the authors' time. A weight that a step does not use has a gradient of zero, so
 * its moments and its decay still move it.
 */
final class Adam implements Optimizer {
  private final Parameters parameters;
  private final SmashConfig config;
  private final Predicate<String> decayed;
  private final Map<String, NDArray> means = new LinkedHashMap<>();
  private final Map<String, NDArray> squares = new LinkedHashMap<>();
  private int steps;

  /**
   * Moments of zero for every weight.
   *
   * @param decayed which weights, by name, the config's weight decay applies to
   */
  Adam(Parameters parameters, SmashConfig config, Predicate<String> decayed) {
    this.parameters = parameters;
    this.config = config;
    this.decayed = decayed;
    parameters
        .trained()
        .forEach(
            (name, w) -> {
              means.put(name, parameters.zeros(w.getShape()));
              squares.put(name, parameters.zeros(w.getShape()));
            });
  }

  @Override
  public void step(double learningRate) {
    steps++;
    double corrected =
        learningRate
            * Math.sqrt(1 - Math.pow(config.beta2(), steps))
            / (1 - Math.pow(config.beta1(), steps));
    parameters
        .trained()
        .forEach(
            (name, w) ->
                w.getNDArrayInternal()
                    .adamUpdate(
                        new NDList(w, w.getGradient(), means.get(name), squares.get(name)),
                        new NDList(w),
                        (float) learningRate,
                        (float) corrected,
                        decayed.test(name) ? (float) config.weightDecay() : 0,
                        1,
                        -1,
                        (float) config.beta1(),
                        (float) config.beta2(),
                        (float) config.epsilon(),
                        false,
                        false));
  }
}
