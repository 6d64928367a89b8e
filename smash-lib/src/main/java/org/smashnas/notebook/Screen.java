package org.smashnas.notebook;

import org.smashnas.stop.Stop;

/** Where a cell's outputs go: each has an id, under which a later version can take its place. */
public interface Screen {
  /** Adds an output below the others. */
  void show(String id, Shown data);

  /** Puts {@code data} in the place of the output that was shown under {@code id}. */
  void update(String id, Shown data);

  /**
   * Runs {@code action} out of reach of the thread's interrupts, which stay its own.
   *
   * <p>A send on an interrupted thread closes the channel to the notebook for good.
   */
  static void uninterrupted(Runnable action) {
    Stop.undisturbed(
        () -> {
          action.run();
          return null;
        });
  }
}
