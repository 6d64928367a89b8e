package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.smashnas.arch.SearchSpace;

/**
 * The network that writes weights: a fully convolutional DenseNet from an encoding to all 1x1
 * weights of the network that it encodes (paper, section 3.2 and appendices A to C).
 *
 * <p>No biases and no batch norm; each layer is leaky ReLU, then a convolution with simplified
 * WeightNorm; the first one sees c as it is.
 */
public final class HyperNet {
  /** Every weight's name begins so; the optimiser decays none of them. */
  public static final String PREFIX = "hyper.";

  private static final float SLOPE = 0.02f;
  private static final List<Integer> PLAIN = List.of(1, 1);

  private final SearchSpace space;
  private final List<HyperShape.Layer> layers;
  private final List<NDArray> weights = new ArrayList<>();

  HyperNet(
      SearchSpace space,
      int channels,
      HyperShape shape,
      Parameters parameters,
      SplittableRandom random) {
    this.space = space;
    layers = shape.layers(channels, space.hyperOutputs());
    for (int i = 0; i < layers.size(); i++) {
      HyperShape.Layer layer = layers.get(i);
      Shape size = new Shape(layer.out(), layer.in(), layer.kernel(), layer.kernel());
      double[] values = Initializer.orthogonal(size, random);
      weights.add(parameters.add(PREFIX + i + ".weight", size, values));
    }
  }

  /**
   * Generates the weights of a whole network in one pass.
   *
   * @param c encoding, (1, C, R, L)
   * @return matrix W, (B N_max, L D N): an op owns the columns of the channels that it reads
   */
  public NDArray generate(NDArray c) {
    NDArray x = c;
    for (int i = 0; i < layers.size(); i++) {
      NDArray in = i == 0 ? x : x.getNDArrayInternal().leakyRelu(SLOPE);
      NDArray y = Convolution.apply(in, WeightNorm.apply(weights.get(i)), PLAIN, 1);
      x = layers.get(i).appended() ? NDArrays.concat(new NDList(x, y), 1) : y;
    }
    return unfold(x, space);
  }

  /**
   * Lays the B D N^2 channels of each cell out as a tile of the weight matrix: row r of c gives
   * rows r B N to (r+1) B N, column l gives columns l D N to (l+1) D N (paper, appendix B; code).
   *
   * @param y the HyperNet's output, (1, B D N^2, R, L)
   * @return (R B N, L D N)
   */
  static NDArray unfold(NDArray y, SearchSpace space) {
    long tileRows = (long) space.bottleneck() * space.bankUnit();
    long tileColumns = space.columnChannels();
    long rows = y.getShape().get(2);
    long columns = y.getShape().get(3);
    return y.reshape(tileRows, tileColumns, rows, columns)
        .transpose(2, 0, 3, 1)
        .reshape(rows * tileRows, columns * tileColumns);
  }
}
