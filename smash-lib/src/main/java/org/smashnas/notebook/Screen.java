package org.smashnas.notebook;

import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** Where a cell's outputs go: each has an id, under which a later version can take its place. */
interface Screen {
  /** Adds an output below the others. */
  void show(String id, DisplayData data);

  /** Puts {@code data} in the place of the output that was shown under {@code id}. */
  void update(String id, DisplayData data);

  /** The outputs of the cell that {@code kernel} runs. */
  static Screen of(BaseKernel kernel) {
    return new Screen() {
      @Override
      public void show(String id, DisplayData data) {
        // setDisplayId has another signature in each JJava release, so the field is set by name.
        data.putTransientData("display_id", id);
        uninterrupted(() -> kernel.display(data));
      }

      @Override
      public void update(String id, DisplayData data) {
        uninterrupted(() -> kernel.getIO().display.updateDisplay(id, data));
      }
    };
  }

  /**
   * Runs {@code action} with the thread's interrupt flag down, and puts the flag back up.
   *
   * <p>A send on an interrupted thread closes the channel to the notebook for good.
   */
  private static void uninterrupted(Runnable action) {
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
