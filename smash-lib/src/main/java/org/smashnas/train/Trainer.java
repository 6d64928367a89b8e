package org.smashnas.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.smashnas.data.Minibatch;
import org.smashnas.files.Checksums;
import org.smashnas.nn.Copies;
import org.smashnas.nn.Parameters;

/** Training that can be interrupted and goes on where it was: what both kinds have in common. */
public abstract sealed class Trainer permits SmashTrainer, ResultTrainer {
  private final Parameters parameters;
  private final Optimizer optimizer;
  private final Copies statistics;
  private final Loop loop;

  Trainer(Parameters parameters, Optimizer optimizer, Loop loop) {
    this.parameters = parameters;
    this.optimizer = optimizer;
    this.loop = loop;
    statistics = new Copies(parameters, List.copyOf(parameters.states().values()));
  }

  /**
   * One step of the loop.
   *
   * @param learningRate the step size by the schedule
   * @param seed of what the step draws at random
   * @return the loss before the update, in nats
   */
  abstract double step(Minibatch batch, double learningRate, long seed);

  /** How well the network does at the end of an epoch. */
  abstract Evaluation validate();

  final Loop loop() {
    return loop;
  }

  final Parameters parameters() {
    return parameters;
  }

  final Optimizer optimizer() {
    return optimizer;
  }

  /** The running statistics as they were before the step under way. */
  final Copies statistics() {
    return statistics;
  }

  /** What the steps to come depend on beside weights and seed. */
  Drawn drawn() {
    return new Drawn(null, null);
  }

  /** Takes what {@link #drawn} gave. */
  void continueOn(Drawn drawn) {}

  /**
   * Trains to the end; after an interrupt, or from the next call on, it goes on where it was.
   *
   * @return the epochs finished so far
   * @throws TrainingException if loss or gradients of a step are no finite numbers, or the loss is
   *     above 1000, as when steps are too large; network and optimiser are then as at the end of
   *     the last epoch, or as at first, and {@link #run(Progress, double)} goes on from there
   * @throws IllegalStateException if another thread runs it
   */
  public final History run(Progress progress) {
    return run(progress, Checkpoints.none());
  }

  /**
   * Trains as {@link #run(Progress)} does, and writes down how far it is; where an earlier process
   * has done so, it begins there.
   *
   * @throws IllegalArgumentException if the checkpoints are of other conditions, with both values
   * @throws IllegalStateException if another run writes there
   */
  public final History run(Progress progress, Checkpoints checkpoints) {
    return run(progress, checkpoints, loop.epochs());
  }

  /**
   * Trains as {@link #run(Progress, Checkpoints)} does, but no farther than to the end of an epoch;
   * step sizes are those of the whole training.
   *
   * @param last the epoch, from 1
   */
  public final History run(Progress progress, Checkpoints checkpoints, int last) {
    return checkpoints.run(this, progress, last);
  }

  /**
   * Writes all that {@link #read} needs: weights, running statistics, history, and until training
   * is over the optimiser's state and the place in the data. Random numbers have no state: those of
   * a step are drawn from the seed and the step's number.
   *
   * @param folder that exists; its {@link Checksums} are for the caller to write
   * @param conditions all that the training's outcome depends on
   */
  public final void write(Path folder, Map<String, String> conditions) {
    SavedTraining.write(this, conditions, folder);
  }

  /**
   * Puts this training where another was when it was written.
   *
   * @param conditions those that are to be as they were then
   * @throws IllegalArgumentException if the conditions differ, with both values, or if a file is
   *     damaged, with the reason
   */
  public final void read(Path folder, Map<String, String> conditions) {
    SavedTraining.verify(folder);
    TrainingFile place = TrainingFile.read(folder);
    place.check(folder, conditions);
    SavedTraining.read(this, place, folder);
  }

  /**
   * Trains to the end as {@link #run(Progress)}, from here on with another step size.
   *
   * @param learningRate in place of the config's, above 0; it falls by the config's schedule
   */
  public final History run(Progress progress, double learningRate) {
    learningRate(learningRate);
    return run(progress);
  }

  /** Another step size from the next step on: {@link #run(Progress, double)}. */
  public final void learningRate(double value) {
    loop.learningRate(value);
  }

  /** The step size in use, before the schedule. */
  public final double learningRate() {
    return loop.learningRate();
  }

  /** The epochs finished so far. */
  public final History history() {
    return loop.history();
  }

  /** Whether all epochs are done. */
  public final boolean finished() {
    return loop.finished();
  }
}
