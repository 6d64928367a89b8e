package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** The values that some of a network's arrays had at one time, to bring them back. */
public final class Copies {
  private final List<NDArray> arrays;
  private final List<NDArray> kept;

  /**
   * Keeps nothing yet.
   *
   * @param parameters with which the copies live
   * @param arrays of the type of the weights
   */
  public Copies(Parameters parameters, List<NDArray> arrays) {
    this.arrays = List.copyOf(arrays);
    kept = this.arrays.stream().map(a -> parameters.zeros(a.getShape())).toList();
  }

  /** Keeps the values that the arrays have now, in place of earlier ones. */
  public void take() {
    Updates.copy(arrays, kept);
  }

  /** Gives the arrays the values that were last kept. */
  public void restore() {
    Updates.copy(kept, arrays);
  }
}
