package org.smashnas.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.smashnas.plot.Charts;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
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
   * @param start id of the start
   * @param element what the neighbour has otherwise
   * @param code predicted change of the cross entropy by other weights, nats
   * @param graph predicted change by another graph, nats
   * @param loss true change of the cross entropy, nats
   * @param error true change of the error, -1 to 1
   */
  public record Row(
      String start, String element, double code, double graph, double loss, double error) {
    /** The whole prediction, nats. */
    public double sum() {
      return code + graph;
    }
  }

  public ProxyPredictions {
    rows = List.copyOf(rows);
  }

  static ProxyPredictions read(Path folder) {
    return new ProxyPredictions(
        Ledger.read(
            folder.resolve(ProxyStudy.PREDICTIONS),
            ProxyStudy.PREDICTION_COLUMNS,
            r ->
                new Row(
                    (String) r[0],
                    (String) r[2],
                    Ledger.orNaN(r[3]),
                    Ledger.orNaN(r[4]),
                    Ledger.orNaN(r[5]),
                    (Double) r[6])));
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
    return correlation(prediction, Row::loss, seed);
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
    List<String> names = new ArrayList<>(elements());
    names.add(ALL);
    List<ProxyPredictions> parts = names.stream().map(n -> n.equals(ALL) ? this : of(n)).toList();
    Table table =
        Table.create(
            "gradient_proxy_correlation",
            StringColumn.create("element", names),
            IntColumn.create("n", parts.stream().mapToInt(p -> p.rows().size()).toArray()));
    columns(table, "code", parts.stream().map(p -> p.correlation(Row::code, seed)).toList());
    columns(table, "graph", parts.stream().map(p -> p.correlation(Row::graph, seed)).toList());
    columns(table, "sum", parts.stream().map(p -> p.correlation(Row::sum, seed)).toList());
    columns(
        table,
        "sum_error",
        parts.stream().map(p -> p.correlation(Row::sum, Row::error, seed)).toList());
    return table;
  }

  private static void columns(Table table, String name, List<Interval> values) {
    table.addColumns(IntervalColumns.of(name, values));
  }

  /** Predicted against true change of the cross entropy, with the least-squares line. */
  public XYChart plot() {
    return Charts.fitted(
        "changes of one element, n = " + rows.size(),
        "predicted change of the cross entropy (nats)",
        rows.stream().mapToDouble(Row::sum).toArray(),
        "true change (nats)",
        rows.stream().mapToDouble(Row::loss).toArray());
  }

  /** For example "100 changes of single elements, of [dilation, read]". */
  @Override
  public String toString() {
    return "%d changes of single elements, of %s".formatted(rows.size(), elements());
  }
}
