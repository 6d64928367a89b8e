package org.smashnas.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Cost;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Augmentation;
import org.smashnas.data.Batches;
import org.smashnas.data.Examples;
import org.smashnas.data.Minibatch;
import org.smashnas.data.Normalization;
import org.smashnas.encoding.Embedding;
import org.smashnas.encoding.Encoding;
import org.smashnas.nn.GradientMode;
import org.smashnas.nn.Gradients;
import org.smashnas.nn.HyperNet;
import org.smashnas.nn.HyperShape;
import org.smashnas.nn.Precision;
import org.smashnas.nn.ResultNet;
import org.smashnas.nn.SmashNet;
import org.smashnas.search.SmashScorer;
import org.smashnas.train.ResultConfig;
import org.smashnas.train.ResultTrainer;
import org.smashnas.train.SmashConfig;
import org.smashnas.train.SmashTrainer;

/**
 * Something of which the time is taken, one architecture after another.
 *
 * @param run does it once; whatever is computed is there when it returns
 * @param operations of one run, a multiplication and an addition counted as two; 0 if it has none
 * @param arrays native arrays that live from run to run
 * @param end lets go of what it holds
 */
record Workload(
    Consumer<Architecture> run,
    ToDoubleFunction<Architecture> operations,
    IntSupplier arrays,
    Runnable end)
    implements AutoCloseable {
  /** Pictures of a score and of a pass over data. */
  static final int PICTURES = 1000;

  private static final int SCORED = 250;

  /** A training step of the SMASH network: generate, forward, cross entropy, backward, Adam. */
  static Workload smashStep(SearchSpace space, Precision precision, int size) {
    SmashConfig config = SmashConfig.paper().withBatchSize(size).withPrecision(precision);
    SmashNet net = new SmashNet(Encoding.oneHot(space), config.hyper(), precision, 0);
    Batches batches = noise(space, size, size, Augmentation.none());
    SmashTrainer trainer = new SmashTrainer(net, config, batches, batches, 0);
    Minibatch batch = batches.inOrder().iterator().next();
    NDManager own = net.parameters().manager();
    return new Workload(
        a -> {
          trainer.step(batch, a, config.learningRate(), 0);
          finish(net.parameters().trained());
        },
        a -> 3 * (2.0 * batch.size() * Cost.of(a).multiplyAdds() + hyper(net, a)),
        () -> own.getManagedArrays().size() + own.getParentManager().getManagedArrays().size(),
        net::close);
  }

  /** A training step of a resulting network: forward, cross entropy, backward, momentum. */
  static Workload resultStep(SearchSpace space, Precision precision, int size) {
    ResultConfig config = ResultConfig.paper().withBatchSize(size).withPrecision(precision);
    Batches batches = noise(space, size, size, Augmentation.none());
    Minibatch batch = batches.inOrder().iterator().next();
    Map<Architecture, ResultNet> nets = new HashMap<>();
    Map<Architecture, ResultTrainer> trainers = new HashMap<>();
    return new Workload(
        architecture -> {
          ResultNet net =
              nets.computeIfAbsent(architecture, a -> new ResultNet(a, config.precision(), 0));
          trainers
              .computeIfAbsent(
                  architecture, a -> new ResultTrainer(net, config, batches, batches, 0))
              .step(batch, config.learningRate());
          finish(net.parameters().trained());
        },
        a -> 6.0 * batch.size() * Cost.of(a).multiplyAdds(),
        () -> 0,
        () -> nets.values().forEach(ResultNet::close));
  }

  /** The SMASH score of an architecture on a validation set whose stem is already computed. */
  static Workload score(SearchSpace space, Precision precision) {
    SmashNet net = new SmashNet(Encoding.oneHot(space), HyperShape.paper(), precision, 0);
    SmashScorer scorer = new SmashScorer(net, noise(space, PICTURES, SCORED, Augmentation.none()));
    return new Workload(
        scorer::evaluate,
        a -> 2.0 * PICTURES * Cost.of(a).multiplyAdds() + hyper(net, a),
        () -> 0,
        () -> {
          scorer.close();
          net.close();
        });
  }

  /** The HyperNet alone: all weights of an architecture, forward and backward. */
  static Workload hyperNet(SearchSpace space, Precision precision) {
    SmashNet net = new SmashNet(Encoding.oneHot(space), HyperShape.paper(), precision, 0);
    return new Workload(
        a -> {
          GradientMode.off();
          try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            try (Gradients gradients = Gradients.record()) {
              gradients.backward(net.generate(a).sum());
            }
          }
          finish(net.parameters().trained());
        },
        a -> 3 * hyper(net, a),
        () -> 0,
        net::close);
  }

  static Workload encoding(SearchSpace space) {
    return inJava(Encoding.oneHot(space)::encode);
  }

  /** A thousand pictures in batches, cropped, flipped and normalised. */
  static Workload data(SearchSpace space, int size) {
    Batches batches = noise(space, PICTURES, size, Augmentation.standard());
    return inJava(
        a -> {
          for (Minibatch each : batches.shuffled(a.id().hashCode())) {
            if (each.size() != size) {
              throw new IllegalStateException("a batch of " + each.size());
            }
          }
        });
  }

  private static Workload inJava(Consumer<Architecture> run) {
    return new Workload(run, a -> 0, () -> 0, () -> {});
  }

  /** Operations of the HyperNet's forward pass: each of its weights at each cell of c. */
  private static double hyper(SmashNet net, Architecture a) {
    Embedding code = net.encoding().encode(a);
    long weights =
        net.parameters().trained().entrySet().stream()
            .filter(e -> e.getKey().startsWith(HyperNet.PREFIX))
            .mapToLong(e -> e.getValue().size())
            .sum();
    return 2.0 * weights * code.rows() * code.columns();
  }

  /** Random pictures: what is on them does not matter for speed. */
  private static Batches noise(SearchSpace space, int examples, int batch, Augmentation changed) {
    SplittableRandom random = new SplittableRandom(0);
    int side = space.resolution();
    byte[] values = new byte[examples * space.inputChannels() * side * side];
    random.nextBytes(values);
    int[] labels = random.ints(examples, 0, space.classes()).toArray();
    List<String> names = IntStream.range(0, space.classes()).mapToObj(k -> "class " + k).toList();
    Examples noise =
        new Examples("noise", names, List.of(space.inputChannels(), side, side), values, labels);
    return new Batches(noise, batch, Normalization.of(noise), changed);
  }

  private static void finish(Map<String, NDArray> weights) {
    finish(weights.values().iterator().next());
  }

  /**
   * Waits for the device, which on a GPU goes on computing when a step has returned: reads a number
   * of an array, which comes after all that the device was given before.
   *
   * @param any of a type that Java can read, which bfloat16 is not
   */
  static void finish(NDArray any) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      any.flatten().getFloat(0);
    }
  }

  @Override
  public void close() {
    end.run();
  }
}
