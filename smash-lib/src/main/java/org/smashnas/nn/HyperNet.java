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
 * weights of the network that it encodes (paper, section 3.2 and appendices A to C), or to others.
 *
 * <p>No biases and no batch norm; each layer is leaky ReLU, then a convolution with simplified
 * WeightNorm; the first one sees c as it is.
 */
public final class HyperNet {
  /**
   * Every weight's name begins so, and that of a table in the HyperNet's place; the optimiser
   * decays none of them.
   */
  public static final String PREFIX = "hyper.";

  private final SearchSpace space;
  private final List<NDArray> weights = new ArrayList<>();
  private final NDArray spec;
  private final int pointwise;

  /**
   * @param pointwise whether it writes 1x1 weights
   */
  HyperNet(
      SearchSpace space,
      int channels,
      HyperShape shape,
      boolean pointwise,
      Parameters parameters,
      SplittableRandom random) {
    this.space = space;
    this.pointwise = pointwise ? space.hyperOutputs() : 0;
    List<HyperShape.Layer> layers = shape.layers(channels, shape.outputs(space, pointwise));
    for (int i = 0; i < layers.size(); i++) {
      HyperShape.Layer layer = layers.get(i);
      Shape size = new Shape(layer.out(), layer.in(), layer.kernel(), layer.kernel());
      double[] values = Initializer.orthogonal(size, random);
      weights.add(parameters.add(PREFIX + i + ".weight", size, values));
    }
    List<Long> numbers = new ArrayList<>(shape.dense().stream().map(d -> (long) d).toList());
    numbers.add(shape.direct() ? 1L : 0);
    numbers.add(shape.centred() ? 1L : 0);
    spec = TorchScript.constants(numbers);
  }

  /**
   * Generates the weights of a whole network in one pass: {@code dense_net} in {@code kernels.py},
   * whose output is laid out as a matrix.
   *
   * @param c encoding, (1, C, R, L)
   * @return matrix W, (B N_max, L D N): an op owns the columns of the channels that it reads; where
   *     convolutions are written, K^2 N_max rows more, or K^3 N_max, those of a unit's kernel one
   *     after the other
   */
  public NDArray generate(NDArray c) {
    NDArray y = TorchScript.call("dense_net", c, weights, spec);
    if (pointwise == 0 || pointwise == y.getShape().get(1)) {
      return unfold(y, space);
    }
    NDList parts = y.split(new long[] {pointwise}, 1);
    return NDArrays.concat(new NDList(unfold(parts.get(0), space), unfold(parts.get(1), space)));
  }

  /**
   * Lays the B D N^2 channels of each cell out as a tile of the weight matrix: row r of c gives
   * rows r B N to (r+1) B N, column l gives columns l D N to (l+1) D N (paper, appendix B; code).
   *
   * @param y the HyperNet's output, (1, B D N^2, R, L), or with K^2 or K^3 for B
   * @return (R B N, L D N)
   */
  static NDArray unfold(NDArray y, SearchSpace space) {
    long tileColumns = space.columnChannels();
    long tileRows = y.getShape().get(1) / tileColumns;
    long rows = y.getShape().get(2);
    long columns = y.getShape().get(3);
    return y.reshape(tileRows, tileColumns, rows, columns)
        .transpose(2, 0, 3, 1)
        .reshape(rows * tileRows, columns * tileColumns);
  }
}
