package org.smashnas.data;

import java.io.PrintStream;

/** A line that shows how far a download is, written anew over itself at each percent. */
final class ProgressLine {
  private static final int WIDTH = 40;
  private static final long MEGABYTE = 1_000_000;

  private final String title;
  private final long total;
  private final PrintStream out;
  private long done;
  private long shown = -1;

  /**
   * Starts with {@code done} bytes.
   *
   * @param total bytes of the whole, negative if that is not known
   */
  ProgressLine(String title, long done, long total, PrintStream out) {
    this.title = title;
    this.done = done;
    this.total = total;
    this.out = out;
  }

  void add(int bytes) {
    done += bytes;
    // A hundred lines at most, since a log file keeps them all; a megabyte each if none knows.
    long step = total > 0 ? 100 * done / total : done / MEGABYTE;
    if (step != shown) {
      shown = step;
      out.print('\r' + line());
      out.flush();
    }
  }

  void end() {
    if (shown >= 0) {
      out.println();
    }
  }

  private String line() {
    if (total <= 0) {
      return "%s: %d MB".formatted(title, done / MEGABYTE);
    }
    int filled = (int) (WIDTH * done / total);
    return "%s [%s%s] %3d%% of %d MB"
        .formatted(title, "#".repeat(filled), " ".repeat(WIDTH - filled), shown, total / MEGABYTE);
  }
}
