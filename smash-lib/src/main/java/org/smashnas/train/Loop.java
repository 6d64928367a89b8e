package org.smashnas.train;

import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.smashnas.data.Batches;
import org.smashnas.data.Minibatch;
import org.smashnas.stop.Stop;

/**
 * Epochs of steps: what every training has in common.
 *
 * <p>An interrupted run stops within a step and keeps its place; the next run goes on from there.
 * One whose step is refused goes back to the end of the last epoch.
 */
final class Loop {
  /** Hears where the loop can be left, so that it is written down how far it is. */
  interface Keeper {
    /**
     * Called after each step.
     *
     * @param now whether an epoch is over or the run is: otherwise it may wait
     */
    void keep(boolean now);
  }

  /**
   * How far it is within an epoch.
   *
   * @param done steps done, over all epochs
   * @param lossSum sum of the losses of the epoch under way
   * @param seconds wall time of the epoch under way
   */
  private record Place(int done, double lossSum, double seconds) {}

  private final Batches batches;
  private final int epochs;
  private final Schedule schedule;
  private final long seed;
  private final AtomicBoolean running = new AtomicBoolean();
  private double learningRate;
  private History history;
  private Place at = new Place(0, 0, 0);
  private Rewind rewind;
  private Place then;

  /**
   * A loop before its first step.
   *
   * @param name of what is trained, for the reader
   * @param learningRate the step size that the schedule begins with
   * @param seed of the order of minibatches, and of the seed that each step is given
   */
  Loop(
      String name, Batches batches, int epochs, double learningRate, Schedule schedule, long seed) {
    this.batches = batches;
    this.epochs = epochs;
    this.learningRate = learningRate;
    this.schedule = schedule;
    this.seed = seed;
    history = History.empty(name);
    if (batches.count() == 0) {
      // The batches say themselves what is wrong.
      batches.shuffled(seed);
    }
  }

  History history() {
    return history;
  }

  int epochs() {
    return epochs;
  }

  /** Steps done, over all epochs. */
  int done() {
    return at.done();
  }

  /** The share of training that is done, 0 to 1. */
  double progress() {
    return (double) at.done() / steps();
  }

  /** Whether it was run in this process, which then knows better than a file where it is. */
  boolean begun() {
    return rewind != null;
  }

  /** Where the loop is. */
  TrainingFile place(Map<String, String> conditions, Drawn drawn) {
    return new TrainingFile(
        TrainingFile.FORMAT,
        conditions,
        history,
        at.done(),
        at.lossSum(),
        at.seconds(),
        learningRate,
        drawn.architecture(),
        drawn.seen());
  }

  /** Puts the loop somewhere else. */
  void go(TrainingFile place) {
    history = place.history();
    at = new Place(place.steps(), place.lossSum(), place.seconds());
    if (place.learningRate() > 0) {
      learningRate = place.learningRate();
    }
  }

  int steps() {
    return epochs * batches.count();
  }

  boolean finished() {
    return history.epochs().size() == epochs;
  }

  /** The step size that the schedule begins with. */
  double learningRate() {
    return learningRate;
  }

  /** Another step size from the next step on, by the same schedule. */
  void learningRate(double value) {
    ConfigChecks.learningRate(value);
    learningRate = value;
  }

  /**
   * Runs to the end of an epoch, or to an interrupt, which clears the thread's flag.
   *
   * @param last the epoch, by which the schedule is not changed
   */
  History run(Trainer trainer, Progress progress, Keeper keeper, int last) {
    if (!running.compareAndSet(false, true)) {
      throw new IllegalStateException(
          "the "
              + history.name()
              + " is in training already; wait for that call, or stop it first");
    }
    try {
      rewind = rewind == null ? new Rewind(trainer) : rewind;
      return runAlone(trainer, progress, keeper, last);
    } finally {
      running.set(false);
    }
  }

  private History runAlone(Trainer trainer, Progress progress, Keeper keeper, int last) {
    progress.begin("Training the " + history.name(), steps(), "steps");
    String note = "stopped by an error after " + done() + " steps";
    try {
      boolean interrupted = false;
      while (history.epochs().size() < last && !interrupted) {
        interrupted = runEpoch(trainer, progress, keeper);
      }
      note =
          interrupted
              ? "interrupted after " + done() + " of " + steps() + " steps; what was learned stays"
              : summary();
      return history;
    } catch (TrainingException e) {
      TrainingException back = goBack(e);
      note = "stopped: " + back.getMessage();
      throw back;
    } finally {
      progress.end(note);
    }
  }

  private TrainingException goBack(TrainingException e) {
    int failed = done() + 1;
    rewind.back();
    at = then;
    String end = "the end of epoch " + history.epochs().size();
    String place =
        done() == 0 ? "where it began" : done() % batches.count() == 0 ? end : "step " + done();
    return new TrainingException(
        "step %d of %d: %s; training is back at %s"
            .formatted(failed, steps(), e.getMessage(), place),
        e);
  }

  private boolean runEpoch(Trainer trainer, Progress progress, Keeper keeper) {
    long start = System.nanoTime();
    double before = at.seconds();
    int epoch = history.epochs().size();
    int skip = done() - epoch * batches.count();
    if (skip == 0 || !rewind.ready()) {
      rewind.take();
      then = at;
    }
    SplittableRandom seeds = new SplittableRandom(Seeds.of(seed, "epoch " + epoch));
    for (Minibatch batch : batches.shuffled(seeds.nextLong())) {
      long stepSeed = seeds.nextLong();
      if (skip-- > 0) {
        continue;
      }
      if (Stop.taken()) {
        keeper.keep(true);
        return true;
      }
      double loss = trainer.step(batch, learningRate * schedule.factor(progress()), stepSeed);
      at = new Place(done() + 1, at.lossSum() + loss, before + seconds(start));
      progress.advance(
          done(), String.format(Locale.ROOT, "epoch %d of %d, loss %.3f", epoch + 1, epochs, loss));
      keeper.keep(false);
    }
    end(epoch + 1, trainer.validate(), before, start);
    keeper.keep(true);
    progress.history(history);
    return false;
  }

  private void end(int epoch, Evaluation validation, double before, long start) {
    if (!Double.isFinite(validation.loss())) {
      throw new TrainingException(
          "the validation loss is %s after epoch %d; lower learningRate"
              .formatted(validation.loss(), epoch));
    }
    history =
        history.with(
            new Epoch(
                epoch,
                at.lossSum() / batches.count(),
                validation.loss(),
                validation.error(),
                learningRate * schedule.factor(progress()),
                before + seconds(start)));
    at = new Place(done(), 0, 0);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private String summary() {
    Epoch last = history.last();
    return String.format(
        Locale.ROOT,
        "loss %.3f, validation error %.1f%%",
        last.trainLoss(),
        100 * last.validationError());
  }
}
