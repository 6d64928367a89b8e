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
    NDArray hot = labels.oneHot(classes).toType(logits.getDataType(), false);
    return logits.logSoftmax(1).mul(hot).sum().div(-(float) labels.size());
  }
}
