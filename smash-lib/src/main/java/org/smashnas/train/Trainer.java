package org.smashnas.train;

/** Training that can be interrupted and goes on where it was: what both kinds have in common. */
public abstract sealed class Trainer permits SmashTrainer, ResultTrainer {
  abstract Loop loop();

  /**
   * Trains to the end; after an interrupt, or from the next call on, it goes on where it was.
   *
   * @return the epochs finished so far
   * @throws TrainingException if the loss is no number; no weight is updated by that step
   */
  public final History run(Progress progress) {
    return loop().run(progress);
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
