package org.smashnas.train;

import java.util.function.Supplier;

/**
 * Where output goes is a property of the process, like its standard output, and so is kept here.
 */
final class ProgressHolder {
  private static final int USUAL_WIDTH = 80;

  static volatile Supplier<Progress> factory =
      asked(System.getenv("SMASH_PROGRESS"), System.getenv("COLUMNS"));

  private ProgressHolder() {}

  /** What the environment asks for; nothing is shown unless it does. */
  static Supplier<Progress> asked(String how, String columns) {
    if (how == null || how.isBlank() || how.equals("silent")) {
      return Progress::silent;
    }
    if (!how.equals("terminal") && !how.equals("log")) {
      throw new IllegalArgumentException(
          "SMASH_PROGRESS is \"" + how + "\"; it is terminal, log or silent, or not set");
    }
    boolean number = columns != null && columns.matches("[1-9]\\d{0,4}");
    int width = number ? Integer.parseInt(columns) : USUAL_WIDTH;
    return () -> new LineProgress(System.out, how.equals("terminal"), width, System::nanoTime);
  }
}
