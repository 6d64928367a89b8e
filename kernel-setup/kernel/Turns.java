import java.util.concurrent.CountDownLatch;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;

/** Threads that serve a socket each, until the kernel closes; no message ends one. */
final class Turns {
  private static final long WAIT_MILLIS = 100;

  private final CountDownLatch closing = new CountDownLatch(1);

  /** Runs {@code turn} whenever something arrived at the socket, which this thread alone reads. */
  void serve(String name, ZMQ.Context context, ZMQ.Socket socket, Runnable turn) {
    ZMQ.Poller poller = context.poller(1);
    poller.register(socket, ZMQ.Poller.POLLIN);
    start(
        name,
        () -> {
          if (poller.poll(WAIT_MILLIS) > 0) {
            turn.run();
          }
        });
  }

  /** Runs {@code turn} again and again. */
  void start(String name, Runnable turn) {
    Thread thread = new Thread(() -> run(turn), name);
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Runnable turn) {
    while (closing.getCount() > 0) {
      try {
        turn.run();
      } catch (OutOfMemoryError e) {
        Reserve.spend();
      } catch (RuntimeException | Error e) {
        System.Logger log = System.getLogger("smash");
        log.log(System.Logger.Level.WARNING, "A message could not be handled", e);
      }
    }
  }

  void close() {
    closing.countDown();
  }

  void awaitClose() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
