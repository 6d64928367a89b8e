package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.stat.correlation.PearsonsCorrelation;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;

/**
 * What one backward pass through an architecture's resulting network tells before any training, its
 * weights being free and random: zero-cost proxies (Abdelfattah et al., 2021, and their code).
 *
 * <p>All are meant to be higher for better networks. Each makes its own network with the weights
 * that {@link ResultNet} begins with, and closes it. "Filters" are the convolutions' weights and
 * the last layer's matrix, not those of batch norm, and no bias.
 */
public final class ZeroCost {
  /** What Mellor et al. add to eigenvalues. */
  private static final double K = 1e-5;

  private ZeroCost() {}

  /**
   * The natural logarithm of synflow (Tanaka et al., 2020): of the sum over all filters of |w
   * dR/dw|, R being the sum of the logits for one input of ones, with the absolute values of all
   * weights and without normalisation.
   *
   * <p>The logarithm, since R grows by a factor a layer; in float64 for the same reason, as their
   * code has it. Batch norm's initial running statistics stand for none: they divide by 1 + 5e-6.
   * Tanh, sigmoid and gates stay what they are.
   *
   * @param seed of the weights
   * @return infinite only where R is beyond 1e308
   */
  public static double synflow(Architecture a, long seed) {
    GradientMode.off();
    try (ResultNet net = new ResultNet(a, Precision.FLOAT64, seed);
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      List<NDArray> filters = filters(net);
      Updates.copy(filters.stream().map(NDArray::abs).toList(), filters);
      NDArray ones =
          net.parameters().manager().ones(new Shape(shape(a.space(), 1)), DataType.FLOAT64);
      try (Gradients gradients = Gradients.record()) {
        gradients.backward(net.forward(ones, false).sum());
      }
      return Math.log(filters.stream().mapToDouble(w -> sum(w.mul(w.getGradient()).abs())).sum());
    }
  }

  /**
   * How differently the network answers to different inputs, as jacob_cov (Mellor et al., 2020,
   * arXiv 2006.04647, version 1): minus the sum over the eigenvalues v of log(v + k) + 1 / (v + k),
   * k = 1e-5, of the matrix of correlations between the inputs' gradients, each that of the sum of
   * all logits; normalised by the batch's statistics, in float32.
   *
   * @param x at least 2 inputs of the space's shape, (n, channels, h, w) or (n, channels, d, h, w)
   * @param seed of the weights
   * @return at most -n; NaN if an input's gradient is the same everywhere or no finite number
   */
  public static double jacobCov(Architecture a, NDArray x, long seed) {
    check(a.space(), x, 2);
    GradientMode.off();
    try (ResultNet net = new ResultNet(a, Precision.FLOAT32, seed);
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray inputs = x.duplicate();
      inputs.setRequiresGradient(true);
      try (Gradients gradients = Gradients.record()) {
        gradients.backward(net.forward(inputs, true).sum());
      }
      double[] flat = inputs.getGradient().toType(DataType.FLOAT64, false).toDoubleArray();
      int n = (int) x.getShape().get(0);
      double[][] rows = new double[n][];
      for (int i = 0; i < n; i++) {
        rows[i] = Arrays.copyOfRange(flat, i * flat.length / n, (i + 1) * flat.length / n);
      }
      return spread(rows);
    }
  }

  private static boolean hasNoCorrelation(double[] row) {
    return Arrays.stream(row).allMatch(v -> v == row[0])
        || !Double.isFinite(Arrays.stream(row).sum());
  }

  /** Mellor's score of some gradients, one a row. */
  static double spread(double[][] rows) {
    if (Arrays.stream(rows).anyMatch(ZeroCost::hasNoCorrelation)) {
      return Double.NaN;
    }
    RealMatrix columns = MatrixUtils.createRealMatrix(rows).transpose();
    RealMatrix correlations = new PearsonsCorrelation().computeCorrelationMatrix(columns);
    double[] eigenvalues = new EigenDecompositionSymmetric(correlations).getEigenvalues();
    return -Arrays.stream(eigenvalues).map(v -> Math.log(v + K) + 1 / (v + K)).sum();
  }

  /**
   * The Euclidean norms of the loss's gradients with respect to each filter, added up, as grad_norm
   * in Abdelfattah et al. (2021); normalised by the batch's statistics, in float32.
   *
   * @param x inputs of the space's shape, (n, channels, h, w) or (n, channels, d, h, w)
   * @param labels (n), integers from 0
   * @param seed of the weights
   */
  public static double gradNorm(Architecture a, NDArray x, NDArray labels, long seed) {
    check(a.space(), x, 1);
    GradientMode.off();
    try (ResultNet net = new ResultNet(a, Precision.FLOAT32, seed);
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      try (Gradients gradients = Gradients.record()) {
        gradients.backward(Loss.crossEntropy(net.forward(x, true), labels));
      }
      return filters(net).stream().mapToDouble(w -> Math.sqrt(sum(w.getGradient().square()))).sum();
    }
  }

  private static List<NDArray> filters(ResultNet net) {
    return net.parameters().trained().values().stream()
        .filter(w -> w.getShape().dimension() > 1)
        .toList();
  }

  private static double sum(NDArray values) {
    return values.sum().toType(DataType.FLOAT64, false).getDouble();
  }

  private static long[] shape(SearchSpace space, long inputs) {
    long[] shape = new long[2 + space.dims()];
    Arrays.fill(shape, space.resolution());
    shape[0] = inputs;
    shape[1] = space.inputChannels();
    return shape;
  }

  private static void check(SearchSpace space, NDArray x, int least) {
    long inputs = x.getShape().get(0);
    Shape wanted = new Shape(shape(space, Math.max(inputs, least)));
    if (!x.getShape().equals(wanted)) {
      throw new IllegalArgumentException(
          "the inputs have shape %s; architectures of space %s take %s"
              .formatted(x.getShape(), space.name(), wanted));
    }
  }
}
