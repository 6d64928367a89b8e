package org.smashnas.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.BitSet;
import org.smashnas.nn.Loss;

/** Counts what a network says of examples, batch by batch. */
final class Tally {
  private static final int TOP = 5;

  private final BitSet missed = new BitSet();
  private int[][] counts = new int[0][];
  private int examples;
  private int wrong;
  private int outsideTop;
  private int speechless;
  private double loss;

  /**
   * What a network says of one batch, in Java's memory.
   *
   * @param scores logits, those of one example after those of another; of equal ones the first
   *     counts as the larger
   * @param truths the right classes
   * @param loss mean cross entropy in nats
   */
  record Batch(FloatBuffer scores, LongBuffer truths, double loss) {
    /**
     * @param logits (n, classes)
     * @param labels (n), int64
     */
    static Batch of(NDArray logits, NDArray labels) {
      return new Batch(
          FloatBuffer.wrap(logits.toType(DataType.FLOAT32, false).toFloatArray()),
          LongBuffer.wrap(labels.toLongArray()),
          Loss.crossEntropy(logits, labels).toType(DataType.FLOAT32, false).getFloat());
    }
  }

  /** Adds one batch. */
  void add(Batch batch) {
    FloatBuffer scores = batch.scores();
    int count = batch.truths().capacity();
    int classes = scores.capacity() / count;
    if (counts.length == 0) {
      counts = new int[classes][classes];
    }
    for (int i = 0; i < count; i++) {
      int truth = (int) batch.truths().get(i);
      if (!finite(scores, i * classes, classes)) {
        speechless++;
      }
      int predicted = 0;
      int before = 0;
      for (int k = 0; k < classes; k++) {
        int order = Float.compare(scores.get(i * classes + k), scores.get(i * classes + truth));
        before += order > 0 || (order == 0 && k < truth) ? 1 : 0;
        if (Float.compare(scores.get(i * classes + k), scores.get(i * classes + predicted)) > 0) {
          predicted = k;
        }
      }
      counts[truth][predicted]++;
      wrong += predicted == truth ? 0 : 1;
      missed.set(examples + i, predicted != truth);
      outsideTop += before >= TOP ? 1 : 0;
    }
    examples += count;
    loss += count * batch.loss();
  }

  private static boolean finite(FloatBuffer scores, int from, int classes) {
    for (int k = from; k < from + classes; k++) {
      if (!Float.isFinite(scores.get(k))) {
        return false;
      }
    }
    return true;
  }

  /**
   * What was counted so far; at least one batch is needed. A network with a logit that is no finite
   * number has classified nothing: all examples are wrong, and the loss is NaN.
   */
  public Evaluation evaluation() {
    if (speechless > 0) {
      BitSet all = new BitSet();
      all.set(0, examples);
      return new Evaluation(1, Double.NaN, examples, Outcomes.of(all, examples));
    }
    return new Evaluation(
        (double) wrong / examples,
        loss / examples,
        examples,
        (double) outsideTop / examples,
        Confusion.of(counts),
        Outcomes.of(missed, examples));
  }
}
