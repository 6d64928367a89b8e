package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Average pooling, between blocks and before the output (paper, Fig. 2b). */
final class Pooling {
  private Pooling() {}

  /** (n, c, h, w) to (n, c, h/2, w/2). */
  static NDArray halve(NDArray x) {
    Shape two = new Shape(2, 2);
    return x.getNDArrayInternal().avgPool(two, two, new Shape(0, 0), false, true);
  }

  /** (n, c, h, w) to (n, c). */
  static NDArray global(NDArray x) {
    return x.getNDArrayInternal().globalAvgPool();
  }
}
