package org.smashnas.train;

import java.util.Locale;

/**
 * The line that tells how far a run is.
 *
 * @param task what is done
 * @param total units of work in all, at least 1
 * @param unit one unit's name in the plural
 * @param from units that an earlier run had done, which the rate leaves out
 * @param done units done so far, those included
 * @param seconds since the start
 * @param note how it goes
 */
public record ProgressBar(
    String task, int total, String unit, int from, int done, double seconds, String note) {
  private static final int WIDTH = 20;

  public ProgressBar {
    if (total < 1) {
      throw new IllegalArgumentException("a run of " + total + " " + unit + "; it has at least 1");
    }
  }

  /** The bar of a run that begins. */
  public static ProgressBar begin(String task, int total, String unit) {
    return new ProgressBar(task, total, unit, 0, 0, 0, "");
  }

  /** The same run, further on; one whose first report is of more than one unit was begun before. */
  public ProgressBar at(int done, double seconds, String note) {
    int start = this.done == 0 ? Math.max(0, done - 1) : from;
    return new ProgressBar(task, total, unit, start, done, seconds, note);
  }

  /** The line while the work goes on: bar, count, rate, time left, note. */
  public String running() {
    // A wrong count must not stop the run that it is about.
    int full = (int) Math.max(0, Math.min(WIDTH, (long) WIDTH * done / total));
    String line =
        task + "  " + "█".repeat(full) + "░".repeat(WIDTH - full) + "  " + done + "/" + total + " ";
    return line + unit + pace() + withNote();
  }

  /** The line that stays: count, time taken, how it ended. */
  public String ended() {
    String took = " in " + clock(seconds);
    return task
        + ": "
        + (done == total ? "" : done + " of ")
        + total
        + " "
        + unit
        + took
        + withNote();
  }

  private String pace() {
    if (done <= from || seconds <= 0) {
      return "";
    }
    double rate = (done - from) / seconds;
    String speed =
        rate >= 1
            ? String.format(Locale.ROOT, "%.1f/s", rate)
            : String.format(Locale.ROOT, "%.1f s each", 1 / rate);
    return " · " + speed + " · " + clock((total - done) / rate) + " left";
  }

  private String withNote() {
    return note.isEmpty() ? "" : " · " + note;
  }

  private static String clock(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }
}
