package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.smashnas.arch.Activation;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Block;
import org.smashnas.arch.Conv;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.SearchSpace;

/**
 * The resulting network: one architecture with all weights free, and batch norm at every
 * convolution but the stem (paper, appendix C).
 *
 * <p>Once it is closed, all but its names and numbers is an {@link IllegalStateException}.
 */
public final class ResultNet implements AutoCloseable {
  private final Architecture architecture;
  private final Precision precision;
  private final Parameters parameters;
  private final boolean preActivation;
  private final List<Integer> plain;
  private final NDArray stem;
  private final Map<String, NDArray> weights = new HashMap<>();
  private final Map<String, BatchNorm> norms = new HashMap<>();
  private final NDArray outputWeight;
  private final NDArray outputBias;
  private final boolean generated;

  /**
   * A network with random weights.
   *
   * @param precision of the computation
   * @param seed of the initial weights
   */
  public ResultNet(Architecture architecture, Precision precision, long seed) {
    this(architecture, precision, seed, false);
  }

  private ResultNet(Architecture architecture, Precision precision, long seed, boolean generated) {
    this.precision = precision;
    this.generated = generated;
    SplittableRandom random = new SplittableRandom(seed);
    SearchSpace space = architecture.space();
    preActivation = space.preActivation();
    this.architecture = architecture;
    parameters = new Parameters(precision.weights());
    List<Block> blocks = architecture.blocks();
    plain = Collections.nCopies(space.dims(), 1);
    List<Integer> three = Collections.nCopies(space.dims(), 3);
    Shape stemShape = new Shape(shape(blocks.get(0).inputChannels(), space.inputChannels(), three));
    stem =
        parameters.add(
            WeightNames.weight(WeightNames.STEM), stemShape, Initializer.he(stemShape, random));
    for (int b = 1; b < blocks.size(); b++) {
      int from = blocks.get(b - 1).outputChannels();
      add(
          WeightNames.transition(b),
          from,
          random,
          shape(blocks.get(b).inputChannels(), from, plain));
    }
    for (OpSite site : architecture.sites()) {
      int read = site.readChannels();
      int out = site.op().bottleneck();
      add(WeightNames.pointwise(site), preActivation ? read : out, random, shape(out, read, plain));
      for (int i = 0; i < 4; i++) {
        Conv conv = site.op().convs().get(i);
        if (conv.active()) {
          int in = site.op().convInputs(i);
          int units = site.op().units();
          long[] shape = shape(units, in / conv.groups(), conv.kernel());
          add(WeightNames.conv(site, i), preActivation ? in : units, random, shape);
        }
      }
    }
    int features = blocks.get(blocks.size() - 1).outputChannels();
    norms.put(
        WeightNames.OUTPUT,
        new BatchNorm(parameters, WeightNames.norm(WeightNames.OUTPUT), features));
    Shape output = new Shape(space.classes(), features);
    double deviation = Math.sqrt(1.0 / features);
    double[] values = Initializer.gaussian((int) output.size(), deviation, random);
    outputWeight = parameters.add(WeightNames.weight(WeightNames.OUTPUT), output, values);
    Shape classes = new Shape(space.classes());
    outputBias =
        parameters.add(
            WeightNames.bias(WeightNames.OUTPUT), classes, Initializer.constant(classes, 0));
  }

  private void add(String name, int normalised, SplittableRandom random, long... shape) {
    norms.put(name, new BatchNorm(parameters, WeightNames.norm(name), normalised));
    Shape size = new Shape(shape);
    weights.put(name, parameters.add(WeightNames.weight(name), size, Initializer.he(size, random)));
  }

  private static long[] shape(int out, int in, List<Integer> kernel) {
    List<Long> shape = new ArrayList<>(List.of((long) out, (long) in));
    kernel.forEach(k -> shape.add((long) k));
    return shape.stream().mapToLong(s -> s).toArray();
  }

  /**
   * A network that begins with the weights that a SMASH network gives the architecture (authors'
   * code); where that has none, the weights are as a new network's.
   *
   * <p>The two compute different things: the new one normalises before each convolution, and its
   * 1x1 convolutions come after a ReLU where the generated ones see the banks as they are.
   *
   * @param seed of the weights that the SMASH network does not give
   * @throws IllegalArgumentException if the architecture is of another space than the network's
   */
  public static ResultNet of(SmashNet net, Architecture architecture, long seed) {
    ResultNet result = new ResultNet(architecture, net.precision(), seed, true);
    GradientMode.off();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Map<String, NDArray> own = result.parameters.trained();
      Map<String, NDArray> given = net.weights(architecture);
      Updates.copy(List.copyOf(given.values()), given.keySet().stream().map(own::get).toList());
      return result;
    } catch (RuntimeException e) {
      result.close();
      throw e;
    }
  }

  /** The architecture that the network has. */
  public Architecture architecture() {
    return architecture;
  }

  /** What the network computes with. */
  public Precision precision() {
    return precision;
  }

  /** Whether the network began with the weights that a SMASH network gave it. */
  public boolean generated() {
    return generated;
  }

  /** All weights. */
  public Parameters parameters() {
    return parameters;
  }

  /**
   * Classifies.
   *
   * @param x inputs, (n, channels, h, w), or (n, channels, d, h, w) for voxels
   * @param training true to normalise by the batch's statistics and update the running ones
   * @return logits, (n, classes)
   */
  public NDArray forward(NDArray x, boolean training) {
    parameters.requireOpen();
    try {
      return Graph.forward(architecture, x, new Free(training));
    } finally {
      Reference.reachabilityFence(parameters);
    }
  }

  /** For example "network with 61,234 free weights: architecture 3f2a: ...". */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "network with %,d free weights: %s", parameters.count(), architecture);
  }

  @Override
  public void close() {
    parameters.close();
  }

  private final class Free implements Layers {
    private final boolean training;

    Free(boolean training) {
      this.training = training;
    }

    @Override
    public NDArray stem(NDArray x) {
      return Convolution.apply(precision.enter(x), stem, plain, 1);
    }

    @Override
    public NDArray pointwise(OpSite site, NDArray read) {
      return layer(WeightNames.pointwise(site), read, plain, 1, Activation.RELU, preActivation);
    }

    @Override
    public NDArray conv(OpSite site, int i, NDArray x) {
      Conv conv = site.op().convs().get(i);
      Activation activation = site.op().activation();
      return layer(
          WeightNames.conv(site, i), x, conv.dilation(), conv.groups(), activation, preActivation);
    }

    @Override
    public NDArray transition(int block, NDArray x) {
      String name = WeightNames.transition(block);
      NDArray y = Pooling.halve(active(name, x, Activation.RELU));
      return Convolution.apply(y, weights.get(name), plain, 1);
    }

    @Override
    public NDArray output(NDArray x) {
      NDArray y = active(WeightNames.OUTPUT, x, Activation.RELU);
      NDArray features = precision.leave(Pooling.global(y));
      return features.matMul(outputWeight.transpose()).add(outputBias);
    }

    private NDArray layer(
        String name,
        NDArray x,
        List<Integer> dilation,
        int groups,
        Activation activation,
        boolean activationFirst) {
      NDArray w = weights.get(name);
      return activationFirst
          ? Convolution.apply(active(name, x, activation), w, dilation, groups)
          : active(name, Convolution.apply(x, w, dilation, groups), activation);
    }

    private NDArray active(String norm, NDArray x, Activation activation) {
      return Nonlinearity.apply(activation, norms.get(norm).apply(x, training));
    }
  }
}
