package org.smashnas.train;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.smashnas.nn.Parameters;
import org.smashnas.nn.Updates;

/**
 * Stochastic gradient descent with Nesterov momentum, in the form that deep-learning frameworks use
 * (Sutskever et al., 2013): v = m v + g, w = w - rate (g + m v), g including weight decay.
 */
final class Nesterov implements Optimizer {
  private final double momentum;
  private final double weightDecay;
  private final List<NDArray> weights;
  private final List<NDArray> velocities;
  private final Map<String, NDArray> state = new LinkedHashMap<>();

  Nesterov(Parameters parameters, double momentum, double weightDecay) {
    this.momentum = momentum;
    this.weightDecay = weightDecay;
    weights = List.copyOf(parameters.trained().values());
    parameters
        .trained()
        .forEach((name, w) -> state.put("velocity." + name, parameters.zeros(w.getShape())));
    velocities = List.copyOf(state.values());
  }

  @Override
  public void step(double learningRate) {
    Updates.nesterov(
        weights,
        weights.stream().map(NDArray::getGradient).toList(),
        velocities,
        learningRate,
        momentum,
        weightDecay);
  }

  @Override
  public Map<String, NDArray> state() {
    return state;
  }
}
