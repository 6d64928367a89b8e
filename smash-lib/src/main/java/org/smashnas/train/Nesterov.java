package org.smashnas.train;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;
import org.smashnas.nn.Parameters;

/**
 * Stochastic gradient descent with Nesterov momentum, in the form that deep-learning frameworks use
 * (Sutskever et al., 2013): v = m v + g, w = w - rate (g + m v), g including weight decay.
 */
final class Nesterov implements Optimizer {
  private final Parameters parameters;
  private final double momentum;
  private final double weightDecay;
  private final Map<String, NDArray> velocities = new LinkedHashMap<>();

  Nesterov(Parameters parameters, double momentum, double weightDecay) {
    this.parameters = parameters;
    this.momentum = momentum;
    this.weightDecay = weightDecay;
    parameters.trained().forEach((name, w) -> velocities.put(name, parameters.zeros(w.getShape())));
  }

  @Override
  public void step(double learningRate) {
    parameters
        .trained()
        .forEach(
            (name, w) -> {
              NDArray g = w.getGradient();
              NDArray v = velocities.get(name);
              g.addi(w.mul(weightDecay));
              v.muli(momentum).addi(g);
              w.subi(v.mul(momentum).addi(g).muli(learningRate));
              // Gradients accumulate from step to step unless they are cleared.
              g.muli(0);
            });
  }
}
