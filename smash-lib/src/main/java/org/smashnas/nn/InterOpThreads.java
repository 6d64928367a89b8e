package org.smashnas.nn;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.smashnas.stop.Stop;

/**
 * Threads in each of which the engine computes on one core, without gradient: on small networks
 * several batches at a time, a core each, take less than one after the other on all cores.
 */
public final class InterOpThreads {
  /** More than each of two networks of the laptop budget at 32x32 takes (PERFORMANCE.md). */
  private static final long MEMORY = 2L << 30;

  private InterOpThreads() {}

  /** Made when first asked for, and kept for the JVM's life. */
  private static final class Pool {
    static final int COUNT = count();
    static final ExecutorService THREADS = pool(COUNT);

    private static int count() {
      if (Engine.getInstance().defaultDevice().isGpu()) {
        return 1; // which has whatever it is given wait in line
      }
      OperatingSystemMXBean system =
          (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      long most = Math.max(1, system.getTotalMemorySize() / MEMORY);
      return (int) Math.min(most, JniUtils.getNumThreads());
    }
  }

  /**
   * How many items are computed at a time: as many as the engine has threads, {@code
   * OMP_NUM_THREADS} or the cores, but no more than one for each 2 GiB of the machine's memory; one
   * on a GPU.
   */
  public static int count() {
    return Pool.COUNT;
  }

  /**
   * Computes something of each item, {@link #count} at a time; one after the other if it is called
   * in one of these threads. When it returns or throws, no thread works any longer.
   *
   * <p>On a processor with room for several at a time, its numbers are the same on any number of
   * cores, which the engine's own are not: sums that several cores share are rounded otherwise.
   *
   * @param how computes it, in any thread, and frees its arrays
   * @param then gets all of it in this thread, in the items' order
   */
  public static <T, R> void each(Iterable<T> items, Function<T, R> how, Consumer<R> then) {
    boolean here = Pool.COUNT == 1 || JniUtils.getNumThreads() == 1;
    Executor executor = here ? Runnable::run : Pool.THREADS;
    Queue<FutureTask<R>> begun = new ArrayDeque<>();
    try {
      for (T item : items) {
        FutureTask<R> task = new FutureTask<>(() -> how.apply(item));
        begun.add(task);
        executor.execute(task);
        if (here || begun.size() > Pool.COUNT) {
          then.accept(Stop.await(begun.remove()));
        }
      }
      while (!begun.isEmpty()) {
        then.accept(Stop.await(begun.remove()));
      }
    } finally {
      begun.forEach(InterOpThreads::end);
    }
  }

  /** Computes something as {@link #each} does. */
  public static <R> R one(Supplier<R> how) {
    List<R> result = new ArrayList<>();
    each(List.of(how), Supplier::get, result::add);
    return result.get(0);
  }

  /** Waits for what nobody asks for any more, another having failed. */
  private static void end(FutureTask<?> task) {
    try {
      Stop.await(task);
    } catch (RuntimeException | Error e) {
      // The first failure is thrown already.
      return;
    }
  }

  private static ExecutorService pool(int count) {
    ExecutorService pool = Executors.newFixedThreadPool(count, InterOpThreads::daemon);
    // Each of the first so many tasks gets a thread of its own.
    Stream<CompletableFuture<Void>> all =
        Stream.generate(() -> CompletableFuture.runAsync(InterOpThreads::prepare, pool));
    CompletableFuture.allOf(all.limit(count).toArray(CompletableFuture<?>[]::new)).join();
    // Threads that come later get the number that was set last, in whichever thread.
    JniUtils.setNumThreads(JniUtils.getNumThreads());
    return pool;
  }

  private static Thread daemon(Runnable run) {
    Thread thread = new Thread(run, "smash-inter-op");
    thread.setDaemon(true);
    return thread;
  }

  private static void prepare() {
    // A thread that has not asked yet would get the number that was set last when it does.
    JniUtils.getNumThreads();
    JniUtils.setNumThreads(1);
    JniUtils.setGradMode(false);
  }
}
