package org.smashnas.data;

/**
 * Asks, before large arrays are made, whether Java's heap can hold them: an OutOfMemoryError says
 * neither which file asked for too much nor what to do, and may end a notebook's kernel.
 */
final class Heap {
  /** What stays free for all else, at most. */
  private static final long SPARE = 64 << 20;

  private Heap() {}

  /**
   * Checks a claim.
   *
   * @param what the file, for an error's sentence
   * @param bytes that reading it takes at once
   * @throws DataException if the heap, without what nobody holds any more, has no room for them
   */
  static void need(String what, long bytes) {
    if (bytes > room()) {
      System.gc();
      if (bytes > room()) {
        throw new DataException(
            "%s takes %d MB of memory, and of Java's heap of %d MB %d MB can be used; give Java more,"
                    .formatted(what, mega(bytes), mega(most()), mega(Math.max(0, room())))
                + " as in -Xmx4g, or leave it out");
      }
    }
  }

  /** Bytes that may be claimed at once. */
  private static long room() {
    Runtime java = Runtime.getRuntime();
    return most() - java.totalMemory() + java.freeMemory() - Math.min(SPARE, most() / 8);
  }

  /** Bytes that the heap may grow to. */
  static long most() {
    return Runtime.getRuntime().maxMemory();
  }

  private static long mega(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }
}
