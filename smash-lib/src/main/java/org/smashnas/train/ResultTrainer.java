package org.smashnas.train;

import org.smashnas.data.Batches;
import org.smashnas.data.Minibatch;
import org.smashnas.nn.Parameters;
import org.smashnas.nn.ResultNet;

/** Trains a resulting network, all weights free (end of the paper's Algorithm 1; appendix C). */
public final class ResultTrainer extends Trainer {
  private final ResultNet net;
  private final GradientStep step;
  private final Optimizer optimizer;
  private final Loop loop;

  /**
   * Prepares training from the network's present weights.
   *
   * @param training minibatches to train on, of the config's size
   * @param validation minibatches for the validation curve
   * @param seed of minibatch order and augmentation
   * @throws IllegalArgumentException if the config asks for generated weights and the network began
   *     with others
   */
  public ResultTrainer(
      ResultNet net, ResultConfig config, Batches training, Batches validation, long seed) {
    if (config.fromGenerated() && !net.generated()) {
      throw new IllegalArgumentException(
          "fromGenerated is true, but network "
              + net.architecture().id()
              + " began with random weights; make it with ResultNet.of(smashNet, architecture, seed)");
    }
    this.net = net;
    optimizer = new Nesterov(net.parameters(), config.momentum(), config.weightDecay());
    step = new GradientStep(net.parameters(), optimizer);
    loop =
        new Loop(
            "network " + net.architecture().id(),
            training,
            config.epochs(),
            config.learningRate(),
            config.schedule(),
            (batch, rate, done, progress, stepSeed) -> step(batch, rate),
            new Rewind(this),
            () -> Evaluation.of(net, validation),
            seed);
  }

  /**
   * One step.
   *
   * @return the loss before the update, in nats
   * @throws TrainingException if loss or gradients are no finite numbers, or the loss is above
   *     1000; nothing of the step stays
   */
  public double step(Minibatch batch, double learningRate) {
    return step.run(x -> net.forward(x, true), batch, learningRate, "the network");
  }

  @Override
  Loop loop() {
    return loop;
  }

  @Override
  Parameters parameters() {
    return net.parameters();
  }

  @Override
  Optimizer optimizer() {
    return optimizer;
  }
}
