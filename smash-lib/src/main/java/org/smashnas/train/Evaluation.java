package org.smashnas.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.smashnas.arch.Architecture;
import org.smashnas.data.Batches;
import org.smashnas.data.Minibatch;
import org.smashnas.encoding.Embedding;
import org.smashnas.nn.GradientMode;
import org.smashnas.nn.Loss;
import org.smashnas.nn.ResultNet;
import org.smashnas.nn.SmashNet;

/**
 * How well a network does on a set of examples.
 *
 * @param error share of the examples that are misclassified, 0 to 1
 * @param loss mean cross entropy in nats
 * @param examples number of examples
 */
public record Evaluation(double error, double loss, int examples) {
  /** Standard deviations that hold 95% of a normal distribution. */
  private static final double Z = 1.959964;

  /**
   * Classifies all examples in order, without gradient.
   *
   * @param network inputs (n, channels, h, w) to logits (n, classes)
   */
  public static Evaluation of(UnaryOperator<NDArray> network, Batches batches) {
    GradientMode.off();
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
          loss +=
              batch.size()
                  * Loss.crossEntropy(logits, labels).toType(DataType.FLOAT32, false).getFloat();
          count += batch.size();
        }
      }
    }
    return new Evaluation((double) wrong / count, loss / count, count);
  }

  /** Evaluates a resulting network with its running statistics. */
  public static Evaluation of(ResultNet net, Batches batches) {
    return of(x -> net.forward(x, false), batches);
  }

  /** Evaluates an architecture with generated weights, which are generated once. */
  public static Evaluation of(SmashNet net, Architecture architecture, Batches batches) {
    return of(net, architecture, net.encoding().encode(architecture), batches);
  }

  /**
   * Evaluates an architecture with the weights that a given code makes, be it its own or not.
   *
   * @param code of the shape of the architecture's own embedding
   */
  public static Evaluation of(
      SmashNet net, Architecture architecture, Embedding code, Batches batches) {
    GradientMode.off();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray w = net.generate(code);
      return of(x -> net.forward(architecture, x, w), batches);
    }
  }

  /** Share of the examples that are classified rightly. */
  public double accuracy() {
    return 1 - error;
  }

  /** Lower end of the error's 95% confidence interval (Wilson, 1927), 0 to 1. */
  public double errorLow() {
    return middle() - halfWidth();
  }

  /** Upper end of the error's 95% confidence interval (Wilson, 1927), 0 to 1. */
  public double errorHigh() {
    return middle() + halfWidth();
  }

  private double middle() {
    return (error + Z * Z / (2 * examples)) / (1 + Z * Z / examples);
  }

  private double halfWidth() {
    double variance = error * (1 - error) / examples + Z * Z / (4.0 * examples * examples);
    return Z * Math.sqrt(variance) / (1 + Z * Z / examples);
  }

  /** For example "error 41.2% (95% interval 39.1 to 43.4, n = 2000)". */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "error %.1f%% (95%% interval %.1f to %.1f, n = %d)",
        100 * error,
        100 * errorLow(),
        100 * errorHigh(),
        examples);
  }
}
