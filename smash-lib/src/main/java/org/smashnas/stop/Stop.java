package org.smashnas.stop;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * A request to stop that holds until a loop has honoured it.
 *
 * <p>A thread's interrupt flag does not hold: Java's font code clears it while it draws glyphs that
 * it has not drawn before. So whoever can ask by {@link #request}, loops ask {@link #taken}, and
 * what draws is run {@link #undisturbed}, for those who can only interrupt.
 */
public final class Stop {
  private static final Set<Thread> ASKED =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private Stop() {}

  /** Interrupts a thread, and asks its next loop to stop even if the interrupt is lost. */
  public static void request(Thread thread) {
    ASKED.add(thread);
    thread.interrupt();
  }

  /** Whether a thread was asked to stop, by {@link #request} or an interrupt, and has not yet. */
  public static boolean requested(Thread thread) {
    return ASKED.contains(thread) || thread.isInterrupted();
  }

  /**
   * Whether the current thread was asked to stop; the caller has to, for the request and the
   * interrupt flag are gone after this.
   */
  public static boolean taken() {
    boolean asked = ASKED.remove(Thread.currentThread());
    return Thread.interrupted() || asked;
  }

  /** Takes back what was asked of any thread and not honoured; interrupt flags stay. */
  public static void forgetAll() {
    ASKED.clear();
  }

  /**
   * Does work that may clear or suffer from an interrupt flag, such as drawing, in another thread,
   * and waits for its end, interrupted or not; an interrupt stays this thread's.
   *
   * @return what {@code work} returns; what it throws is thrown here
   */
  public static <T> T undisturbed(Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread thread = new Thread(task, "smash-undisturbed");
    thread.setDaemon(true);
    thread.start();
    return await(task);
  }

  /**
   * Waits for a task's end, interrupted or not; an interrupt stays this thread's.
   *
   * @return what the task returns; what it throws, which is never checked, is thrown here
   */
  public static <T> T await(FutureTask<T> task) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw unchecked(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException unchecked(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
  }
}
