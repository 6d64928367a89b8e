package org.smashnas.cluster;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.smashnas.nn.InterOpThreads;
import org.smashnas.stop.Stop;
import org.smashnas.train.TrainingException;

/**
 * Does independent pieces of work of one kind.
 *
 * @param <P> a piece
 * @param <R> what comes of it
 */
@FunctionalInterface
public interface Crew<P, R> {
  /** Hears of pieces that are done, in the thread that has them done. */
  @FunctionalInterface
  interface Listener<R> {
    /**
     * A piece is done.
     *
     * @param piece its place in the list, from 0
     * @param result gives what came of it, or throws what it ended with: a {@link
     *     TrainingException}, or a {@link PieceException}
     */
    void done(int piece, Supplier<R> result);
  }

  /**
   * Does all pieces, or as many as it can until this thread is asked to stop ({@link Stop}).
   *
   * @param listener hears of each as soon as it is done, in any order
   * @return whether all are done
   */
  boolean work(List<P> pieces, Listener<R> listener);

  /** Whether pieces are done at the same time, so that many should be given at once. */
  default boolean atOnce() {
    return false;
  }

  /**
   * Does them in this JVM, one after the other.
   *
   * @param how does one; nothing if a request to stop came first
   */
  static <P, R> Crew<P, R> here(Function<P, Optional<R>> how) {
    return (pieces, listener) -> {
      for (int i = 0; i < pieces.size(); i++) {
        if (Stop.taken()) {
          return false;
        }
        Supplier<R> result;
        try {
          Optional<R> done = how.apply(pieces.get(i));
          if (done.isEmpty()) {
            return false;
          }
          result = done::get;
        } catch (TrainingException e) {
          result =
              () -> {
                throw e;
              };
        }
        listener.done(i, result);
      }
      return true;
    };
  }

  /**
   * Does several at a time in this JVM: {@link InterOpThreads}.
   *
   * @param how does one, in any thread
   */
  static <P, R> Crew<P, R> threads(Function<P, R> how) {
    return new ThreadCrew<>(how);
  }
}
