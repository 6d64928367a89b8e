package org.smashnas.nn;

import ai.djl.ndarray.NDArray;

/** Simplified WeightNorm: a whole filter divided by its Euclidean norm (paper, section 3.1). */
public final class WeightNorm {
  private WeightNorm() {}

  /**
   * A filter of norm one; an all-zero one, as an all-zero encoding gives, stays zero, with a
   * gradient that is large but finite, since norms below 1e-8 count as 1e-8.
   */
  public static NDArray apply(NDArray w) {
    return TorchScript.call("normalise", w);
  }
}
