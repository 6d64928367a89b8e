package org.smashnas.inside;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;
import org.smashnas.encoding.Embedding;
import org.smashnas.nn.GradientMode;
import org.smashnas.nn.SmashNet;
import org.smashnas.plot.Charts;

/**
 * How far along a network the HyperNet looks: what blanking one column of the code does to the
 * weights that every column gets (paper, appendix B: the receptive field of the HyperNet).
 *
 * @param column the blanked column of the code, from 0
 * @param changes for each column the change of its weights by the blanking, relative to their own
 *     size (Euclidean norms), 0 for none
 */
public record Influence(int column, List<Double> changes) {
  public Influence {
    changes = List.copyOf(changes);
  }

  /**
   * Generates the weights twice, with the true code and with a blanked column.
   *
   * @param column of the architecture's code, from 0
   */
  public static Influence of(SmashNet net, Architecture architecture, int column) {
    Embedding code = net.encoding().encode(architecture);
    if (column < 0 || column >= code.columns()) {
      throw new IllegalArgumentException(
          "column is %d; the code has columns 0 to %d".formatted(column, code.columns() - 1));
    }
    float[] values = code.values();
    for (int i = column; i < values.length; i += code.columns()) {
      values[i] = net.encoding().offValue();
    }
    float[] truth = weights(net, code);
    float[] blanked =
        weights(net, new Embedding(code.channels(), code.rows(), code.columns(), values));
    SearchSpace space = architecture.space();
    int width = code.columns() * space.columnChannels();
    return new Influence(
        column,
        IntStream.range(0, code.columns())
            .mapToObj(l -> change(truth, blanked, l * space.columnChannels(), space, width))
            .toList());
  }

  private static float[] weights(SmashNet net, Embedding code) {
    GradientMode.off();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray w = net.generate(code);
      return w.toFloatArray();
    }
  }

  /** Of the columns of a matrix, row-major, that belong to one column of the code. */
  private static double change(
      float[] truth, float[] other, int from, SearchSpace space, int width) {
    double difference = 0;
    double size = 0;
    for (int row = 0; row < truth.length / width; row++) {
      for (int l = from; l < from + space.columnChannels(); l++) {
        double before = truth[row * width + l];
        difference += Math.pow(other[row * width + l] - before, 2);
        size += before * before;
      }
    }
    return size == 0 ? 0 : Math.sqrt(difference / size);
  }

  /**
   * The changes' decimal logarithms by column of the code; columns without change have no point.
   */
  public XYChart plot() {
    return Charts.scatter(
        "column %d blanked".formatted(column),
        "column of the code",
        IntStream.range(0, changes.size()).asDoubleStream().toArray(),
        "relative change of its weights (log10)",
        changes.stream().mapToDouble(Math::log10).toArray());
  }

  /** For example "column 12 blanked: the weights of 31 of 52 columns change". */
  @Override
  public String toString() {
    long changed = changes.stream().filter(c -> c > 0).count();
    return "column %d blanked: the weights of %d of %d columns change"
        .formatted(column, changed, changes.size());
  }
}
