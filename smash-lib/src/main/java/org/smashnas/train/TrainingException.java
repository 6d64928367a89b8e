package org.smashnas.train;

/** Training cannot go on; no weight was updated after the last good step. */
public final class TrainingException extends RuntimeException {
  TrainingException(String message) {
    super(message);
  }
}
