package org.smashnas.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;

/**
 * Makes elements one ahead of their use.
 *
 * <p>Each element has a thread of its own that ends when the element is made, so that an iterator
 * dropped midway leaves nothing running. Elements are made strictly one after the other.
 */
final class Ahead<T> implements Iterator<T> {
  private final int count;
  private final IntFunction<T> maker;
  private int next;
  private FutureTask<T> coming;

  Ahead(int count, IntFunction<T> maker) {
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
   * Waits, interrupted or not: a batch is milliseconds away, and loops poll the flag themselves.
   */
  private static <T> T await(FutureTask<T> task) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IllegalStateException(
              "a batch could not be made: " + e.getCause(), e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
