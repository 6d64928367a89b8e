package org.smashnas.train;

import org.smashnas.arch.Architecture;
import org.smashnas.data.Batches;
import org.smashnas.nn.SmashNet;

/**
 * Scores an architecture with what a SMASH network's weights come to when it is trained on that
 * architecture for some steps: between a score with generated weights and a true error, at a cost
 * in between. Each architecture begins with the same weights, an optimiser at rest and the same
 * minibatches.
 */
public final class FineTuner {
  private final SmashNet net;
  private final FineTuning tuning;
  private final Batches training;
  private final Batches validation;
  private final SmashTrainer trainer;
  private final Rewind before;
  private final long seed;

  /**
   * Prepares for a network as it is at each score; nothing is trained yet.
   *
   * @param config the network's, of which the optimiser's settings count
   * @param training minibatches for the steps
   * @param validation minibatches for the score
   * @param seed of the minibatches' order and augmentation
   */
  public FineTuner(
      SmashNet net,
      SmashConfig config,
      FineTuning tuning,
      Batches training,
      Batches validation,
      long seed) {
    this.net = net;
    this.tuning = tuning;
    this.training = training;
    this.validation = validation;
    this.seed = seed;
    trainer = new SmashTrainer(net, config, training, validation, seed);
    before = new Rewind(trainer);
  }

  /**
   * Tunes, scores, and puts the network back.
   *
   * @throws TrainingException if a step's loss or gradients are no finite numbers; the network is
   *     as before
   */
  public Evaluation evaluate(Architecture architecture) {
    before.take();
    try {
      Steps.run(
          training,
          tuning.steps(),
          seed,
          (batch, done) ->
              trainer.step(
                  batch, architecture, tuning.learningRate(), Seeds.of(seed + done, "noise")));
      return Evaluation.of(net, architecture, validation);
    } finally {
      before.back();
    }
  }
}
