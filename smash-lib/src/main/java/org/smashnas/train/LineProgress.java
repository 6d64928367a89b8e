package org.smashnas.train;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/**
 * Shows a run in text: in a terminal as one line that is replaced in place, at most ten times a
 * second; in a log as a line a minute. How the run ended stays.
 */
final class LineProgress implements Progress {
  private static final long TERMINAL_PAUSE = 100_000_000L;
  private static final long LOG_PAUSE = 60_000_000_000L;
  private static final String CLEAR = "\r\033[K";

  private final PrintStream out;
  private final boolean terminal;
  private final int width;
  private final LongSupplier nanos;
  private ProgressBar bar;
  private long start;
  private long shown;

  /**
   * A report of one run.
   *
   * @param terminal whether a line can be replaced
   * @param width columns of the terminal, at least 1; longer lines are cut, for a wrapped one
   *     cannot be replaced
   * @param nanos a clock, as {@link System#nanoTime}
   */
  LineProgress(PrintStream out, boolean terminal, int width, LongSupplier nanos) {
    this.out = out;
    this.terminal = terminal;
    this.width = width;
    this.nanos = nanos;
  }

  @Override
  public void begin(String task, int total, String unit) {
    start = nanos.getAsLong();
    shown = start;
    bar = ProgressBar.begin(task, total, unit);
    if (terminal) {
      replace(bar.running());
    }
  }

  @Override
  public void advance(int done, String note) {
    long now = nanos.getAsLong();
    bar = bar.at(done, (now - start) / 1e9, note);
    if (now - shown < (terminal ? TERMINAL_PAUSE : LOG_PAUSE)) {
      return;
    }
    shown = now;
    if (terminal) {
      replace(bar.running());
    } else {
      out.println(bar.running());
    }
  }

  @Override
  public void end(String note) {
    bar = bar.at(bar.done(), (nanos.getAsLong() - start) / 1e9, note);
    if (terminal) {
      out.print(CLEAR);
    }
    out.println(bar.ended());
  }

  private void replace(String line) {
    out.print(CLEAR + line.substring(0, Math.min(line.length(), width - 1)));
    out.flush();
  }
}
