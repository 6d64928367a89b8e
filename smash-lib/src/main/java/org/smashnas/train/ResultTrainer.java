package org.smashnas.train;

import org.smashnas.data.Batches;
import org.smashnas.nn.ResultNet;

/** Trains a resulting network, all weights free (end of the paper's Algorithm 1; appendix C). */
public final class ResultTrainer {
  private final Loop loop;

  /**
   * Prepares training from the network's present weights.
   *
   * @param training minibatches to train on, of the config's size
   * @param validation minibatches for the validation curve
   * @param seed of minibatch order and augmentation
   */
  public ResultTrainer(
      ResultNet net, ResultConfig config, Batches training, Batches validation, long seed) {
    Nesterov optimizer = new Nesterov(net.parameters(), config.momentum(), config.weightDecay());
    loop =
        new Loop(
            "network " + net.architecture().id(),
            training,
            config.epochs(),
            config.learningRate(),
            config.schedule(),
            (batch, rate, progress, stepSeed) ->
                GradientStep.run(x -> net.forward(x, true), batch, optimizer, rate, "the network"),
            () -> Evaluation.of(net, validation),
            seed);
  }

  /**
   * Trains to the end; after an interrupt, or from the next call on, it goes on where it was.
   *
   * @return the epochs finished so far
   * @throws TrainingException if the loss is no number; no weight is updated by that step
   */
  public History run(Progress progress) {
    return loop.run(progress);
  }

  /** The epochs finished so far. */
  public History history() {
    return loop.history();
  }

  /** Whether all epochs are done. */
  public boolean finished() {
    return loop.finished();
  }
}
