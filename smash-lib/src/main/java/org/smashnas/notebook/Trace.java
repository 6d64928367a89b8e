package org.smashnas.notebook;

/** The last error in full, for the cell that showed it in short; the kernel's imports have it. */
public final class Trace {
  private static volatile String last = "";

  private Trace() {}

  /** Prints the whole stack of the last error in a cell. */
  public static void trace() {
    System.out.println(last.isEmpty() ? "No cell has failed yet." : last);
  }

  /** Remembers an error, in the place of the one before. */
  public static void remember(CellError error) {
    last = error.full();
  }
}
