package org.smashnas.data;

import java.util.SplittableRandom;

/** Random orders. */
final class Shuffle {
  private Shuffle() {}

  /** The numbers 0 to n - 1 in an order drawn uniformly (Fisher and Yates). */
  static int[] permutation(int n, SplittableRandom random) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
