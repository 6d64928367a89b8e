package org.smashnas.nn;

import ai.djl.ndarray.NDArray;

/** What training lowers. */
public final class Loss {
  private Loss() {}

  /**
   * Mean cross entropy in nats.
   *
   * @param logits (n, classes)
   * @param labels (n), integers from 0
   * @return a single value
   */
  public static NDArray crossEntropy(NDArray logits, NDArray labels) {
    int classes = (int) logits.getShape().get(1);
    // The factor goes in before anything is recorded: of a number that a recorded operation uses,
    // DJL frees the memory at the next garbage collection, be it before the backward pass or not.
    NDArray weights = labels.oneHot(classes).toType(logits.getDataType(), false);
    return logits.logSoftmax(1).mul(weights.div(-(float) labels.size())).sum();
  }
}
