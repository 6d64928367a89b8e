package org.smashnas.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import java.util.function.UnaryOperator;
import org.smashnas.data.Batches;
import org.smashnas.data.Minibatch;
import org.smashnas.nn.Loss;

/**
 * How well a network does on a set of examples.
 *
 * @param error share of the examples that are misclassified, 0 to 1
 * @param loss mean cross entropy in nats
 * @param examples number of examples
 */
public record Evaluation(double error, double loss, int examples) {

  /**
   * Classifies all examples in order, without gradient.
   *
   * @param network inputs (n, channels, h, w) to logits (n, classes)
   */
  public static Evaluation of(UnaryOperator<NDArray> network, Batches batches) {
    long wrong = 0;
    double loss = 0;
    int count = 0;
    try (NDManager manager = NDManager.newBaseManager()) {
      for (Minibatch batch : batches.inOrder()) {
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          NDArray labels = batch.labels(manager);
          NDArray logits = network.apply(batch.inputs(manager));
          wrong += logits.argMax(1).neq(labels).toType(DataType.INT64, false).sum().getLong();
          loss += batch.size() * Loss.crossEntropy(logits, labels).toType(DataType.FLOAT32, false).getFloat();
          count += batch.size();
        }
      }
    }
    return new Evaluation((double) wrong / count, loss / count, count);
  }

  /** Share of the examples that are classified rightly. */
  public double accuracy() {
    return 1 - error;
  }
}
