package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/** Average pooling, between blocks and before the output (paper, Fig. 2b). */
final class Pooling {
  private Pooling() {}

  /** (n, c, h, w) to (n, c, h/2, w/2); likewise (n, c, d, h, w). */
  static NDArray halve(NDArray x) {
    long[] two = new long[x.getShape().dimension() - 2];
    Arrays.fill(two, 2);
    Shape none = new Shape(new long[two.length]);
    return x.getNDArrayInternal().avgPool(new Shape(two), new Shape(two), none, false, true);
  }

  /** (n, c, h, w) or (n, c, d, h, w) to (n, c). */
  static NDArray global(NDArray x) {
    return x.getNDArrayInternal().globalAvgPool();
  }
}
