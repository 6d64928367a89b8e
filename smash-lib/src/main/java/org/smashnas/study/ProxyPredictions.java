package org.smashnas.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.smashnas.plot.Charts;
import org.smashnas.statistics.Bootstrap;
import org.smashnas.statistics.Interval;
import org.smashnas.statistics.RankCorrelation;
import org.smashnas.table.ResumableTable;
import org.smashnas.table.Tables;
import tech.tablesaw.api.Table;

/**
 * Predicted and true changes of single elements.
 *
 * @param rows one neighbour of a start each
 */
public record ProxyPredictions(List<Row> rows) {
  /** The name in the column "element" for all elements together. */
  public static final String ALL = "all";

  /**
   * One neighbour of a start: a row of gradient_proxy_predictions.arrow.
   *
   * @param startId the start's
   * @param architectureId the neighbour's
   * @param element what the neighbour has otherwise
   * @param predictedCode predicted change of the cross entropy by other weights, nats
   * @param predictedGraph predicted change by another graph, nats
   * @param crossEntropyChange the true one, nats
   * @param errorChange the true one, -1 to 1
   */
  public record Row(
      String startId,
      String architectureId,
      String element,
      double predictedCode,
      double predictedGraph,
      double crossEntropyChange,
      double errorChange) {
    /** The whole prediction, nats. */
    public double sum() {
      return predictedCode + predictedGraph;
    }
  }

  public ProxyPredictions {
    rows = List.copyOf(rows);
  }

  static ProxyPredictions read(Path folder) {
    return new ProxyPredictions(
        ResumableTable.read(folder.resolve(ProxyStudy.PREDICTIONS), Row.class));
  }

  /** Only one element's changes. */
  public ProxyPredictions of(String element) {
    return new ProxyPredictions(rows.stream().filter(r -> r.element().equals(element)).toList());
  }

  /** The elements, in order. */
  public List<String> elements() {
    return rows.stream().map(Row::element).distinct().sorted().toList();
  }

  /**
   * Spearman's rho of a prediction with the true change of the cross entropy, over the changes of
   * all starts together; none for fewer than three.
   *
   * @param prediction for example {@code ProxyPredictions.Row::sum}
   * @param seed of the bootstrap
   */
  public Interval correlation(ToDoubleFunction<Row> prediction, long seed) {
    return correlation(prediction, Row::crossEntropyChange, seed);
  }

  private Interval correlation(
      ToDoubleFunction<Row> prediction, ToDoubleFunction<Row> truth, long seed) {
    if (rows.size() < RankCorrelation.LEAST) {
      return Interval.none();
    }
    double[] x = rows.stream().mapToDouble(prediction).toArray();
    double[] y = rows.stream().mapToDouble(truth).toArray();
    return RankCorrelation.of(x, y, Bootstrap.RESAMPLES, seed).spearman();
  }

  /**
   * One row an element, and one for all: number of changes, and Spearman's rho of each prediction
   * with the true change of the cross entropy, with intervals; of the whole prediction with the
   * true change of the error, too.
   *
   * @param seed of the bootstrap
   */
  public Table summary(long seed) {
    List<Summary> rows = new ArrayList<>();
    elements().forEach(e -> rows.add(of(e).summary(e, seed)));
    rows.add(summary(ALL, seed));
    return Tables.of("gradient_proxy_correlation", Summary.class, rows);
  }

  private record Summary(
      String element, int n, Interval code, Interval graph, Interval sum, Interval sumError) {}

  private Summary summary(String element, long seed) {
    return new Summary(
        element,
        rows.size(),
        correlation(Row::predictedCode, seed),
        correlation(Row::predictedGraph, seed),
        correlation(Row::sum, seed),
        correlation(Row::sum, Row::errorChange, seed));
  }

  /** Predicted against true change of the cross entropy, with the least-squares line. */
  public XYChart plot() {
    return Charts.fitted(
        "changes of one element, n = " + rows.size(),
        "predicted change of the cross entropy (nats)",
        rows.stream().mapToDouble(Row::sum).toArray(),
        "true change (nats)",
        rows.stream().mapToDouble(Row::crossEntropyChange).toArray());
  }

  /** For example "100 changes of single elements, of [dilation, read]". */
  @Override
  public String toString() {
    return "%d changes of single elements, of %s".formatted(rows.size(), elements());
  }
}
