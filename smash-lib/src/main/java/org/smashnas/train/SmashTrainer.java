package org.smashnas.train;

import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
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
  private final GradientStep step;
  private final Batches validation;
  private final List<Architecture> watched;
  private final Optimizer optimizer;
  private final Loop loop;
  private List<Architecture> current;

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
                current = draw(sampler, config.architecturesPerStep(), stepSeed);
              }
              return step(batch, current, rate, stepSeed);
            },
            new Rewind(this),
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
    return current == null
        ? null
        : current.stream().map(ArchitectureJson::write).collect(Collectors.joining("\n"));
  }

  @Override
  void continueOn(String architecture) {
    current =
        architecture == null ? null : architecture.lines().map(ArchitectureJson::read).toList();
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
    return step(batch, List.of(architecture), learningRate, seed);
  }

  /** One step on the mean loss of several architectures. */
  double step(Minibatch batch, List<Architecture> architectures, double learningRate, long seed) {
    return step.run(
        x -> {
          NDList logits = new NDList();
          for (int i = 0; i < architectures.size(); i++) {
            logits.add(net.forward(architectures.get(i), x, Seeds.of(seed + i, "noise")));
          }
          // DJL's concatenation of one array is cut off from the gradient.
          return logits.size() == 1 ? logits.get(0) : NDArrays.concat(logits); // (k n, classes)
        },
        batch,
        learningRate,
        "architecture "
            + architectures.stream().map(Architecture::id).collect(Collectors.joining(" and ")));
  }

  /** The first is the one that a step on one architecture draws. */
  private static List<Architecture> draw(Sampler sampler, int count, long seed) {
    return LongStream.range(0, count).mapToObj(i -> sampler.sample(seed + i)).toList();
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
