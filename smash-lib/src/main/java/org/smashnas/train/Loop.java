package org.smashnas.train;

import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
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
  /** One step on a minibatch. */
  interface Step {
    /**
     * Updates the weights.
     *
     * @param learningRate the step size by the schedule
     * @param done steps before this one
     * @param progress share of training done before this step, 0 to 1
     * @param seed of what the step draws at random
     * @return the loss before the update
     */
    double run(Minibatch batch, double learningRate, int done, double progress, long seed);
  }

  /** Hears where the loop can be left, so that it is written down how far it is. */
  interface Keeper {
    /**
     * Called after each step.
     *
     * @param now whether an epoch is over or the run is: otherwise it may wait
     */
    void keep(boolean now);
  }

  private final Batches batches;
  private final int epochs;
  private final Schedule schedule;
  private final long seed;
  private final Step step;
  private final Rewind rewind;
  private final AtomicBoolean running = new AtomicBoolean();
  private final Supplier<Evaluation> validation;
  private double learningRate;
  private History history;
  private int done;
  private double lossSum;
  private int doneThen;
  private double lossSumThen;
  private double secondsThen;
  private double seconds;
  private boolean begun;

  Loop(
      String name,
      Batches batches,
      int epochs,
      double learningRate,
      Schedule schedule,
      Step step,
      Rewind rewind,
      Supplier<Evaluation> validation,
      long seed) {
    this.batches = batches;
    this.epochs = epochs;
    this.learningRate = learningRate;
    this.schedule = schedule;
    this.step = step;
    this.rewind = rewind;
    this.validation = validation;
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
    return done;
  }

  /** Whether it was run in this process, which then knows better than a file where it is. */
  boolean begun() {
    return begun;
  }

  /** Where the loop is. */
  TrainingFile place(Map<String, String> conditions, String architecture) {
    return new TrainingFile(
        TrainingFile.FORMAT,
        conditions,
        history,
        done,
        lossSum,
        seconds,
        learningRate,
        architecture);
  }

  /** Puts the loop somewhere else. */
  void go(TrainingFile place) {
    history = place.history();
    done = place.steps();
    lossSum = place.lossSum();
    seconds = place.seconds();
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

  /** Runs to the end, or to an interrupt, which clears the thread's flag. */
  History run(Progress progress, Keeper keeper) {
    if (!running.compareAndSet(false, true)) {
      throw new IllegalStateException(
          "the "
              + history.name()
              + " is in training already; wait for that call, or stop it first");
    }
    try {
      begun = true;
      return runAlone(progress, keeper);
    } finally {
      running.set(false);
    }
  }

  private History runAlone(Progress progress, Keeper keeper) {
    progress.begin("Training the " + history.name(), steps(), "steps");
    String note = "stopped by an error after " + done + " steps";
    try {
      boolean interrupted = false;
      while (!finished() && !interrupted) {
        interrupted = runEpoch(progress, keeper);
      }
      note =
          interrupted
              ? "interrupted after " + done + " of " + steps() + " steps; what was learned stays"
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
    int at = done;
    rewind.back();
    done = doneThen;
    lossSum = lossSumThen;
    seconds = secondsThen;
    String end = "the end of epoch " + history.epochs().size();
    String place =
        done == 0 ? "where it began" : done % batches.count() == 0 ? end : "step " + done;
    return new TrainingException(
        "step %d of %d: %s; training is back at %s"
            .formatted(at + 1, steps(), e.getMessage(), place),
        e);
  }

  private boolean runEpoch(Progress progress, Keeper keeper) {
    long start = System.nanoTime();
    double before = seconds;
    int epoch = history.epochs().size();
    int skip = done - epoch * batches.count();
    if (skip == 0 || !rewind.ready()) {
      rewind.take();
      doneThen = done;
      lossSumThen = lossSum;
      secondsThen = seconds;
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
      double share = (double) done / steps();
      double loss = step.run(batch, learningRate * schedule.factor(share), done, share, stepSeed);
      lossSum += loss;
      done++;
      seconds = before + (System.nanoTime() - start) / 1e9;
      progress.advance(
          done, String.format(Locale.ROOT, "epoch %d of %d, loss %.3f", epoch + 1, epochs, loss));
      keeper.keep(false);
    }
    Evaluation evaluation = validation.get();
    if (!Double.isFinite(evaluation.loss())) {
      throw new TrainingException(
          "the validation loss is %s after epoch %d; lower learningRate"
              .formatted(evaluation.loss(), epoch + 1));
    }
    history =
        history.with(
            new Epoch(
                epoch + 1,
                lossSum / batches.count(),
                evaluation.loss(),
                evaluation.error(),
                learningRate * schedule.factor((double) done / steps()),
                before + (System.nanoTime() - start) / 1e9));
    lossSum = 0;
    seconds = 0;
    keeper.keep(true);
    progress.history(history);
    return false;
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
