package org.smashnas.nn;

import ai.djl.ndarray.NDManager;
import java.lang.ref.Cleaner;
import java.lang.ref.Cleaner.Cleanable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Frees the native arrays of networks that nothing refers to any more, as when a cell of a notebook
 * is run again and its variable gets a new network.
 *
 * <p>DJL keeps every open manager alive, and its arrays with it, until someone closes it; Java's
 * collector sees none of that memory.
 */
public final class NativeMemory {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final int PASSES = 2;

  private NativeMemory() {}

  /**
   * Closes {@code manager} when {@code owner} can be reached no more, or before by {@link
   * Cleanable#clean}.
   *
   * @param manager must not refer to the owner
   */
  public static Cleanable closeAfter(Object owner, NDManager manager) {
    return CLEANER.register(owner, manager::close);
  }

  /** Frees now what can be reached no more; takes some ten milliseconds, at most a few seconds. */
  public static void reclaim() {
    for (int i = 0; i < PASSES; i++) {
      // The cleaner's thread empties one queue: when it comes to what was dropped last, in the
      // second pass, it has been through all that the first found.
      CountDownLatch cleaned = new CountDownLatch(1);
      CLEANER.register(new Object(), cleaned::countDown);
      System.gc();
      try {
        if (!cleaned.await(1, TimeUnit.SECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
