package org.smashnas.train;

/** Training cannot go on; the weights are those of the last good step. */
public final class TrainingException extends RuntimeException {
  TrainingException(String message) {
    super(message);
  }
}
