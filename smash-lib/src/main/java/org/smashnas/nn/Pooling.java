package org.smashnas.nn;

import ai.djl.ndarray.NDArray;

/** Average pooling, between blocks and before the output (paper, Fig. 2b). */
final class Pooling {
  private Pooling() {}

  /** (n, c, h, w) to (n, c, h/2, w/2); likewise (n, c, d, h, w). */
  static NDArray halve(NDArray x) {
    return TorchScript.call("halve", x);
  }

  /** (n, c, h, w) or (n, c, d, h, w) to (n, c). */
  static NDArray global(NDArray x) {
    return x.getNDArrayInternal().globalAvgPool();
  }
}
