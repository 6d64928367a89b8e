package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
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
  /**
   * Every weight's name begins so, and that of a table in the HyperNet's place; the optimiser
   * decays none of them.
   */
  public static final String PREFIX = "hyper.";

  private final SearchSpace space;
  private final List<NDArray> weights = new ArrayList<>();
  private final NDArray spec;

  HyperNet(
      SearchSpace space,
      int channels,
      HyperShape shape,
      Parameters parameters,
      SplittableRandom random) {
    this.space = space;
    List<HyperShape.Layer> layers = shape.layers(channels, space.hyperOutputs());
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
   * @return matrix W, (B N_max, L D N): an op owns the columns of the channels that it reads
   */
  public NDArray generate(NDArray c) {
    return unfold(TorchScript.call("dense_net", c, weights, spec), space);
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
