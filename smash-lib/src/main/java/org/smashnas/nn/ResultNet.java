package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.lang.ref.Reference;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.smashnas.arch.Architecture;
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
  private final Map<String, Layers.Layer> layers = new HashMap<>();
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
    this.architecture = architecture;
    SplittableRandom random = new SplittableRandom(seed);
    SearchSpace space = architecture.space();
    boolean before = space.preActivation();
    parameters = new Parameters(precision.weights());
    Shape stem = LayerShapes.stem(architecture);
    NDArray first =
        parameters.add(WeightNames.weight(WeightNames.STEM), stem, Initializer.he(stem, random));
    layers.put(WeightNames.STEM, new Layers.Layer(first, null));
    for (int b = 1; b < SearchSpace.BLOCKS; b++) {
      add(WeightNames.transition(b), true, LayerShapes.transition(architecture, b), 1, random);
    }
    for (OpSite site : architecture.sites()) {
      add(WeightNames.pointwise(site), before, LayerShapes.pointwise(site), 1, random);
      for (int i = 0; i < 4; i++) {
        Conv conv = site.op().convs().get(i);
        if (conv.active()) {
          Shape shape = LayerShapes.conv(site, i);
          add(WeightNames.conv(site, i), before, shape, conv.groups(), random);
        }
      }
    }
    Shape output = LayerShapes.output(architecture);
    int features = (int) output.get(1);
    BatchNorm norm = new BatchNorm(parameters, WeightNames.norm(WeightNames.OUTPUT), features);
    double[] values = Initializer.gaussian((int) output.size(), Math.sqrt(1.0 / features), random);
    NDArray last = parameters.add(WeightNames.weight(WeightNames.OUTPUT), output, values);
    layers.put(WeightNames.OUTPUT, new Layers.Layer(last, norm));
    Shape classes = new Shape(space.classes());
    outputBias =
        parameters.add(
            WeightNames.bias(WeightNames.OUTPUT), classes, Initializer.constant(classes, 0));
  }

  /** A convolution and the norm before it or after it. */
  private void add(String name, boolean before, Shape shape, int groups, SplittableRandom random) {
    long normalised = before ? shape.get(1) * groups : shape.get(0);
    BatchNorm norm = new BatchNorm(parameters, WeightNames.norm(name), (int) normalised);
    NDArray w = parameters.add(WeightNames.weight(name), shape, Initializer.he(shape, random));
    layers.put(name, new Layers.Layer(w, norm));
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
      return Graph.of(architecture, new Free(training)).run(x);
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
    public Precision precision() {
      return precision;
    }

    @Override
    public Statistics statistics() {
      return training ? Statistics.BATCH : Statistics.RUNNING;
    }

    @Override
    public Layer stem() {
      return layers.get(WeightNames.STEM);
    }

    @Override
    public Layer pointwise(OpSite site) {
      return layers.get(WeightNames.pointwise(site));
    }

    @Override
    public Layer conv(OpSite site, int i) {
      return layers.get(WeightNames.conv(site, i));
    }

    @Override
    public Layer transition(int block) {
      return layers.get(WeightNames.transition(block));
    }

    @Override
    public Layer output() {
      return layers.get(WeightNames.OUTPUT);
    }

    @Override
    public NDArray bias() {
      return outputBias;
    }
  }
}
