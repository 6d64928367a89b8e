package org.smashnas.spark;

import java.io.Serializable;
import java.util.function.Supplier;
import org.smashnas.cluster.PieceException;
import org.smashnas.train.TrainingException;

/**
 * What an executor says of a piece.
 *
 * @param kind how it ended
 * @param value what came of it if it is done, else null
 * @param message what it ended with, else null
 */
record Answer<R extends Serializable>(Kind kind, R value, String message)
    implements Serializable, Supplier<R> {
  /** How a piece ended. */
  enum Kind {
    DONE,
    /** The network cannot be trained, wherever that is tried. */
    UNTRAINABLE,
    FAILED,
    /** The executor cannot be made ready: no piece can be done. */
    HOPELESS
  }

  @Override
  public R get() {
    return switch (kind) {
      case DONE -> value;
      case UNTRAINABLE -> throw new TrainingException(message);
      case FAILED -> throw new PieceException(message);
      case HOPELESS -> throw new IllegalStateException(message);
    };
  }
}
