package org.smashnas.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import org.smashnas.nn.Parameters;

/** Waits for the device, which on a GPU goes on computing when a step has returned. */
final class Finish {
  private Finish() {}

  /** Reads a weight, which comes after all that the device was given before. */
  static void of(Parameters parameters) {
    of(parameters.trained().values().iterator().next());
  }

  /**
   * Reads a number of an array, which comes after all that the device was given before.
   *
   * @param any of a type that Java can read, which bfloat16 is not
   */
  static void of(NDArray any) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      any.flatten().getFloat(0);
    }
  }
}
