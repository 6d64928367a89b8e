package org.smashnas.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.BitSet;
import org.smashnas.nn.Loss;

/** Counts what a network says of examples, batch by batch. */
public final class Tally {
  private static final int TOP = 5;

  private final BitSet missed = new BitSet();
  private int[][] counts = new int[0][];
  private int examples;
  private int wrong;
  private int outsideTop;
  private int speechless;
  private double loss;

  /**
   * Adds one batch.
   *
   * @param logits (n, classes); of equal ones the first counts as the larger
   * @param labels (n), int64
   */
  public void add(NDArray logits, NDArray labels) {
    int classes = (int) logits.getShape().get(1);
    if (counts.length == 0) {
      counts = new int[classes][classes];
    }
    float[] scores = logits.toType(DataType.FLOAT32, false).toFloatArray();
    long[] truths = labels.toLongArray();
    for (int i = 0; i < truths.length; i++) {
      int truth = (int) truths[i];
      if (!finite(scores, i * classes, classes)) {
        speechless++;
      }
      int predicted = 0;
      int before = 0;
      for (int k = 0; k < classes; k++) {
        int order = Float.compare(scores[i * classes + k], scores[i * classes + truth]);
        before += order > 0 || (order == 0 && k < truth) ? 1 : 0;
        if (Float.compare(scores[i * classes + k], scores[i * classes + predicted]) > 0) {
          predicted = k;
        }
      }
      counts[truth][predicted]++;
      wrong += predicted == truth ? 0 : 1;
      missed.set(examples + i, predicted != truth);
      outsideTop += before >= TOP ? 1 : 0;
    }
    examples += truths.length;
    loss +=
        truths.length
            * Loss.crossEntropy(logits, labels).toType(DataType.FLOAT32, false).getFloat();
  }

  private static boolean finite(float[] scores, int from, int classes) {
    for (int k = from; k < from + classes; k++) {
      if (!Float.isFinite(scores[k])) {
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
