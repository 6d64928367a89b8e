package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Conv;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.SearchSpace;
import org.smashnas.encoding.Embedding;
import org.smashnas.encoding.Encoding;

/**
 * The network that is trained once and stands for every architecture of a space: a HyperNet that
 * generates the 1x1 weights, and freely learned stem, shared convolutions, transitions and output,
 * which are sliced to the architecture at hand (paper, section 3).
 *
 * <p>Batch norm always uses the batch's own statistics, since those of one architecture say nothing
 * of another's.
 */
public final class SmashNet implements AutoCloseable {
  private final Encoding encoding;
  private final SearchSpace space;
  private final Parameters parameters;
  private final HyperNet hyper;
  private final NDArray stem;
  private final List<List<NDArray>> convs = new ArrayList<>();
  private final List<NDArray> transitions = new ArrayList<>();
  private final List<BatchNorm> norms = new ArrayList<>();
  private final NDArray outputWeight;
  private final NDArray outputBias;

  /**
   * A network with random weights.
   *
   * @param encoding how architectures are encoded; its space is the network's
   * @param shape sizes of the HyperNet
   * @param type float32, or float64 for gradient checks
   * @param seed of the initial weights
   */
  public SmashNet(Encoding encoding, HyperShape shape, DataType type, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    this.encoding = encoding;
    space = encoding.space();
    parameters = new Parameters(type);
    hyper = new HyperNet(space, encoding.channels(), shape, parameters, random);
    stem = orthogonal("stem.weight", random, space.blockInputs().get(0), space.inputChannels(), 3);
    for (int b = 0; b < SearchSpace.BLOCKS; b++) {
      convs.add(sharedConvs(b, random));
      int width = space.blockWidths().get(b);
      norms.add(new BatchNorm(parameters, "norms." + b, width));
      if (b + 1 < SearchSpace.BLOCKS) {
        String name = "transitions." + b + ".weight";
        transitions.add(orthogonal(name, random, space.blockInputs().get(b + 1), width, 1));
      }
    }
    Shape output = new Shape(space.classes(), space.blockWidths().get(SearchSpace.BLOCKS - 1));
    outputWeight = parameters.add("output.weight", output, Initializer.orthogonal(output, random));
    Shape classes = new Shape(space.classes());
    outputBias = parameters.add("output.bias", classes, Initializer.constant(classes, 0));
  }

  private List<NDArray> sharedConvs(int block, SplittableRandom random) {
    int largest = space.kernels().get(space.kernels().size() - 1);
    List<NDArray> four = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int conv = i;
      boolean used = space.patterns().stream().anyMatch(p -> p.active().get(conv));
      int in = i % 2 == 0 ? space.bottleneck() * space.maxUnits() : space.maxUnits();
      String name = "blocks." + block + ".conv." + i + ".weight";
      four.add(used ? orthogonal(name, random, space.maxUnits(), in, largest) : null);
    }
    return four;
  }

  private NDArray orthogonal(String name, SplittableRandom random, int out, int in, int kernel) {
    Shape shape = new Shape(out, in, kernel, kernel);
    return parameters.add(name, shape, Initializer.orthogonal(shape, random));
  }

  /** The encoding that the HyperNet reads. */
  public Encoding encoding() {
    return encoding;
  }

  /** All weights, the HyperNet's included. */
  public Parameters parameters() {
    return parameters;
  }

  /** The generated 1x1 weights of all ops: (B N_max, L D N). */
  public NDArray generate(Architecture a) {
    return generate(encoding.encode(a));
  }

  /** The weights that a code gives, be it some architecture's or not. */
  public NDArray generate(Embedding code) {
    try (NDArray c = code.toArray(parameters.manager(), parameters.type())) {
      return generate(c);
    }
  }

  /** The weights that an array c of shape (1, C, R, L) gives, which may want a gradient. */
  public NDArray generate(NDArray c) {
    NDArray w;
    try (NDScope intermediate = new NDScope()) {
      intermediate.suppressNotUsedWarning();
      w = hyper.generate(c);
      NDScope.unregister(w);
    }
    NDScope.register(w);
    return w;
  }

  /**
   * Classifies with the weights that the architecture's own encoding gives.
   *
   * @param x inputs, (n, channels, h, w)
   * @return logits, (n, classes)
   */
  public NDArray forward(Architecture a, NDArray x) {
    return forward(a, x, generate(a));
  }

  /**
   * Classifies with given 1x1 weights.
   *
   * @param w weights of all ops as {@link #generate} lays them out, (B N_max, L D N)
   */
  public NDArray forward(Architecture a, NDArray x, NDArray w) {
    return Graph.forward(a, x, layers(a, w));
  }

  Layers layers(Architecture a, NDArray w) {
    return new Sliced(a, w);
  }

  /**
   * An op's generated 1x1 filter out of all of them: (1x1 outputs, channels read), unnormalised.
   */
  static NDArray filter(NDArray w, OpSite site) {
    long from = site.firstChannel();
    return w.get(
        new NDIndex()
            .addSliceDim(0, site.op().bottleneck())
            .addSliceDim(from, from + site.readChannels()));
  }

  @Override
  public void close() {
    parameters.close();
  }

  /** The freely learned weights, sliced, and the generated ones. */
  private final class Sliced implements Layers {
    private final Architecture a;
    private final NDArray generated;

    Sliced(Architecture a, NDArray generated) {
      this.a = a;
      this.generated = generated;
    }

    @Override
    public NDArray stem(NDArray x) {
      int width = a.blocks().get(0).inputChannels();
      return Convolution.apply(x, slice(stem, width, space.inputChannels()), List.of(1, 1), 1);
    }

    @Override
    public NDArray pointwise(OpSite site, NDArray read) {
      NDArray w = WeightNorm.apply(filter(generated, site));
      return Convolution.pointwise(relu(read), w);
    }

    @Override
    public NDArray conv(OpSite site, int i, NDArray x) {
      Conv conv = site.op().convs().get(i);
      NDArray all = convs.get(site.block()).get(i);
      NDIndex index =
          new NDIndex()
              .addSliceDim(0, site.op().units())
              .addSliceDim(0, site.op().convInputs(i) / conv.groups());
      for (int axis = 0; axis < space.dims(); axis++) {
        long from = (all.getShape().get(2 + axis) - conv.kernel().get(axis)) / 2;
        index.addSliceDim(from, from + conv.kernel().get(axis));
      }
      return Convolution.apply(relu(x), all.get(index), conv.dilation(), conv.groups());
    }

    @Override
    public NDArray transition(int block, NDArray x) {
      int width = a.blocks().get(block).inputChannels();
      NDArray w = slice(transitions.get(block - 1), width, x.getShape().get(1));
      NDArray y = relu(norms.get(block - 1).apply(x, true));
      return Pooling.halve(Convolution.apply(y, w, List.of(1, 1), 1));
    }

    @Override
    public NDArray output(NDArray x) {
      NDArray features = Pooling.global(relu(norms.get(SearchSpace.BLOCKS - 1).apply(x, true)));
      long width = features.getShape().get(1);
      NDArray w = outputWeight.get(new NDIndex().addAllDim().addSliceDim(0, width));
      return features.matMul(w.transpose()).add(outputBias);
    }

    private NDArray slice(NDArray w, long out, long in) {
      return w.get(new NDIndex().addSliceDim(0, out).addSliceDim(0, in));
    }

    private NDArray relu(NDArray x) {
      return x.getNDArrayInternal().relu();
    }
  }
}
