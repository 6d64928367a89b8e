package org.smashnas.spark;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.smashnas.cluster.Crew;
import org.smashnas.cluster.Work;
import org.smashnas.stop.Stop;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;

/**
 * Executors as a crew: each piece is a partition of its own, so that a lost executor costs the
 * pieces that it has under way, and results come as they are known.
 */
final class SparkCrew<P extends Serializable, R extends Serializable> implements Crew<P, R> {
  /** How often a request to stop is looked for, in milliseconds. */
  private static final long LOOK = 50;

  private final JavaSparkContext context;
  private final Supplier<Work<P, R>> work;
  private Broadcast<Work<P, R>> sent;
  private String digest;

  SparkCrew(JavaSparkContext context, Supplier<Work<P, R>> work) {
    this.context = context;
    this.work = work;
  }

  @Override
  public boolean atOnce() {
    return true;
  }

  private PieceTask<P, R> task() {
    if (sent == null) {
      Work<P, R> made = work.get();
      digest = made.digest();
      sent = context.broadcast(made);
    }
    return new PieceTask<>(sent, digest);
  }

  @Override
  public boolean work(List<P> pieces, Listener<R> listener) {
    if (pieces.isEmpty()) {
      return true;
    }
    if (Stop.taken()) {
      return false;
    }
    BlockingQueue<Map.Entry<Integer, Answer<R>>> answers = new LinkedBlockingQueue<>();
    SimpleFutureAction<BoxedUnit> job = submit(pieces, answers);
    int left = pieces.size();
    boolean stopped = false;
    try {
      while (left > 0 && !stopped) {
        boolean over = job.isCompleted();
        Map.Entry<Integer, Answer<R>> answer = answers.poll(LOOK, TimeUnit.MILLISECONDS);
        if (answer != null) {
          hear(answer, listener);
          left--;
        } else if (over) {
          throw ended(job);
        }
        stopped = Stop.taken();
      }
    } catch (InterruptedException e) {
      // The request itself is gone with it, unless it is kept elsewhere.
      stopped = true;
      Stop.taken();
    } finally {
      if (left > 0) {
        job.cancel();
      }
    }
    for (var answer = answers.poll(); answer != null; answer = answers.poll()) {
      hear(answer, listener);
      left--;
    }
    return !stopped && left == 0;
  }

  private SimpleFutureAction<BoxedUnit> submit(
      List<P> pieces, BlockingQueue<Map.Entry<Integer, Answer<R>>> answers) {
    RDD<P> rdd = context.parallelize(pieces, pieces.size()).rdd();
    List<Object> all = IntStream.range(0, pieces.size()).<Object>mapToObj(i -> i).toList();
    // Cancelled, a piece is interrupted, and a training ends within a step.
    context.setLocalProperty("spark.job.interruptOnCancel", "true");
    return context
        .sc()
        .submitJob(
            rdd,
            task(),
            CollectionConverters.asScala(all).toSeq(),
            (i, answer) -> {
              answers.add(Map.entry((Integer) i, answer));
              return BoxedUnit.UNIT;
            },
            () -> BoxedUnit.UNIT);
  }

  private void hear(Map.Entry<Integer, Answer<R>> answer, Listener<R> listener) {
    Answer<R> what = answer.getValue();
    if (what.kind() == Answer.Kind.HOPELESS) {
      what.get();
    }
    listener.done(answer.getKey(), what);
  }

  private static IllegalStateException ended(SimpleFutureAction<?> job) {
    Throwable why = job.value().get().failed().get();
    return new IllegalStateException(
        "Spark ended the job (%s); what is done stays, and the same call goes on with it"
            .formatted(why.getMessage().lines().findFirst().orElse(why.toString())),
        why);
  }
}
