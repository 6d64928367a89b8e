package org.smashnas.train;

import java.io.Serializable;

/**
 * What one epoch of training did.
 *
 * @param number 1 for the first epoch
 * @param trainLoss mean cross entropy of the epoch's minibatches, in nats
 * @param validationLoss cross entropy on the validation set in nats, NaN where none was measured
 * @param validationError share of the validation set that is misclassified, 0 to 1, NaN where none
 *     was measured
 * @param learningRate step size at the epoch's end
 * @param seconds wall time of the epoch, validation included
 */
public record Epoch(
    int number,
    double trainLoss,
    double validationLoss,
    double validationError,
    double learningRate,
    double seconds)
    implements Serializable {
  public Epoch {
    if (number < 1) {
      throw new IllegalArgumentException("epoch is " + number + "; the first epoch is 1");
    }
  }
}
