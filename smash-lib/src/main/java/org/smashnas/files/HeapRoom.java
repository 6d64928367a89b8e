package org.smashnas.files;

import java.util.Optional;

/**
 * Asks, before large arrays are made, whether Java's heap can hold them: an OutOfMemoryError says
 * neither which file asked for too much nor what to do, and may end a notebook's kernel.
 */
public final class HeapRoom {
  /** What stays free for all else, at most. */
  private static final long SPARE = 64 << 20;

  private HeapRoom() {}

  /**
   * The end of a sentence that begins with what would take {@code bytes}, if the heap, without what
   * nobody holds any more, has no room for them.
   */
  public static Optional<String> lacking(long bytes) {
    if (bytes > room()) {
      System.gc();
    }
    return bytes <= room()
        ? Optional.empty()
        : Optional.of(
            "takes %d MB of memory, and of Java's heap of %d MB %d MB can be used; give Java more,"
                    .formatted(mega(bytes), mega(most()), mega(Math.max(0, room())))
                + " as in -Xmx4g, or leave it out");
  }

  /** Bytes that may be claimed at once. */
  private static long room() {
    Runtime java = Runtime.getRuntime();
    return most() - java.totalMemory() + java.freeMemory() - Math.min(SPARE, most() / 8);
  }

  /** Bytes that the heap may grow to. */
  public static long most() {
    return Runtime.getRuntime().maxMemory();
  }

  private static long mega(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }
}
