package org.smashnas.nn;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.smashnas.arch.RecordText;
import org.smashnas.arch.SearchSpace;

/**
 * Sizes of a HyperNet's layers.
 *
 * @param first filters of the first 3x3 convolution
 * @param growth filters of each 3x3 convolution in the dense blocks
 * @param dense convolutions in each dense block; halving 1x1 convolutions lie between the blocks
 * @param noise channels of a noise tensor z beside c, drawn anew from N(0, 1) at each training step
 *     and zero when architectures are ranked; 0 for none (authors' code, which has it unused)
 * @param direct whether the last layer sees c too, beside what the layers before it made of it; not
 *     so in the paper
 * @param centred whether the last layer sees its features less their mean over the filled cells of
 *     c, scaled to a mean square of 1, so that it has nothing to write a filter with that is the
 *     same for all; not so in the paper
 * @param messages rounds in which ops tell one another their codes along the graph, before all
 *     layers, as a small graph HyperNet (Zhang et al., 2019); 0 in the paper
 * @param convs whether the first convolution of each op's first path is written, too, in place of a
 *     shared one (paper, appendix D); not so in the paper's networks
 */
@RecordBuilder
public record HyperShape(
    int first,
    int growth,
    List<Integer> dense,
    int noise,
    boolean direct,
    boolean centred,
    int messages,
    boolean convs)
    implements HyperShapeBuilder.With {
  public HyperShape {
    dense = List.copyOf(dense);
    if (first < 1 || growth < 1 || dense.isEmpty() || dense.stream().anyMatch(d -> d < 1)) {
      throw new IllegalArgumentException(
          "a HyperNet with first layer "
              + first
              + ", growth "
              + growth
              + " and dense blocks "
              + dense
              + "; all are at least 1");
    }
    if (noise > 0 && centred) {
      throw new IllegalArgumentException(
          "features are centred over the cells that c fills, and noise fills all; give one of them");
    }
    if (noise < 0 || messages < 0) {
      throw new IllegalArgumentException(
          "noise of %d channels and %d rounds of messages; give 0 or more"
              .formatted(noise, messages));
    }
  }

  /** Layers that see the encoding alone. */
  public HyperShape(int first, int growth, List<Integer> dense) {
    this(first, growth, dense, 0, false, false, 0, false);
  }

  /** The paper's 26 layers: 7 filters, growth 10, blocks of 8, 10 and 4 (appendix A; code). */
  public static HyperShape paper() {
    return new HyperShape(7, 10, List.of(8, 10, 4));
  }

  /**
   * One convolution.
   *
   * @param in input channels
   * @param out filters
   * @param kernel 3 where the output is appended to the input, as in a DenseNet; 1 where it takes
   *     its place
   */
  public record Layer(int in, int out, int kernel) {}

  /** The layers in order, for c of so many channels and so many outputs. */
  public List<Layer> layers(int channels, int outputs) {
    List<Layer> layers = new ArrayList<>();
    layers.add(new Layer(channels + noise, first, 3));
    int width = channels + noise + first;
    for (int b = 0; b < dense.size(); b++) {
      for (int i = 0; i < dense.get(b); i++) {
        layers.add(new Layer(width, growth, 3));
        width += growth;
      }
      boolean last = b == dense.size() - 1;
      int out = last ? outputs : width / 2;
      layers.add(new Layer(last && direct ? width + channels + noise : width, out, 1));
      width = out;
    }
    return layers;
  }

  /**
   * Channels of the output: in each cell of c B N x D N weights of 1x1 convolutions (appendix B)
   * and, of first convolutions, N x D N for each cell of the largest kernel.
   *
   * @param pointwise whether 1x1 weights are written
   * @throws IllegalArgumentException if ops of the space may have more 1x1 outputs than they read
   *     channels, by which first convolutions have their columns
   */
  public int outputs(SearchSpace space, boolean pointwise) {
    if (convs && space.fixedBottleneck()) {
      throw new IllegalArgumentException(
          "convolutions are written in the columns of the channels that an op reads, and in space %s, with fixedBottleneck, it may have more 1x1 outputs; use a space as SearchSpace.v2(), or withConvs(false)"
              .formatted(space.name()));
    }
    int rows = (pointwise ? space.bottleneck() : 0) + (convs ? taps(space) : 0);
    return rows * space.bankUnit() * space.columnChannels();
  }

  private static int taps(SearchSpace space) {
    return (int) Math.pow(space.kernels().get(space.kernels().size() - 1), space.dims());
  }

  /** Rows or columns of c, to each side, that an output depends on: one a 3x3 layer. */
  public int reach() {
    return 1 + dense.stream().mapToInt(d -> d).sum();
  }

  /** As before there were centred features, messages and convolutions, where there are none. */
  @Override
  public String toString() {
    return RecordText.of(this, Map.of("centred", false, "messages", 0, "convs", false));
  }
}
