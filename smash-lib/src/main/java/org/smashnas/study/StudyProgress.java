package org.smashnas.study;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.smashnas.train.Progress;

/** A study's report: it counts what is done, and says at the end how the study came to it. */
final class StudyProgress {
  private final Progress progress;
  private int done;

  StudyProgress(Progress progress) {
    this.progress = progress;
  }

  /**
   * Reports on work from its begin to its end, however it ends.
   *
   * @param work measures; false if an interrupt came before all was measured
   * @param end what there is to say if it did not
   * @return whether all was measured
   */
  boolean run(String task, int total, String unit, BooleanSupplier work, Supplier<String> end) {
    progress.begin(task, total, unit);
    String note = "stopped by an error; what was measured stays";
    try {
      boolean whole = work.getAsBoolean();
      note = whole ? end.get() : "interrupted; what was measured stays";
      return whole;
    } finally {
      progress.end(note);
    }
  }

  /** One more unit is done. */
  void advance(String note) {
    progress.advance(++done, note);
  }

  /** A word on the unit under way. */
  void note(String note) {
    progress.advance(done, note);
  }

  /** A training's steps, told as notes on the unit that the training is a part of. */
  Progress training() {
    return new Progress() {
      @Override
      public void begin(String task, int total, String unit) {
        note(task);
      }

      @Override
      public void advance(int step, String note) {
        note("training: " + note);
      }
    };
  }
}
