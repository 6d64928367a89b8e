package org.smashnas.train;

/** Training that can be interrupted and goes on where it was: what both kinds have in common. */
public abstract sealed class Trainer permits SmashTrainer, ResultTrainer {
  abstract Loop loop();

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
    return loop().run(progress);
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
    loop().learningRate(value);
  }

  /** The step size in use, before the schedule. */
  public final double learningRate() {
    return loop().learningRate();
  }

  /** The epochs finished so far. */
  public final History history() {
    return loop().history();
  }

  /** Whether all epochs are done. */
  public final boolean finished() {
    return loop().finished();
  }
}
