package org.smashnas.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;
import org.smashnas.stop.Stop;

/**
 * Makes elements one ahead of their use.
 *
 * <p>Each element has a thread of its own that ends when the element is made, so that an iterator
 * dropped midway leaves nothing running. Elements are made strictly one after the other.
 */
final class Prefetch<T> implements Iterator<T> {
  private final int count;
  private final IntFunction<T> maker;
  private int next;
  private FutureTask<T> coming;

  Prefetch(int count, IntFunction<T> maker) {
    this.count = count;
    this.maker = maker;
    start();
  }

  @Override
  public boolean hasNext() {
    return next < count;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all " + count + " batches are used up");
    }
    T made = await(coming);
    next++;
    start();
    return made;
  }

  private void start() {
    coming = null;
    if (hasNext()) {
      int index = next;
      coming = new FutureTask<>(() -> maker.apply(index));
      Thread thread = new Thread(coming, "smash-batch-" + index);
      thread.setDaemon(true);
      thread.start();
    }
  }

  /**
   * Waits, interrupted or not: a batch is milliseconds away, and loops ask for a stop themselves.
   */
  private static <T> T await(FutureTask<T> task) {
    try {
      return Stop.await(task);
    } catch (RuntimeException | Error e) {
      throw new IllegalStateException("a batch could not be made: " + e, e);
    }
  }
}
