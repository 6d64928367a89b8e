package org.smashnas.cluster;

/** A piece of work failed wherever it was tried, and the others go on. */
public final class PieceException extends RuntimeException {
  /** With what it failed by, and how often it was tried. */
  public PieceException(String message) {
    super(message);
  }
}
