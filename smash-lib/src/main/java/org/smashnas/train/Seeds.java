package org.smashnas.train;

import java.util.SplittableRandom;

/** Independent random streams from one seed, so that no two uses draw the same numbers. */
public final class Seeds {
  private Seeds() {}

  /**
   * The seed of one purpose.
   *
   * @param seed the run's seed
   * @param purpose what is drawn, for example "search" or "epoch 3"
   */
  public static long of(long seed, String purpose) {
    // FNV-1a, which unlike hashCode spreads over 64 bits.
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < purpose.length(); i++) {
      hash = (hash ^ purpose.charAt(i)) * 0x100000001b3L;
    }
    return new SplittableRandom(new SplittableRandom(seed).nextLong() ^ hash).nextLong();
  }
}
