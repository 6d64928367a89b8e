package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.SplittableRandom;

/** Networks whose norms and biases are not what they begin with, 1 and 0. */
final class Shaken {
  private Shaken() {}

  static void norms(Parameters parameters) {
    SplittableRandom random = new SplittableRandom(9);
    try (NDManager manager = NDManager.newBaseManager()) {
      for (NDArray w : parameters.trained().values()) {
        if (w.getShape().dimension() == 1) {
          double[] step = Initializer.gaussian((int) w.size(), 0.2, random);
          w.addi(manager.create(step).toType(w.getDataType(), false));
        }
      }
    }
  }
}
