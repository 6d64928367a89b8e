package org.smashnas.data;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.smashnas.stop.Stop;

/**
 * Work on many items by a thread for each processor, which an interrupt ends.
 *
 * <p>A parallel stream would not do: while its caller waits for the other threads, an interrupt is
 * kept from all of them, and after a failure they work on, unseen.
 */
final class Workers {
  private final int count;
  private final IntConsumer work;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private boolean interrupted;

  private Workers(int count, IntConsumer work) {
    this.count = count;
    this.work = work;
  }

  /**
   * Does {@code work} for 0 to {@code count} - 1, in any order; when it returns or throws, no
   * thread works any longer.
   *
   * <p>After an interrupt of the calling thread, and after a failure, which is thrown here, each
   * thread ends the item that it is at and begins no other.
   *
   * @param what is done, such as "Reading meshes", for an error's sentence
   * @throws DataException if the calling thread was interrupted before the end; its flag stays set
   */
  static void each(String what, int count, IntConsumer work) {
    new Workers(count, work).run(what);
  }

  private void run(String what) {
    if (Stop.requested(Thread.currentThread())) {
      stop();
    }
    int processors = Runtime.getRuntime().availableProcessors();
    List<Thread> threads =
        IntStream.range(0, Math.min(count, processors))
            .mapToObj(k -> new Thread(this::takeTurns, "smash-worker-" + k))
            .toList();
    for (Thread each : threads) {
      each.setDaemon(true);
      each.start();
    }
    threads.forEach(this::await);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure.get() instanceof Error error) {
      throw error;
    }
    if (failure.get() instanceof RuntimeException exception) {
      throw exception;
    }
    if (done.get() < count) {
      throw new DataException(
          "%s was interrupted after %d of %d; call it again for all of them"
              .formatted(what, done.get(), count));
    }
  }

  private void takeTurns() {
    try {
      for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
        work.accept(i);
        done.incrementAndGet();
      }
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
      stop();
    }
  }

  private void stop() {
    next.set(count);
  }

  /** Waits for a thread's end, whatever comes. */
  private void await(Thread thread) {
    boolean ended = false;
    while (!ended) {
      try {
        thread.join();
        ended = true;
      } catch (InterruptedException e) {
        interrupted = true;
        stop();
      }
    }
  }
}
