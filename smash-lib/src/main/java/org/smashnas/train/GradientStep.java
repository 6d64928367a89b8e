package org.smashnas.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import java.util.function.UnaryOperator;
import org.smashnas.data.Minibatch;
import org.smashnas.nn.GradientMode;
import org.smashnas.nn.Loss;

/** Forward, cross entropy, backward, update; every array of it is freed at its end. */
final class GradientStep {
  private GradientStep() {}

  /**
   * One update.
   *
   * @param network inputs (n, channels, h, w) to logits (n, classes), or to those of k networks,
   *     one below the other (k n, classes)
   * @param what names the network in an error
   * @return the loss before the update, in nats
   * @throws TrainingException if the loss is no number; no weight is updated
   */
  static double run(
      UnaryOperator<NDArray> network,
      Minibatch batch,
      Optimizer optimizer,
      double learningRate,
      String what) {
    GradientMode.off();
    try (NDManager manager = NDManager.newBaseManager();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      double loss;
      try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
        NDArray logits = network.apply(batch.inputs(manager));
        NDArray labels = batch.labels(manager).tile(logits.size(0) / batch.size()); // (k n)
        NDArray mean = Loss.crossEntropy(logits, labels);
        loss = mean.getFloat();
        if (!Double.isFinite(loss)) {
          throw new TrainingException(
              "the loss of "
                  + what
                  + " is "
                  + loss
                  + " at step size "
                  + learningRate
                  + "; lower learningRate, or check the data for values that are no numbers");
        }
        gradients.backward(mean);
      }
      optimizer.step(learningRate);
      return loss;
    }
  }
}
