package org.smashnas.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.smashnas.arch.Architecture;
import org.smashnas.data.Batches;
import org.smashnas.data.Minibatch;
import org.smashnas.encoding.Embedding;
import org.smashnas.nn.GradientMode;
import org.smashnas.nn.InterOpThreads;
import org.smashnas.nn.ResultNet;
import org.smashnas.nn.SmashNet;

/**
 * How well a network does on a set of examples.
 *
 * @param error share of the examples that are misclassified, 0 to 1; 1 where {@link #finite} is
 *     false
 * @param loss mean cross entropy in nats; NaN where {@link #finite} is false
 * @param examples number of examples
 * @param top5Error share of the examples whose class is not among the five likeliest, 0 to 1; 0
 *     where there are five classes or fewer, NaN where it was not counted
 * @param confusion which class was taken for which; {@link Confusion#none} where it was not counted
 * @param outcomes which examples were misclassified; {@link Outcomes#none} where it was not noted
 */
public record Evaluation(
    double error,
    double loss,
    int examples,
    double top5Error,
    Confusion confusion,
    Outcomes outcomes)
    implements Serializable {
  /** Standard deviations that hold 95% of a normal distribution. */
  private static final double Z = 1.959964;

  public Evaluation {
    if (!(error >= 0 && error <= 1) || loss < 0 || examples < 1) {
      throw new IllegalArgumentException(
          "the error of %d examples is %s and their cross entropy %s; of one example or more, the error is 0 to 1 and the cross entropy not negative"
              .formatted(examples, error, loss));
    }
  }

  /** A score alone, without top-5 error, confusion and outcomes. */
  public Evaluation(double error, double loss, int examples) {
    this(error, loss, examples, Outcomes.none());
  }

  /** A score and which examples it missed, without top-5 error and confusion. */
  public Evaluation(double error, double loss, int examples, Outcomes outcomes) {
    this(error, loss, examples, Double.NaN, Confusion.none(), outcomes);
  }

  /**
   * Classifies all examples, without gradient, several batches at a time.
   *
   * @param network inputs (n, channels, h, w) to logits (n, classes), in any thread
   */
  public static Evaluation of(UnaryOperator<NDArray> network, Batches batches) {
    GradientMode.off();
    try (NDManager manager = NDManager.newBaseManager()) {
      return of(batches.inOrder(), b -> network.apply(b.inputs(manager)), b -> b.labels(manager));
    }
  }

  /**
   * Classifies batches of whatever form, without gradient, several at a time.
   *
   * @param logits of a batch, (n, classes), in any thread
   * @param labels of a batch, (n), int64
   */
  public static <T> Evaluation of(
      Iterable<T> batches, Function<T, NDArray> logits, Function<T, NDArray> labels) {
    Tally tally = new Tally();
    InterOpThreads.each(
        batches,
        batch -> {
          try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return Tally.Batch.of(logits.apply(batch), labels.apply(batch));
          }
        },
        tally::add);
    return tally.evaluation();
  }

  /** Evaluates a resulting network with its running statistics. */
  public static Evaluation of(ResultNet net, Batches batches) {
    return of(x -> net.forward(x, false), batches);
  }

  /** Evaluates an architecture with generated weights, which are generated once. */
  public static Evaluation of(SmashNet net, Architecture architecture, Batches batches) {
    return of(net, architecture, net::generate, batches);
  }

  /**
   * Evaluates an architecture with the weights that a given code makes, be it its own or not.
   *
   * @param code of the shape of the architecture's own embedding
   * @throws UnsupportedOperationException if the network has no HyperNet to read it
   */
  public static Evaluation of(
      SmashNet net, Architecture architecture, Embedding code, Batches batches) {
    return of(net, architecture, a -> net.generate(code), batches);
  }

  /**
   * Evaluates an architecture with given 1x1 weights.
   *
   * @param weights makes them, laid out as {@link SmashNet#generate(Architecture)} does: {@link
   *     org.smashnas.nn.Ablation#of}
   */
  public static Evaluation of(
      SmashNet net,
      Architecture architecture,
      Function<Architecture, NDArray> weights,
      Batches batches) {
    GradientMode.off();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray w = weights.apply(architecture);
      return of(x -> net.forward(architecture, x, w), batches);
    }
  }

  /**
   * Evaluates several architectures with generated weights as one: their predictions, as
   * probabilities, are averaged (authors' code, "batch-ensemble").
   *
   * @param architectures at least one; the weights of all are held at once
   */
  public static Evaluation of(SmashNet net, List<Architecture> architectures, Batches batches) {
    if (architectures.isEmpty()) {
      throw new IllegalArgumentException("the ensemble has no architecture; give at least one");
    }
    GradientMode.off();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      List<NDArray> weights = architectures.stream().map(net::generate).toList();
      return of(
          x -> {
            NDList each = new NDList();
            for (int i = 0; i < weights.size(); i++) {
              Architecture a = architectures.get(i);
              NDArray w = weights.get(i);
              each.add(logProbabilities(() -> net.forward(a, x, w)));
            }
            return logSum(NDArrays.stack(each));
          },
          batches);
    }
  }

  /**
   * Classifies voxels turned about their vertical axis, every rotation that the batches have, and
   * averages the predictions, as probabilities (paper, section 4.3; authors' code).
   *
   * @param network inputs (n, channels, d, h, w) to logits (n, classes)
   */
  public static Evaluation overRotations(UnaryOperator<NDArray> network, Batches batches) {
    GradientMode.off();
    List<Iterator<Minibatch>> turned =
        IntStream.range(0, batches.rotations())
            .mapToObj(k -> batches.rotated(k).iterator())
            .toList();
    Tally tally = new Tally();
    try (NDManager manager = NDManager.newBaseManager()) {
      while (turned.get(0).hasNext()) {
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          NDList each = new NDList();
          NDArray labels = null;
          for (Iterator<Minibatch> pass : turned) {
            Minibatch batch = pass.next();
            each.add(logProbabilities(() -> network.apply(batch.inputs(manager))));
            labels = batch.labels(manager);
          }
          tally.add(Tally.Batch.of(logSum(NDArrays.stack(each)), labels));
        }
      }
    }
    return tally.evaluation();
  }

  /** Of one pass; what else the pass makes is freed before the next. */
  private static NDArray logProbabilities(Supplier<NDArray> logits) {
    NDArray result;
    try (NDScope pass = new NDScope()) {
      pass.suppressNotUsedWarning();
      result = logits.get().logSoftmax(1);
      NDScope.unregister(result);
    }
    NDScope.register(result);
    return result;
  }

  /** Logarithm of the sum of probabilities over axis 0, which as logits stands for their mean. */
  private static NDArray logSum(NDArray logs) {
    int[] first = {0};
    NDArray most = logs.max(first);
    return logs.sub(most).exp().sum(first).log().add(most);
  }

  /** Whether every logit was a finite number; where not, the error is 1 and the loss NaN. */
  public boolean finite() {
    return !(error == 1 && Double.isNaN(loss));
  }

  /**
   * This, if it is of a network that computes numbers.
   *
   * @param what names the network, for example "architecture 3f2a"
   * @throws TrainingException if not {@link #finite}
   */
  public Evaluation requireFinite(String what) {
    if (!finite()) {
      throw new TrainingException(
          what
              + " gives logits that are no finite numbers and is not measured; train again with a lower learningRate");
    }
    return this;
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

  /**
   * For example "error 41.2% (95% interval 39.1 to 43.4, n = 2000), top-5 error 8.3%", the latter
   * for more than five classes.
   */
  @Override
  public String toString() {
    if (!finite()) {
      return "no result on %d examples: logits are no finite numbers".formatted(examples);
    }
    String top5 = String.format(Locale.ROOT, ", top-5 error %.1f%%", 100 * top5Error);
    return String.format(
            Locale.ROOT,
            "error %.1f%% (95%% interval %.1f to %.1f, n = %d)",
            100 * error,
            100 * errorLow(),
            100 * errorHigh(),
            examples)
        + (confusion.classes() > 5 ? top5 : "");
  }
}
