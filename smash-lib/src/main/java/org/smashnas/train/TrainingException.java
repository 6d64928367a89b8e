package org.smashnas.train;

/**
 * Training cannot go on, and nothing of the step that failed stays in the network; or what came of
 * it computes no numbers.
 */
public final class TrainingException extends RuntimeException {
  /** With a sentence that says why, and what to do. */
  public TrainingException(String message) {
    super(message);
  }

  TrainingException(String message, TrainingException cause) {
    super(message, cause);
  }
}
