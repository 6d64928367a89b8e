package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.ref.Reference;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.SearchSpace;
import org.smashnas.encoding.Embedding;
import org.smashnas.encoding.Encoding;

/**
 * The network that is trained once and stands for every architecture of a space: a HyperNet that
 * generates the 1x1 weights, and freely learned stem, shared convolutions, transitions and output,
 * which are sliced to the architecture at hand (paper, section 3). As a control, learned matrices
 * can take the HyperNet's place: {@link PointwiseSource}. With {@link HyperShape#convs} it
 * generates each op's first convolution, too, or, beside such matrices, that alone.
 *
 * <p>Batch norm always uses the batch's own statistics, since those of one architecture say nothing
 * of another's.
 *
 * <p>Once it is closed, all but its names and numbers is an {@link IllegalStateException}.
 */
public final class SmashNet implements AutoCloseable {
  private final Encoding encoding;
  private final SearchSpace space;
  private final Precision precision;
  private final Parameters parameters;
  private final PointwiseSource source;
  private final HyperNet hyper;
  private final PointwiseTable table;
  private final Messages messages;
  private final int noise;
  private final boolean convs;
  private final SharedWeights shared;

  /** A network with a HyperNet and random weights. */
  public SmashNet(Encoding encoding, HyperShape shape, Precision precision, long seed) {
    this(encoding, shape, PointwiseSource.HYPERNET, precision, seed);
  }

  /**
   * A network with random weights.
   *
   * @param encoding how architectures are encoded; its space is the network's
   * @param shape sizes of the HyperNet, if there is one
   * @param source where the 1x1 weights come from
   * @param precision of the computation; the 1x1 weights have that of the weights
   * @param seed of the initial weights
   * @throws UnsupportedOperationException if there is noise and no HyperNet to hear it
   * @throws IllegalArgumentException if the space's convolutions cannot be generated: {@link
   *     HyperShape#outputs}
   */
  public SmashNet(
      Encoding encoding, HyperShape shape, PointwiseSource source, Precision precision, long seed) {
    if (shape.noise() > 0) {
      source.requireHyperNet("noise of %d channels beside the code".formatted(shape.noise()));
    }
    convs = shape.convs();
    this.encoding = encoding;
    space = encoding.space();
    boolean pointwise = source == PointwiseSource.HYPERNET;
    boolean writes = shape.outputs(space, pointwise) > 0;
    SplittableRandom random = new SplittableRandom(seed);
    this.precision = precision;
    parameters = new Parameters(precision.weights());
    noise = shape.noise();
    this.source = source;
    messages =
        writes && shape.messages() > 0
            ? new Messages(encoding, shape.messages(), parameters, random)
            : null;
    int channels = encoding.channels() + (messages == null ? 0 : Messages.CHANNELS);
    hyper = writes ? new HyperNet(space, channels, shape, pointwise, parameters, random) : null;
    table = pointwise ? null : PointwiseTable.learned(space, source, parameters, random);
    shared = new SharedWeights(space, !convs, parameters, random);
  }

  /** The encoding that the HyperNet reads. */
  public Encoding encoding() {
    return encoding;
  }

  /** Where the 1x1 weights come from. */
  public PointwiseSource source() {
    return source;
  }

  /**
   * Refuses what is defined for generated 1x1 weights alone.
   *
   * @param what is, beginning a sentence, for example "the mean filter"
   * @throws UnsupportedOperationException if convolutions are generated, too
   */
  public void requirePointwiseAlone(String what) {
    if (convs) {
      throw new UnsupportedOperationException(
          what
              + ": this network's HyperNet writes first convolutions, too;"
              + " use a network that is trained with HyperShape.withConvs(false)");
    }
  }

  /** What the network computes with. */
  public Precision precision() {
    return precision;
  }

  /** All weights, the HyperNet's included. */
  public Parameters parameters() {
    return parameters;
  }

  /** The generated weights of all ops: (B N_max, L D N), or more rows, as {@link HyperNet} says. */
  public NDArray generate(Architecture a) {
    parameters.requireOpen();
    try {
      return table == null
          ? generate(encoding.encode(a))
          : hyper == null ? table.generate(a) : besideTable(a);
    } finally {
      Reference.reachabilityFence(parameters);
    }
  }

  /** Rows of 1x1 weights by the table, rows of convolutions by the HyperNet. */
  private NDArray besideTable(Architecture a) {
    try (NDArray c = encoding.encode(a).toArray(parameters.manager(), parameters.type());
        NDArray above = table.generate(a);
        NDArray below = write(c, z -> new double[z])) {
      return NDArrays.concat(new NDList(above, below));
    }
  }

  /**
   * The weights for a training step: as {@link #generate(Architecture)} gives them, but that noise,
   * where the HyperNet has it, is drawn by the seed.
   */
  public NDArray generate(Architecture a, long seed) {
    parameters.requireOpen();
    if (noise == 0) {
      return generate(a);
    }
    SplittableRandom random = new SplittableRandom(seed);
    try (NDArray c = encoding.encode(a).toArray(parameters.manager(), parameters.type())) {
      return generate(c, size -> Initializer.gaussian(size, 1, random));
    }
  }

  /**
   * The weights that a code gives, be it some architecture's or not.
   *
   * @throws UnsupportedOperationException if there is no HyperNet to read it
   */
  public NDArray generate(Embedding code) {
    parameters.requireOpen();
    try (NDArray c = code.toArray(parameters.manager(), parameters.type())) {
      return generate(c);
    }
  }

