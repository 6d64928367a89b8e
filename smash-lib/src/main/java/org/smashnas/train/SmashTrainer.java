package org.smashnas.train;

import java.util.List;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.ArchitectureJson;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Batches;
import org.smashnas.data.Minibatch;
import org.smashnas.nn.HyperNet;
import org.smashnas.nn.Parameters;
import org.smashnas.nn.SmashNet;

/**
 * Trains a SMASH network: each step a minibatch, a random architecture, its generated weights, and
 * one update of HyperNet and shared weights (paper, Algorithm 1).
 */
public final class SmashTrainer extends Trainer {
  /** Architectures whose mean error is the validation curve: always the same. */
  private static final int WATCHED = 4;

  private final SmashNet net;
  private final Adam optimizer;
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
    optimizer = new Adam(net.parameters(), config, name -> !name.startsWith(HyperNet.PREFIX));
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
            this::validate,
            seed);
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

  @Override
  String architecture() {
    return current == null ? null : ArchitectureJson.write(current);
  }

  @Override
  void continueOn(String architecture) {
    current = architecture == null ? null : ArchitectureJson.read(architecture);
  }

  /**
   * One step on a given architecture.
   *
   * @param seed of the HyperNet's noise, if it has any
   * @return the loss before the update, in nats
   */
  public double step(Minibatch batch, Architecture architecture, double learningRate, long seed) {
    return GradientStep.run(
        x -> net.forward(architecture, x, Seeds.of(seed, "noise")),
        batch,
        optimizer,
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
