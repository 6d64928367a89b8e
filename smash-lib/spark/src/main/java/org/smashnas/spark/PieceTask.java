package org.smashnas.spark;

import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.broadcast.Broadcast;
import org.smashnas.cluster.Work;
import org.smashnas.train.TrainingException;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Does the one piece of a partition, in an executor. */
final class PieceTask<P extends Serializable, R extends Serializable>
    extends AbstractFunction1<Iterator<P>, Answer<R>> implements Serializable {
  private final Broadcast<Work<P, R>> work;
  private final String digest;

  PieceTask(Broadcast<Work<P, R>> work, String digest) {
    this.work = work;
    this.digest = digest;
  }

  @Override
  public Answer<R> apply(Iterator<P> pieces) {
    int tries = TaskContext.get().attemptNumber();
    // Spark counts the tries whose executor was lost; one more that fails would end the whole job.
    if (tries >= SparkSettings.TRIES) {
      return new Answer<>(
          Answer.Kind.FAILED,
          null,
          "its executor was lost or it failed, %d times".formatted(tries));
    }
    try {
      Optional<R> done = Resident.work(work, digest, pieces.next());
      return new Answer<>(
          Answer.Kind.DONE,
          done.orElseThrow(() -> new TaskKilledException("stopped within a step")),
          null);
    } catch (TrainingException e) {
      return new Answer<>(Answer.Kind.UNTRAINABLE, null, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaskKilledException("stopped before it began");
    } catch (Resident.NotReady e) {
      return failed(e, tries, Answer.Kind.HOPELESS, e.getCause());
    } catch (TaskKilledException e) {
      throw e;
    } catch (RuntimeException e) {
      return failed(e, tries, Answer.Kind.FAILED, e);
    }
  }

  /** Throws while it may be tried again, and says why after that. */
  private Answer<R> failed(RuntimeException e, int tries, Answer.Kind kind, Throwable why) {
    if (tries + 1 < SparkSettings.TRIES) {
      throw e;
    }
    return new Answer<>(
        kind, null, "%s (tried %d times, last on %s)".formatted(why, tries + 1, host()));
  }

  private static String host() {
    return org.apache.spark.SparkEnv.get().blockManager().blockManagerId().host();
  }
}
