package org.smashnas.train;

import ai.djl.ndarray.NDArray;
import org.smashnas.data.Batches;
import org.smashnas.data.Minibatch;
import org.smashnas.nn.ResultNet;

/** Trains a resulting network, all weights free (end of the paper's Algorithm 1; appendix C). */
public final class ResultTrainer extends Trainer {
  private final ResultNet net;
  private final Batches validation;

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
    super(
        checked(net, config).parameters(),
        new Nesterov(net.parameters(), config.momentum(), config.weightDecay()),
        new Loop(
            "network " + net.architecture().id(),
            training,
            config.epochs(),
            config.learningRate(),
            config.schedule(),
            seed));
    this.net = net;
    this.validation = validation;
  }

  private static ResultNet checked(ResultNet net, ResultConfig config) {
    if (config.fromGenerated() && !net.generated()) {
      throw new IllegalArgumentException(
          "fromGenerated is true, but network "
              + net.architecture().id()
              + " began with random weights; make it with ResultNet.of(smashNet, architecture, seed)");
    }
    return net;
  }

  @Override
  double step(Minibatch batch, double learningRate, long seed) {
    return step(batch, learningRate);
  }

  /**
   * One step.
   *
   * @return the loss before the update, in nats
   * @throws TrainingException if loss or gradients are no finite numbers, or the loss is above
   *     1000; nothing of the step stays
   */
  public double step(Minibatch batch, double learningRate) {
    try (GradientStep step = new GradientStep(this, batch, learningRate, "the network")) {
      NDArray logits = net.forward(step.inputs(), true); // (n, classes)
      double loss = step.backward(logits);
      step.update();
      return loss;
    }
  }

  @Override
  Evaluation validate() {
    return Evaluation.of(net, validation);
  }
}
