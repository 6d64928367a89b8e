package org.smashnas.search;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.lang.ref.Cleaner.Cleanable;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;
import org.smashnas.cluster.Crew;
import org.smashnas.data.Batches;
import org.smashnas.data.Minibatch;
import org.smashnas.encoding.Embedding;
import org.smashnas.nn.GradientMode;
import org.smashnas.nn.InterOpThreads;
import org.smashnas.nn.NativeMemory;
import org.smashnas.nn.OpChange;
import org.smashnas.nn.Sensitivity;
import org.smashnas.nn.SmashNet;
import org.smashnas.train.Evaluation;

/**
 * Gives SMASH scores as {@link Scorer#of} does, but computes the stem's output for the validation
 * examples, which no architecture changes, only once: when it is made.
 *
 * <p>It scores several architectures at a time, or several parts of the examples where there is one
 * ({@link InterOpThreads}), with the same numbers either way.
 *
 * <p>It keeps that output in native memory until it is closed: {@link #bytes}. Once training has
 * changed the stem it refuses to score, and a new one is needed.
 */
public final class SmashScorer implements PartialScorer, AutoCloseable {
  private final SmashNet net;
  private final NDManager manager = NDManager.newBaseManager();
  private final Cleanable arrays = NativeMemory.closeAfter(this, manager);
  private final List<Kept> batches = new ArrayList<>();
  private final NDArray stemWeight;

  /** One batch's stem output, (n, c, h, w) or (n, c, d, h, w), and its labels, (n). */
  private record Kept(NDArray stem, NDArray labels) {}

  /**
   * Computes the stem's output for all examples.
   *
   * @param net the trained SMASH network, to be closed after the scorer
   * @param validation examples held out of training, never the test set
   */
  public SmashScorer(SmashNet net, Batches validation) {
    this.net = net;
    GradientMode.off();
    try {
      stemWeight = kept(net.stemWeight().duplicate());
      for (Minibatch batch : validation.inOrder()) {
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          NDArray stem = kept(net.stem(batch.inputs(manager)));
          NDArray labels = kept(batch.labels(manager));
          batches.add(new Kept(stem, labels));
        }
      }
    } catch (RuntimeException e) {
      arrays.clean();
      throw e;
    }
  }

  private NDArray kept(NDArray array) {
    array.attach(manager);
    NDScope.unregister(array);
    return array;
  }

  /**
   * Native memory that a scorer takes: examples x channels x cells x 4 bytes, half of it in
   * bfloat16, the channels being the first of the space's {@code blockInputs}.
   */
  public static long bytes(SearchSpace space, int examples) {
    long cells = Math.round(Math.pow(space.resolution(), space.dims()));
    return 4L * examples * space.blockInputs().get(0) * cells;
  }

  /**
   * The architecture's error with generated weights.
   *
   * @throws IllegalStateException if the scorer is closed, or the network's stem has changed since
   *     the scorer was made
   */
  @Override
  public Evaluation evaluate(Architecture architecture) {
    return evaluate(architecture, net::generate, batches);
  }

  /**
   * The architecture's error with the weights that a given code makes, be it its own or not.
   *
   * @param code of the shape of the architecture's own embedding
   * @throws IllegalStateException as {@link #evaluate(Architecture)}
   * @throws UnsupportedOperationException if the network has no HyperNet to read the code
   */
  public Evaluation evaluate(Architecture architecture, Embedding code) {
    return evaluate(architecture, a -> net.generate(code), batches);
  }

  /**
   * Scores with other 1x1 weights, for as long as this scorer does.
   *
   * @param weights makes them, in any thread, laid out as {@link SmashNet#generate(Architecture)}
   *     does: {@link org.smashnas.nn.Ablation#of}
   */
  public Scorer with(Function<Architecture, NDArray> weights) {
    return new Scorer() {
      @Override
      public Evaluation evaluate(Architecture architecture) {
        return SmashScorer.this.evaluate(architecture, weights, batches);
      }

      @Override
      public Crew<Architecture, Scored> crew() {
        return Crew.threads(this::scored);
      }
    };
  }

  @Override
  public Crew<Architecture, Scored> crew() {
    return Crew.threads(this::scored);
  }

  @Override
  public Crew<Architecture, Evaluation> crew(int part) {
    return Crew.threads(a -> evaluate(a, part));
  }

  @Override
  public int parts() {
    return batches.size();
  }

  @Override
  public Evaluation evaluate(Architecture architecture, int part) {
    return evaluate(architecture, net::generate, List.of(batches.get(part)));
  }

  /**
   * How the architecture's loss on one part answers to changes: {@link SmashNet#sensitivity}.
   *
   * @param code of the shape of the architecture's own embedding
   * @param part 0 to {@link #parts} - 1
   * @throws IllegalStateException as {@link #evaluate(Architecture)}
   * @throws UnsupportedOperationException if the network has no HyperNet to read the code
   */
  public Sensitivity sensitivity(
      Architecture architecture, Embedding code, List<OpChange> changes, int part) {
    check();
    Kept batch = batches.get(part);
    return net.sensitivity(architecture, code, batch.stem(), batch.labels(), changes);
  }

  /** Share of the examples that a part has. */
  public double share(int part) {
    long all = batches.stream().mapToLong(b -> b.labels().size()).sum();
    return (double) batches.get(part).labels().size() / all;
  }

  private void check() {
    if (!manager.isOpen()) {
      throw new IllegalStateException(
          "the scorer is closed, as when training goes on; ask for a new one");
    }
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      if (!stemWeight.contentEquals(net.stemWeight())) {
        throw new IllegalStateException(
            "the network was trained since this scorer was made; close it and make a new one");
      }
    }
  }

  /** Weights that belong to no scope yet. */
  private static NDArray made(Architecture architecture, Function<Architecture, NDArray> weights) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray w = weights.apply(architecture);
      NDScope.unregister(w);
      return w;
    }
  }

  private Evaluation evaluate(
      Architecture architecture, Function<Architecture, NDArray> weights, List<Kept> some) {
    check();
    GradientMode.off();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray w = InterOpThreads.one(() -> made(architecture, weights));
      NDScope.register(w);
      return Evaluation.of(some, b -> net.fromStem(architecture, b.stem(), w), Kept::labels);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public void close() {
    arrays.clean();
  }
}
