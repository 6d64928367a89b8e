package org.smashnas.inside;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.smashnas.arch.Architecture;
import org.smashnas.nn.GradientMode;
import org.smashnas.nn.ResultNet;
import org.smashnas.nn.SmashNet;

/**
 * The weights of an architecture's first convolutions, those that a HyperNet writes, each in units
 * of its op's root mean square: generated and learned ones differ in scale, which normalisation
 * takes away again.
 */
public final class PointwiseWeights {
  private static final String SUFFIX = ".pointwise.weight";

  private PointwiseWeights() {}

  /** As the HyperNet writes them. */
  public static double[] generated(SmashNet net, Architecture architecture) {
    GradientMode.off();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return of(net.weights(architecture));
    }
  }

  /** As a network with free weights has them. */
  public static double[] learned(ResultNet net) {
    return of(net.parameters().trained());
  }

  private static double[] of(Map<String, NDArray> weights) {
    return weights.entrySet().stream()
        .filter(e -> e.getKey().endsWith(SUFFIX))
        .flatMapToDouble(e -> relative(e.getValue().toFloatArray()))
        .toArray();
  }

  private static DoubleStream relative(float[] values) {
    double squares = 0;
    for (float v : values) {
      squares += (double) v * v;
    }
    double rms = Math.sqrt(squares / values.length);
    double[] scaled = new double[values.length];
    Arrays.setAll(scaled, i -> rms == 0 ? 0 : values[i] / rms);
    return Arrays.stream(scaled);
  }

  /**
   * Fourth moment over the square of the second, 3 for a normal distribution: higher where few
   * weights are large and many small.
   *
   * @param values of mean square 1, as the methods above give them
   */
  public static double kurtosis(double[] values) {
    double squares = Arrays.stream(values).map(v -> v * v).average().orElseThrow();
    return Arrays.stream(values).map(v -> v * v * v * v).average().orElseThrow()
        / (squares * squares);
  }
}
