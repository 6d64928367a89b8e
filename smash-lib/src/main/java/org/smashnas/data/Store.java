package org.smashnas.data;

import java.util.Arrays;
import java.util.List;

/**
 * The bytes of many examples, in as many arrays as there are files: no array of Java's holds more
 * than 2 GB, and ImageNet32 has 3.9.
 */
final class Store {
  private final byte[][] arrays;
  private final int[] first;
  private final int stride;

  /**
   * Takes over {@code arrays}, each of whole examples.
   *
   * @param stride bytes an example
   */
  Store(List<byte[]> arrays, int stride) {
    this.arrays = arrays.toArray(byte[][]::new);
    this.stride = stride;
    this.first = new int[this.arrays.length];
    for (int k = 1; k < first.length; k++) {
      first[k] = first[k - 1] + this.arrays[k - 1].length / stride;
    }
  }

  long bytes() {
    return Arrays.stream(arrays).mapToLong(each -> each.length).sum();
  }

  /** The array that holds example {@code row}. */
  byte[] array(int row) {
    return arrays[index(row)];
  }

  /** Where in its array example {@code row} begins. */
  int offset(int row) {
    return (row - first[index(row)]) * stride;
  }

  private int index(int row) {
    int found = Arrays.binarySearch(first, row);
    return found >= 0 ? found : -found - 2;
  }
}
