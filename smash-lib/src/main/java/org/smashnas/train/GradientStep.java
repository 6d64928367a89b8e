package org.smashnas.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.smashnas.data.Minibatch;
import org.smashnas.nn.Copies;
import org.smashnas.nn.GradientMode;
import org.smashnas.nn.Gradients;
import org.smashnas.nn.Loss;
import org.smashnas.nn.Parameters;
import org.smashnas.nn.Updates;

/**
 * Forward, cross entropy, backward, update; every array of it is freed at its end.
 *
 * <p>A step that fails leaves nothing: batch norm moves its running statistics in the forward pass,
 * before the loss is known, so they are put back, and gradients are cleared.
 */
final class GradientStep {
  /**
   * The most that a step takes, in nats: a network that says of the right class that it is less
   * likely than e^-1000 computes nothing any more.
   */
  static final double MOST_LOSS = 1000;

  private final Parameters parameters;
  private final Optimizer optimizer;
  private final Copies statistics;

  GradientStep(Parameters parameters, Optimizer optimizer) {
    this.parameters = parameters;
    this.optimizer = optimizer;
    statistics = new Copies(parameters, states());
  }

  /**
   * One update.
   *
   * @param network inputs (n, channels, h, w) to logits (n, classes), or to those of k networks,
   *     one below the other (k n, classes)
   * @param what names the network in an error
   * @return the loss before the update, in nats
   * @throws TrainingException if the loss is no number or above {@link #MOST_LOSS}, or a gradient
   *     or running statistic is no finite number
   */
  double run(UnaryOperator<NDArray> network, Minibatch batch, double learningRate, String what) {
    parameters.requireOpen();
    GradientMode.off();
    boolean done = false;
    statistics.take();
    try (NDManager manager = NDManager.newBaseManager();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      double loss = backward(network, batch, manager, learningRate, what);
      List<NDArray> changed = new ArrayList<>(gradients());
      changed.addAll(states());
      if (!Updates.finite(changed)) {
        throw refused(
            "a gradient or running statistic of " + what + " is no finite number", learningRate);
      }
      optimizer.step(learningRate);
      done = true;
      return loss;
    } finally {
      if (!done) {
        statistics.restore();
        clear();
      }
    }
  }

  private static double backward(
      UnaryOperator<NDArray> network,
      Minibatch batch,
      NDManager manager,
      double learningRate,
      String what) {
    try (Gradients gradients = Gradients.record()) {
      NDArray logits = network.apply(batch.inputs(manager));
      NDArray labels = batch.labels(manager).tile(logits.size(0) / batch.size()); // (k n)
      NDArray mean = Loss.crossEntropy(logits, labels);
      double loss = mean.getFloat();
      if (!(loss <= MOST_LOSS)) {
        throw refused("the loss of " + what + " is " + loss, learningRate);
      }
      gradients.backward(mean);
      return loss;
    }
  }

  private static TrainingException refused(String found, double learningRate) {
    return new TrainingException(
        found
            + " at step size "
            + learningRate
            + "; lower learningRate, or check the data for values that are no numbers");
  }

  private List<NDArray> gradients() {
    return parameters.trained().values().stream().map(NDArray::getGradient).toList();
  }

  private List<NDArray> states() {
    return List.copyOf(parameters.states().values());
  }

  private void clear() {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Updates.clear(gradients());
    }
  }
}
