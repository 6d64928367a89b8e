package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.smashnas.arch.Activation;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Block;
import org.smashnas.arch.Conv;
import org.smashnas.arch.Op;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.Pool;
import org.smashnas.arch.Write;

/**
 * A network, or some of its parts in a row, written down for {@code network} in {@code kernels.py},
 * which runs it: numbers and weights in the order in which they are taken there.
 */
final class Graph {
  private static final long STEM = 0;
  private static final long BLOCK = 1;
  private static final long TRANSITION = 2;
  private static final long OUTPUT = 3;
  private static final long OP = 4;

  private final Layers layers;
  private final List<Long> numbers = new ArrayList<>();
  private final List<NDArray> weights = new ArrayList<>();

  /** Nothing yet. */
  Graph(Layers layers) {
    this.layers = layers;
  }

  /** The whole network of an architecture, inputs (n, channels, h, w) to logits (n, classes). */
  static Graph of(Architecture a, Layers layers) {
    return new Graph(layers).stem(a).fromStem(a);
  }

  /** The input (n, channels, h, w) to the first block's (n, c, h, w). */
  private Graph stem(Architecture a) {
    numbers.addAll(List.of(STEM, layers.precision().code()));
    active(false, layers.stem(), Activation.RELU);
    convolution(layers.stem(), LayerShapes.stem(a));
    active(false, layers.stem(), Activation.RELU);
    return this;
  }

  /** All from the first block's input on. */
  Graph fromStem(Architecture a) {
    for (int b = 0; b < a.blocks().size(); b++) {
      int index = b;
      if (b > 0) {
        transition(a, b);
      }
      block(a.blocks().get(b), a.sites().stream().filter(s -> s.block() == index).toList());
    }
    return output();
  }

  /** One block: its input fills the first banks, its output is all banks. */
  Graph block(Block block, List<OpSite> ops) {
    numbers.addAll(List.of(BLOCK, (long) block.bankChannels(), (long) ops.size()));
    for (OpSite site : ops) {
      addCounted(site.op().read());
      describe(site);
      numbers.add(number(site.op().writing()));
      addCounted(site.op().write());
    }
    return this;
  }

  /** One op, what it reads (n, c, h, w) to its output. */
  Graph op(OpSite site) {
    numbers.add(OP);
    describe(site);
    return this;
  }

  /** From the output of block {@code block - 1} to the input of {@code block}. */
  Graph transition(Architecture a, int block) {
    numbers.add(TRANSITION);
    Layers.Layer layer = layers.transition(block);
    active(true, layer, Activation.RELU);
    convolution(layer, LayerShapes.transition(a, block));
    return this;
  }

  /** The last block's output to logits (n, classes). */
  Graph output() {
    numbers.add(OUTPUT);
    active(true, layers.output(), Activation.RELU);
    weights.add(layers.output().weight());
    weights.add(layers.bias());
    return this;
  }

  private void describe(OpSite site) {
    Op op = site.op();
    List<Boolean> on = op.pattern().active();
    addAll(List.of(on.get(1) ? 2 : 1, on.get(3) ? 2 : on.get(2) ? 1 : 0, op.gated() ? 1 : 0));
    numbers.add(number(op.pool()));
    boolean before = site.space().preActivation();
    // Both paths begin with the same array, which without norms is activated once.
    boolean once = before && layers.conv(site, 0).norm() == null;
    Layers.Layer pointwise = layers.pointwise(site);
    // A generated filter of negative weights would with a ReLU before it switch its op off for any
    // input and for good, and within a hundred steps the HyperNet would write no others.
    active(before && pointwise.norm() != null, pointwise, Activation.RELU);
    convolution(pointwise, LayerShapes.pointwise(site));
    active(once || !before, pointwise, once ? op.activation() : Activation.RELU);
    for (int i = 0; i < 4; i++) {
      if (on.get(i)) {
        Layers.Layer layer = layers.conv(site, i);
        Conv conv = op.convs().get(i);
        active(before && !(once && i % 2 == 0), layer, op.activation());
        convolution(layer, LayerShapes.conv(site, i), conv.dilation(), conv.groups());
        active(!before, layer, op.activation());
      }
    }
  }

  /** A layer's norm, if it has one, and an activation; or nothing. */
  private void active(boolean here, Layers.Layer layer, Activation activation) {
    BatchNorm norm = here ? layer.norm() : null;
    if (norm != null) {
      weights.addAll(norm.arrays());
    }
    numbers.add(norm == null ? 0 : number(layers.statistics()));
    numbers.add(here ? number(activation) : 0);
  }

  private static long number(Layers.Statistics statistics) {
    return switch (statistics) {
      case RUNNING -> 1;
      case BATCH -> 2;
      case BATCH_ALONE -> 3;
    };
  }

  private static long number(Activation activation) {
    return switch (activation) {
      case RELU -> 1;
      case TANH -> 2;
      case SIGMOID -> 3;
    };
  }

  private static long number(Pool pool) {
    return switch (pool) {
      case NONE -> 0;
      case MEAN -> 1;
      case MAX -> 2;
    };
  }

  private static long number(Write writing) {
    return switch (writing) {
      case ADD -> 0;
      case OVERWRITE -> 1;
      case MULTIPLY -> 2;
    };
  }

  private void convolution(Layers.Layer layer, Shape shape) {
    convolution(layer, shape, Collections.nCopies(shape.dimension() - 2, 1), 1);
  }

  private void convolution(Layers.Layer layer, Shape shape, List<Integer> dilation, int groups) {
    numbers.add((long) groups);
    addAll(dilation);
    Arrays.stream(shape.getShape()).forEach(numbers::add);
    weights.add(layer.weight());
  }

  private void addCounted(List<Integer> values) {
    numbers.add((long) values.size());
    addAll(values);
  }

  private void addAll(List<Integer> values) {
    values.forEach(v -> numbers.add((long) v));
  }

  /** Runs what is written down. */
  NDArray run(NDArray x) {
    try (NDArray spec = TorchScript.numbers(numbers)) {
      return TorchScript.call("network", x, weights, spec);
    }
  }

  /**
   * Runs it with probes that are added to the banks, to all before every op and at each block's
   * end.
   *
   * @return the output, then all banks after that
   */
  List<NDArray> run(NDArray x, List<NDArray> probes) {
    List<NDArray> all = new ArrayList<>(probes);
    all.addAll(weights);
    List<Long> counted = new ArrayList<>(List.of((long) probes.size()));
    counted.addAll(numbers);
    try (NDArray spec = TorchScript.numbers(counted)) {
      return TorchScript.callForList("watched", x, all, spec);
    }
  }
}
