package org.smashnas.train;

import java.util.List;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Batches;
import org.smashnas.data.Minibatch;
import org.smashnas.nn.HyperNet;
import org.smashnas.nn.SmashNet;

/**
 * Trains a SMASH network: each step a minibatch, a random architecture, its generated weights, and
 * one update of HyperNet and shared weights (paper, Algorithm 1).
 */
public final class SmashTrainer extends Trainer {
  /** Architectures whose mean error is the validation curve: always the same. */
  private static final int WATCHED = 4;

  private final SmashNet net;
  private final GradientStep step;
  private final Batches validation;
  private final List<Architecture> watched;
  private final Loop loop;
  private Architecture current;

  /**
   * Prepares training from the network's present weights.
   *
   * @param training minibatches to train on, of the config's size
   * @param validation minibatches for the validation curve
   * @param seed of minibatch order, augmentation and architectures
   */
  public SmashTrainer(
      SmashNet net, SmashConfig config, Batches training, Batches validation, long seed) {
    this.net = net;
    this.validation = validation;
    Adam optimizer = new Adam(net.parameters(), config, name -> !name.startsWith(HyperNet.PREFIX));
    step = new GradientStep(net.parameters(), optimizer);
    SearchSpace space = net.encoding().space();
    watched = Sampler.of(space).sample(WATCHED, Seeds.of(seed, "watched"));
    loop =
        new Loop(
            "SMASH network",
            training,
            config.epochs(),
            config.learningRate(),
            config.schedule(),
            (batch, rate, done, progress, stepSeed) -> {
              if (done % config.stepsPerArchitecture() == 0) {
                Sampler sampler =
                    config.growth() ? Sampler.during(space, progress) : Sampler.of(space);
                current = sampler.sample(stepSeed);
              }
              return step(batch, current, rate, stepSeed);
            },
            new Rewind(net.parameters(), optimizer),
            this::validate,
            seed);
  }

  @Override
  Loop loop() {
    return loop;
  }

  /**
   * One step on a given architecture.
   *
   * @param seed of the HyperNet's noise, if it has any
   * @return the loss before the update, in nats
   * @throws TrainingException if loss or gradients are no finite numbers, or the loss is above
   *     1000; nothing of the step stays
   */
  public double step(Minibatch batch, Architecture architecture, double learningRate, long seed) {
    return step.run(
        x -> net.forward(architecture, x, Seeds.of(seed, "noise")),
        batch,
        learningRate,
        "architecture " + architecture.id());
  }

  private Evaluation validate() {
    double error = 0;
    double loss = 0;
    int examples = 0;
    for (Architecture a : watched) {
      Evaluation one = Evaluation.of(net, a, validation);
      error += one.error() / watched.size();
      loss += one.loss() / watched.size();
      examples = one.examples();
    }
    return new Evaluation(error, loss, examples);
  }
}
