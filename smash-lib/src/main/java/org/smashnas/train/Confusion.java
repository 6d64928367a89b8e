package org.smashnas.train;

import java.io.Serializable;
import java.util.Arrays;

/** Which class was taken for which: a count for every pair of classes. */
public final class Confusion implements Serializable {
  private final int[][] counts;

  private Confusion(int[][] counts) {
    this.counts = counts;
  }

  /**
   * A matrix of counts, which is copied.
   *
   * @param counts square; a row for each true class, a column for each predicted one, 0 or more
   */
  public static Confusion of(int[][] counts) {
    for (int[] row : counts) {
      if (row.length != counts.length || Arrays.stream(row).anyMatch(n -> n < 0)) {
        throw new IllegalArgumentException(
            "a confusion matrix of "
                + counts.length
                + " rows has the row "
                + Arrays.toString(row)
                + "; give as many columns as rows, and counts of 0 or more");
      }
    }
    return new Confusion(copy(counts));
  }

  /** No classes: where nothing was counted. */
  public static Confusion none() {
    return new Confusion(new int[0][]);
  }

  /** Number of classes, 0 where nothing was counted. */
  public int classes() {
    return counts.length;
  }

  /** Examples of class {@code truth} that were taken for class {@code predicted}, from 0. */
  public int count(int truth, int predicted) {
    return counts[truth][predicted];
  }

  /** Number of examples of a class. */
  public int examples(int truth) {
    return Arrays.stream(counts[truth]).sum();
  }

  /** Share of a class's examples that were classified rightly, NaN if it has none. */
  public double accuracy(int truth) {
    return (double) counts[truth][truth] / examples(truth);
  }

  /** A copy of all counts: a row for each true class, a column for each predicted one. */
  public int[][] counts() {
    return copy(counts);
  }

  private static int[][] copy(int[][] counts) {
    return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Confusion c && Arrays.deepEquals(c.counts, counts);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(counts);
  }

  /** The rows, one a line. */
  @Override
  public String toString() {
    return String.join("\n", Arrays.stream(counts).map(Arrays::toString).toList());
  }
}
