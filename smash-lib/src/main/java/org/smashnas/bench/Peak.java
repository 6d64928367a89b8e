package org.smashnas.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.smashnas.nn.Convolution;
import org.smashnas.nn.GradientMode;
import org.smashnas.nn.Precision;

/** What the machine reaches on a convolution that suits it. */
final class Peak {
  private static final int CHANNELS = 128;
  private static final int SIDE = 32;
  private static final int BATCH = 50;
  private static final int TRIES = 20;

  private Peak() {}

  /** GFLOP/s of the fastest of some 3x3 convolutions of 128 channels, forward. */
  static double convolution(Precision precision) {
    GradientMode.off();
    double operations = 2.0 * BATCH * SIDE * SIDE * CHANNELS * CHANNELS * 9;
    double best = 0;
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray w = manager.randomNormal(new Shape(CHANNELS, CHANNELS, 3, 3));
      NDArray x = precision.enter(manager.randomNormal(new Shape(BATCH, CHANNELS, SIDE, SIDE)));
      for (int i = 0; i < TRIES; i++) {
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          long start = System.nanoTime();
          Convolution.apply(x, w, List.of(1, 1), 1);
          Workload.finish(w);
          best = Math.max(best, operations / (System.nanoTime() - start));
        }
      }
    }
    return best;
  }
}
