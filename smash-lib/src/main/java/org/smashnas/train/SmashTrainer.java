package org.smashnas.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.ArchitectureJson;
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
  private final SmashConfig config;
  private final Batches validation;
  private final List<Architecture> watched;
  private final Optional<Guide> guide;
  private List<Architecture> current;
  private Guide.Seen seen;

  /**
   * Prepares training from the network's present weights.
   *
   * @param training minibatches to train on, of the config's size
   * @param validation minibatches for the validation curve
   * @param seed of minibatch order, augmentation and architectures
   */
  public SmashTrainer(
      SmashNet net, SmashConfig config, Batches training, Batches validation, long seed) {
    super(
        net.parameters(),
        new Adam(net.parameters(), config, name -> !name.startsWith(HyperNet.PREFIX)),
        new Loop(
            "SMASH network",
            training,
            config.epochs(),
            config.learningRate(),
            config.schedule(),
            seed));
    this.net = net;
    this.config = config;
    this.validation = validation;
    SearchSpace space = net.encoding().space();
    watched = Sampler.of(space).sample(WATCHED, Seeds.of(seed, "watched"));
    guide =
        config.guidance() == 1
            ? Optional.empty()
            : Optional.of(new Guide(space, Seeds.of(seed, "guide")));
    seen = guide.map(Guide::nothing).orElse(null);
  }

  /** One turn of Algorithm 1, its architecture drawn. */
  @Override
  double step(Minibatch batch, double learningRate, long seed) {
    if (loop().done() % config.stepsPerArchitecture() == 0) {
      current = draw(seed);
    }
    double loss = step(batch, current, learningRate, seed);
    guide.ifPresent(g -> seen = g.learn(seen, current, loss));
    return loss;
  }

  /** The first is the one that a step on one architecture draws. */
  private List<Architecture> draw(long seed) {
    SearchSpace space = net.encoding().space();
    Sampler sampler =
        config.growth() ? Sampler.during(space, loop().progress()) : Sampler.of(space);
    return LongStream.range(seed, seed + config.architecturesPerStep())
        .mapToObj(s -> guide.map(g -> guided(g, sampler, s)).orElseGet(() -> sampler.sample(s)))
        .toList();
  }

  private Architecture guided(Guide by, Sampler sampler, long seed) {
    return by.choose(seen, sampler.sample(config.guidance(), seed));
  }

  /** One step on the mean loss of architectures: generate, forward, loss, backward, update. */
  double step(Minibatch batch, List<Architecture> architectures, double learningRate, long seed) {
    try (GradientStep step = new GradientStep(this, batch, learningRate, names(architectures))) {
      NDArray x = step.inputs(); // (n, channels, h, w)
      NDList logits = new NDList();
      for (Architecture a : architectures) {
        NDArray w = net.generate(a, Seeds.of(seed + logits.size(), "noise")); // (B N_max, L D N)
        logits.add(net.forward(a, x, w)); // (n, classes)
      }
      double loss = step.backward(concat(logits));
      step.update();
      return loss;
    }
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

  /** (k n, classes). DJL's concatenation of one array is cut off from the gradient. */
  private static NDArray concat(NDList logits) {
    return logits.size() == 1 ? logits.get(0) : NDArrays.concat(logits);
  }

  private static String names(List<Architecture> architectures) {
    return "architecture "
        + architectures.stream().map(Architecture::id).collect(Collectors.joining(" and "));
  }

  @Override
  Evaluation validate() {
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

  @Override
  Drawn drawn() {
    String architecture =
        current == null
            ? null
            : current.stream().map(ArchitectureJson::write).collect(Collectors.joining("\n"));
    return new Drawn(architecture, seen);
  }

  @Override
  void continueOn(Drawn drawn) {
    String architecture = drawn.architecture();
    current =
        architecture == null ? null : architecture.lines().map(ArchitectureJson::read).toList();
    seen = drawn.seen();
  }
}
