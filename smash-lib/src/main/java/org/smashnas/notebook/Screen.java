package org.smashnas.notebook;

/** Where a cell's outputs go: each has an id, under which a later version can take its place. */
public interface Screen {
  /** Adds an output below the others. */
  void show(String id, Shown data);

  /** Puts {@code data} in the place of the output that was shown under {@code id}. */
  void update(String id, Shown data);

  /**
   * Runs {@code action} with the thread's interrupt flag down, and puts the flag back up.
   *
   * <p>A send on an interrupted thread closes the channel to the notebook for good.
   */
  static void uninterrupted(Runnable action) {
    boolean interrupted = Thread.interrupted();
    try {
      action.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
