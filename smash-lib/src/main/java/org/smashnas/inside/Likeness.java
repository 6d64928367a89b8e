package org.smashnas.inside;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.OpSite;
import org.smashnas.nn.GradientMode;
import org.smashnas.nn.SmashNet;

/**
 * How alike the 1x1 filters are that a HyperNet writes for ops of different architectures: one that
 * ignores its input writes the same for all (paper, section 4.2).
 *
 * @param mean cosine of two filters, averaged over all pairs of ops of different architectures, -1
 *     to 1; of filters of different sizes, the leading parts that both have are compared
 * @param lowest the lowest of these cosines
 * @param pairs how many there are
 */
public record Likeness(double mean, double lowest, int pairs) {
  /**
   * Generates the weights of all architectures and compares them.
   *
   * @param architectures at least 2 of the network's space
   */
  public static Likeness of(SmashNet net, List<Architecture> architectures) {
    if (architectures.size() < 2) {
      throw new IllegalArgumentException(
          "%d architectures are given; give at least 2 to compare".formatted(architectures.size()));
    }
    List<List<Filter>> all = architectures.stream().map(a -> filters(net, a)).toList();
    double sum = 0;
    double lowest = 1;
    int pairs = 0;
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < i; j++) {
        for (Filter one : all.get(i)) {
          for (Filter other : all.get(j)) {
            double cosine = one.cosine(other);
            sum += cosine;
            lowest = Math.min(lowest, cosine);
            pairs++;
          }
        }
      }
    }
    return new Likeness(sum / pairs, lowest, pairs);
  }

  private static List<Filter> filters(SmashNet net, Architecture a) {
    GradientMode.off();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray w = net.generate(a);
      float[] values = w.toType(DataType.FLOAT32, false).toFloatArray();
      int width = (int) w.getShape().get(1);
      return a.sites().stream().map(site -> new Filter(values, width, site)).toList();
    }
  }

  /** An op's filter: its outputs by the channels that it reads. */
  private static final class Filter {
    private final float[] matrix;
    private final int width;
    private final int from;
    private final int channels;
    private final int outputs;

    /** The filter's place in the matrix of all weights, row-major and so many columns wide. */
    Filter(float[] matrix, int width, OpSite site) {
      this.matrix = matrix;
      this.width = width;
      from = site.firstChannel();
      channels = site.readChannels();
      outputs = site.op().bottleneck();
    }

    double cosine(Filter other) {
      double product = 0;
      double mine = 0;
      double theirs = 0;
      for (int row = 0; row < Math.min(outputs, other.outputs); row++) {
        for (int l = 0; l < Math.min(channels, other.channels); l++) {
          double a = matrix[row * width + from + l];
          double b = other.matrix[row * other.width + other.from + l];
          product += a * b;
          mine += a * a;
          theirs += b * b;
        }
      }
      double norms = Math.sqrt(mine * theirs);
      return norms == 0 ? 0 : product / norms;
    }
  }
}
