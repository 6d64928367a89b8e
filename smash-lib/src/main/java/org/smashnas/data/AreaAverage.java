package org.smashnas.data;

import java.util.Arrays;

/**
 * Brings a square picture to another side by exact area averaging, row by row: each new value is
 * the mean of the old ones that it covers, in proportion to how much of each, rounded half up.
 *
 * <p>Both sides are measured in a unit of which an old value has {@code to} and a new one {@code
 * from}, so that every overlap is a whole number.
 */
final class AreaAverage {
  private final int from;
  private final int to;
  private final long[][] sums;
  private final long[] line;

  /**
   * Prepares for one picture.
   *
   * @param channels values a pixel
   * @param from side of the old picture
   * @param to side of the new one
   */
  AreaAverage(int channels, int from, int to) {
    this.from = from;
    this.to = to;
    this.sums = new long[channels][to * to];
    this.line = new long[to];
  }

  /** Takes row {@code y} of the old picture in one channel: {@code from} values, 0 to 255. */
  void add(int channel, int y, int[] values) {
    Arrays.fill(line, 0);
    for (int x = 0; x < from; x++) {
      for (int k = first(x); k <= last(x); k++) {
        line[k] += overlap(x, k) * values[x];
      }
    }
    for (int k = first(y); k <= last(y); k++) {
      long height = overlap(y, k);
      for (int x = 0; x < to; x++) {
        sums[channel][k * to + x] += height * line[x];
      }
    }
  }

  /** The new picture, once all rows of all channels are in: channels x to x to unsigned bytes. */
  byte[] values() {
    byte[] values = new byte[sums.length * to * to];
    long area = (long) from * from;
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) ((sums[i / (to * to)][i % (to * to)] + area / 2) / area);
    }
    return values;
  }

  /** The first new value that the old one at {@code i} overlaps. */
  private int first(int i) {
    return (int) ((long) i * to / from);
  }

  private int last(int i) {
    return (int) (((long) (i + 1) * to - 1) / from);
  }

  private long overlap(int old, int fresh) {
    long start = Math.max((long) old * to, (long) fresh * from);
    long end = Math.min((long) (old + 1) * to, (long) (fresh + 1) * from);
    return end - start;
  }
}
