package org.smashnas.train;

import java.util.function.Supplier;

/**
 * Receives what a long run reports, so that a notebook can draw it and a script can stay silent.
 *
 * <p>A run calls {@link #begin} once, then {@link #advance} and {@link #history} any number of
 * times, then {@link #end}, also when it is interrupted or fails. All calls come from the thread
 * that runs the work.
 */
public interface Progress {
  /**
   * Work begins.
   *
   * @param task what is done, for example "Training the SMASH network"
   * @param total units of work in all, at least 1
   * @param unit one unit's name in the plural, for example "steps"
   */
  default void begin(String task, int total, String unit) {}

  /**
   * Some of the work is done.
   *
   * @param done units done so far, 0 to the total
   * @param note a few words on how it goes, for example "loss 1.93"
   */
  default void advance(int done, String note) {}

  /** A training curve grew; {@code history} holds all of it. */
  default void history(History history) {}

  /** The work is over; {@code note} says how it ended, in one line. */
  default void end(String note) {}

  /** Reports nothing. */
  static Progress silent() {
    return new Progress() {};
  }

  /** A report to both, to this one first. */
  default Progress and(Progress other) {
    Progress one = this;
    return new Progress() {
      @Override
      public void begin(String task, int total, String unit) {
        one.begin(task, total, unit);
        other.begin(task, total, unit);
      }

      @Override
      public void advance(int done, String note) {
        one.advance(done, note);
        other.advance(done, note);
      }

      @Override
      public void history(History history) {
        one.history(history);
        other.history(history);
      }

      @Override
      public void end(String note) {
        one.end(note);
        other.end(note);
      }
    };
  }

  /** A fresh report in the way that this JVM shows them: see {@link #showWith}. */
  static Progress show() {
    return ProgressHolder.factory.get();
  }

  /**
   * Sets how this JVM shows progress from now on; the kernel extension calls it when it loads.
   *
   * @param factory makes one report a run; the default is what the environment variable
   *     SMASH_PROGRESS asks for: "terminal", one line replaced in place, "log", a line a minute, or
   *     "silent", as also if it is not set
   */
  static void showWith(Supplier<Progress> factory) {
    ProgressHolder.factory = factory;
  }
}
