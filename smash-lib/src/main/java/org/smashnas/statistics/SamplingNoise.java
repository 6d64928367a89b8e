package org.smashnas.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.stat.StatUtils;

/**
 * How far measured errors lie from those that endless examples would give: standard deviations, as
 * shares of 1.
 */
public final class SamplingNoise {
  private SamplingNoise() {}

  /**
   * The noise of the differences between networks measured on the same examples.
   *
   * <p>With d the outcome of a network on an example less the mean outcome of all networks on it,
   * the noise is the standard deviation of d over the examples, divided by the root of their
   * number, pooled over the networks. Its square is what sampling adds, on average, to the variance
   * of the networks' errors.
   *
   * @param wrong for each network, at least 2, and each example, at least 2: 1 if misclassified, 0
   *     if not, or the share of several trainings that misclassified it
   */
  public static double paired(double[][] wrong) {
    int networks = wrong.length;
    int examples = networks == 0 ? 0 : wrong[0].length;
    if (networks < 2 || examples < 2 || Arrays.stream(wrong).anyMatch(w -> w.length != examples)) {
      throw new IllegalArgumentException(
          "%d networks, the first with %d examples; give at least 2 of each, all networks with the same examples"
              .formatted(networks, examples));
    }
    double[] mean =
        IntStream.range(0, examples)
            .mapToDouble(j -> Arrays.stream(wrong).mapToDouble(w -> w[j]).average().orElseThrow())
            .toArray();
    double pooled = 0;
    for (double[] network : wrong) {
      double[] d = IntStream.range(0, examples).mapToDouble(j -> network[j] - mean[j]).toArray();
      pooled += StatUtils.variance(d) / networks;
    }
    // The networks' own mean, from which the deviations are taken, costs one of them.
    return Math.sqrt(pooled / examples * networks / (networks - 1));
  }
}
