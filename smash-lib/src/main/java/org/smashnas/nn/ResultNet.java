package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Block;
import org.smashnas.arch.Conv;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.SearchSpace;

/**
 * The resulting network: one architecture with all weights free, and batch norm before every
 * convolution but the stem (paper, appendix C).
 */
public final class ResultNet implements AutoCloseable {
  private final Architecture architecture;
  private final Parameters parameters;
  private final NDArray stem;
  private final Map<String, NDArray> weights = new HashMap<>();
  private final Map<String, BatchNorm> norms = new HashMap<>();
  private final NDArray outputWeight;
  private final NDArray outputBias;

  /**
   * A network with random weights.
   *
   * @param type float32, or float64 for gradient checks
   * @param seed of the initial weights
   */
  public ResultNet(Architecture architecture, DataType type, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SearchSpace space = architecture.space();
    this.architecture = architecture;
    parameters = new Parameters(type);
    List<Block> blocks = architecture.blocks();
    Shape stemShape = new Shape(blocks.get(0).inputChannels(), space.inputChannels(), 3, 3);
    stem = parameters.add("stem.weight", stemShape, Initializer.he(stemShape, random));
    for (int b = 1; b < blocks.size(); b++) {
      int from = blocks.get(b - 1).outputChannels();
      add("transitions." + (b - 1), from, random, blocks.get(b).inputChannels(), from, 1, 1);
    }
    for (OpSite site : architecture.sites()) {
      int read = site.readChannels();
      add(pointwiseName(site), read, random, site.op().bottleneck(), read, 1, 1);
      for (int i = 0; i < 4; i++) {
        Conv conv = site.op().convs().get(i);
        if (conv.active()) {
          int in = site.op().convInputs(i);
          long[] shape = shape(site.op().units(), in / conv.groups(), conv.kernel());
          add(convName(site, i), in, random, shape);
        }
      }
    }
    int features = blocks.get(blocks.size() - 1).outputChannels();
    norms.put("output", new BatchNorm(parameters, "output.norm", features));
    Shape output = new Shape(space.classes(), features);
    double deviation = Math.sqrt(1.0 / features);
    double[] values = Initializer.gaussian((int) output.size(), deviation, random);
    outputWeight = parameters.add("output.weight", output, values);
    Shape classes = new Shape(space.classes());
    outputBias = parameters.add("output.bias", classes, Initializer.constant(classes, 0));
  }

  private void add(String name, int normalised, SplittableRandom random, long... shape) {
    norms.put(name, new BatchNorm(parameters, name + ".norm", normalised));
    Shape size = new Shape(shape);
    weights.put(name, parameters.add(name + ".weight", size, Initializer.he(size, random)));
  }

  private static long[] shape(int out, int in, List<Integer> kernel) {
    List<Long> shape = new ArrayList<>(List.of((long) out, (long) in));
    kernel.forEach(k -> shape.add((long) k));
    return shape.stream().mapToLong(s -> s).toArray();
  }

  private static String pointwiseName(OpSite site) {
    return "blocks." + site.block() + ".ops." + site.index() + ".pointwise";
  }

  private static String convName(OpSite site, int i) {
    return "blocks." + site.block() + ".ops." + site.index() + ".conv." + i;
  }

  /** The architecture that the network has. */
  public Architecture architecture() {
    return architecture;
  }

  /** All weights. */
  public Parameters parameters() {
    return parameters;
  }

  /**
   * Classifies.
   *
   * @param x inputs, (n, channels, h, w)
   * @param training true to normalise by the batch's statistics and update the running ones
   * @return logits, (n, classes)
   */
  public NDArray forward(NDArray x, boolean training) {
    return Graph.forward(architecture, x, new Free(training));
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
      return Convolution.apply(x, stem, List.of(1, 1), 1);
    }

    @Override
    public NDArray pointwise(OpSite site, NDArray read) {
      String name = pointwiseName(site);
      return Convolution.apply(active(name, read), weights.get(name), List.of(1, 1), 1);
    }

    @Override
    public NDArray conv(OpSite site, int i, NDArray x) {
      Conv conv = site.op().convs().get(i);
      String name = convName(site, i);
      return Convolution.apply(active(name, x), weights.get(name), conv.dilation(), conv.groups());
    }

    @Override
    public NDArray transition(int block, NDArray x) {
      String name = "transitions." + (block - 1);
      NDArray y = Convolution.apply(active(name, x), weights.get(name), List.of(1, 1), 1);
      return Pooling.halve(y);
    }

    @Override
    public NDArray output(NDArray x) {
      NDArray features = Pooling.global(active("output", x));
      return features.matMul(outputWeight.transpose()).add(outputBias);
    }

    private NDArray active(String norm, NDArray x) {
      return norms.get(norm).apply(x, training).getNDArrayInternal().relu();
    }
  }
}
