package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.SearchSpace;

/**
 * One matrix a block in the place of all filters that a network has for the block's ops: their mean
 * over some architectures, row by row and channel by channel of what they read. An op takes its
 * leading part, as in {@link PointwiseSource#SHARED}; what no op of the sample has is 0.
 */
final class MeanFilter {
  private final SearchSpace space;
  private final int width;
  private final double[] values;

  /** The mean over some architectures of the network's space. */
  MeanFilter(SmashNet net, List<Architecture> sample) {
    space = net.encoding().space();
    width = (int) PointwiseTable.first(space, SearchSpace.BLOCKS);
    List<Filter> filters = new ArrayList<>();
    GradientMode.off();
    for (Architecture a : sample) {
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        float[] all = net.generate(a).toType(DataType.FLOAT32, false).toFloatArray();
        a.sites().forEach(site -> filters.add(new Filter(all, site)));
      }
    }
    // Normalisation makes the size of a filter meaningless, so none may count for more by it: each
    // is scaled to the size that the mean has where both are.
    double[] plain = mean(filters, f -> 1);
    values = mean(filters, f -> f.norm() == 0 ? 0 : f.normOf(plain) / f.norm());
  }

  private double[] mean(List<Filter> filters, ToDoubleFunction<Filter> scale) {
    double[] sum = new double[(int) PointwiseTable.shape(space).size()];
    int[] count = new int[sum.length];
    for (Filter f : filters) {
      double factor = scale.applyAsDouble(f);
      f.each(
          (own, common) -> {
            sum[common] += factor * f.all[own];
            count[common]++;
          });
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= Math.max(1, count[i]);
    }
    return sum;
  }

  /** All ops' weights, laid out as a HyperNet's: (B N_max, channels that all ops read). */
  NDArray generate(Architecture a, Parameters parameters) {
    try (NDArray mean = parameters.manager().create(values, PointwiseTable.shape(space));
        NDArray typed = mean.toType(parameters.type(), true)) {
      return new PointwiseTable(space, false, typed).generate(a);
    }
  }

  private interface Place {
    /** Index of a weight in its architecture's own matrix and in the common one. */
    void at(int own, int common);
  }

  /** An op's filter, a part of its architecture's weights. */
  private final class Filter {
    private final float[] all;
    private final OpSite site;
    private final int columns;

    Filter(float[] all, OpSite site) {
      this.all = all;
      this.site = site;
      columns = all.length / (space.bottleneck() * space.maxUnits());
    }

    void each(Place place) {
      int first = (int) PointwiseTable.first(space, site.block());
      for (int row = 0; row < site.op().bottleneck(); row++) {
        for (int i = 0; i < site.readChannels(); i++) {
          place.at(row * columns + site.firstChannel() + i, row * width + first + i);
        }
      }
    }

    double norm() {
      double[] squares = new double[1];
      each((own, common) -> squares[0] += (double) all[own] * all[own]);
      return Math.sqrt(squares[0]);
    }

    double normOf(double[] mean) {
      double[] squares = new double[1];
      each((own, common) -> squares[0] += mean[common] * mean[common]);
      return Math.sqrt(squares[0]);
    }
  }
}
