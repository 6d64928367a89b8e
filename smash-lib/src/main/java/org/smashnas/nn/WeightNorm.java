package org.smashnas.nn;

import ai.djl.ndarray.NDArray;

/** Simplified WeightNorm: a whole filter divided by its Euclidean norm (paper, section 3.1). */
public final class WeightNorm {
  /** Keeps the norm of an all-zero filter from dividing by zero; squared norms are far above. */
  private static final float EPSILON = 1e-16f;

  private WeightNorm() {}

  /**
   * A filter of norm one; an all-zero one, as an all-zero encoding gives, stays zero, with a
   * gradient that is large but finite.
   */
  public static NDArray apply(NDArray w) {
    return w.div(w.square().sum().add(EPSILON).sqrt());
  }
}