  /**
   * The weights that an array c of shape (1, C, R, L) gives, which may want a gradient; where the
   * HyperNet has noise channels, they are 0.
   *
   * @throws UnsupportedOperationException if there is no HyperNet to read it
   */
  public NDArray generate(NDArray c) {
    return generate(c, z -> new double[z]);
  }

  private NDArray generate(NDArray c, IntFunction<double[]> z) {
    source.requireHyperNet("the weights of a given code");
    parameters.requireOpen();
    return write(c, z);
  }

  private NDArray write(NDArray c, IntFunction<double[]> z) {
    NDArray w;
    try (NDScope intermediate = new NDScope()) {
      intermediate.suppressNotUsedWarning();
      NDArray told = messages == null ? c : messages.appended(c);
      w = hyper.generate(noise == 0 ? told : NDArrays.concat(new NDList(told, noise(c, z)), 1));
      NDScope.unregister(w);
    } finally {
      Reference.reachabilityFence(parameters);
    }
    NDScope.register(w);
    return w;
  }

  private NDArray noise(NDArray c, IntFunction<double[]> z) {
    Shape shape = new Shape(1, noise, c.getShape().get(2), c.getShape().get(3));
    try (NDArray view = c.getManager().create(z.apply((int) shape.size()), shape)) {
      // In native memory, as in Embedding.toArray.
      return view.toType(DataType.FLOAT32, false).toType(c.getDataType(), false);
    }
  }

  /**
   * Classifies with the weights that the architecture's own encoding gives.
   *
   * @param x inputs, (n, channels, h, w), or (n, channels, d, h, w) for voxels
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
    parameters.requireOpen();
    try {
      return Graph.of(a, layers(a, w)).run(x);
    } finally {
      Reference.reachabilityFence(parameters);
    }
  }

  /**
   * The stem's output at the space's full width, which no architecture changes.
   *
   * @param x inputs, (n, channels, h, w), or (n, channels, d, h, w) for voxels
   * @return (n, c, h, w) or (n, c, d, h, w), c being the first of the space's {@code blockInputs}
   */
  public NDArray stem(NDArray x) {
    parameters.requireOpen();
    try {
      return Convolution.apply(
          precision.enter(x), stemWeight(), Collections.nCopies(space.dims(), 1), 1);
    } finally {
      Reference.reachabilityFence(parameters);
    }
  }

  /** The stem's weights, (c, channels, 3, 3), the network's own array. */
  public NDArray stemWeight() {
    return parameters.trained().get(WeightNames.weight(WeightNames.STEM));
  }

  /**
   * Classifies from the stem's output on; an architecture takes the leading channels that it has.
   *
   * @param stem as {@link #stem} gives it
   * @param w weights of all ops as {@link #generate} lays them out, (B N_max, L D N)
   * @return logits, (n, classes)
   */
  public NDArray fromStem(Architecture a, NDArray stem, NDArray w) {
    parameters.requireOpen();
    try {
      return new Graph(layers(a, w)).fromStem(a).run(own(a, stem));
    } finally {
      Reference.reachabilityFence(parameters);
    }
  }

  /** The leading channels of the stem's output that an architecture has. */
  static NDArray own(Architecture a, NDArray stem) {
    int channels = a.blocks().get(0).inputChannels();
    return stem.getShape().get(1) == channels
        ? stem
        : stem.get(new NDIndex().addAllDim().addSliceDim(0, channels));
  }

  /**
   * How an architecture's loss answers to small changes of it (paper, section 4.2). All gradients
   * of this network's weights are zero after it.
   *
   * @param code at which to take the derivatives, of the shape of the architecture's own
   * @param stem as {@link #stem} gives it
   * @param labels (n), integers from 0
   * @param changes of its ops, each by itself; banks that a changed op reads beyond as many as the
   *     op reads now have no weights and count as not read, and banks that the network lacks as not
   *     written
   * @throws UnsupportedOperationException if there is no HyperNet to read the code, or if it writes
   *     convolutions, too, and there are changes: an op that reads less would lack some of its own
   */
  public Sensitivity sensitivity(
      Architecture a, Embedding code, NDArray stem, NDArray labels, List<OpChange> changes) {
    source.requireHyperNet("a gradient with respect to the code");
    if (!changes.isEmpty()) {
      requirePointwiseAlone("what changes of ops do to the loss");
    }
    parameters.requireOpen();
    try {
      return SensitivityRun.of(this, a, code, stem, labels, changes);
    } finally {
      Reference.reachabilityFence(parameters);
    }
  }

  /**
   * The weights that an architecture has in this network, by the names that they have in a {@link
   * ResultNet}: generated filters normalised, shared weights sliced. What is not sliced is the
   * network's own array, so do not write to it; close or scope the rest.
   */
  public Map<String, NDArray> weights(Architecture a) {
    try {
      return layers(a, generate(a)).weights();
    } finally {
      Reference.reachabilityFence(parameters);
    }
  }

  GeneratedLayers layers(Architecture a, NDArray w) {
    return layers(a, a.sites(), w);
  }

  /** Layers for some ops alone, of whose weights w is made. */
  GeneratedLayers layers(Architecture a, List<OpSite> sites, NDArray w) {
    return new GeneratedLayers(a, sites, shared, w, precision);
  }

  @Override
  public void close() {
    parameters.close();
  }

  /** For example "SMASH network of space v2: 1,234,567 weights, FLOAT32". */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "SMASH network of space %s: %,d weights, %s",
        encoding.space().name(),
        parameters.count(),
        precision);
  }
}
