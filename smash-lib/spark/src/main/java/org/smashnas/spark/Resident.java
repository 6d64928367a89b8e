package org.smashnas.spark;

import java.io.Serializable;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.spark.broadcast.Broadcast;
import org.smashnas.cluster.Work;

/**
 * The one network that an executor's JVM holds. Pieces take turns: the engine's gradients allow one
 * training at a time, and all threads of the executor are one piece's.
 */
final class Resident {
  private static final ReentrantLock TURN = new ReentrantLock();
  private static String digest = "";
  private static Work.Doer<?, ?> open;

  private Resident() {}

  /** What is thrown where the work cannot be made ready for. */
  static final class NotReady extends RuntimeException {
    NotReady(RuntimeException cause) {
      super(cause);
    }
  }

  static <P extends Serializable, R extends Serializable> Optional<R> work(
      Broadcast<Work<P, R>> work, String wanted, P piece) throws InterruptedException {
    TURN.lockInterruptibly();
    try {
      if (!wanted.equals(digest)) {
        open(work.value());
      }
      // The digest is that of work of this very kind.
      @SuppressWarnings("unchecked")
      Work.Doer<P, R> doer = (Work.Doer<P, R>) open;
      return doer.apply(piece);
    } finally {
      TURN.unlock();
    }
  }

  private static void open(Work<?, ?> work) {
    digest = "";
    if (open != null) {
      open.close();
      open = null;
    }
    try {
      open = work.open();
    } catch (RuntimeException e) {
      throw new NotReady(e);
    }
    digest = work.digest();
  }
}
