package org.smashnas;

import java.awt.Color;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.smashnas.plot.BarChart;
import org.smashnas.plot.Charts;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/** Charts of the last validation errors (percent) of runs. */
final class RunCharts {
  private static final String ERROR_AXIS = "validation error (%)";

  /** Lines that can be told apart by their colours. */
  private static final int COLOURED = 7;

  private RunCharts() {}

  /**
   * A bar a run.
   *
   * @param folder for the error
   * @param measured those that have an error
   */
  static CategoryChart bars(Path folder, List<SavedRun> measured) {
    if (measured.isEmpty()) {
      throw new IllegalStateException(
          "no run in %s has a validation error yet; let one train for an epoch".formatted(folder));
    }
    List<String> names = measured.stream().map(SavedRun::name).toList();
    return BarChart.draw("", ERROR_AXIS, names, errors(measured));
  }

  /** A point a run, over a column of their table. */
  static XYChart by(String column, Table table, List<SavedRun> runs) {
    if (!table.containsColumn(column)) {
      throw new IllegalArgumentException(
          "runs have no column \"%s\"; give one of %s".formatted(column, table.columnNames()));
    }
    if (table.column(column) instanceof InstantColumn times) {
      Instant first = times.min();
      double[] days = times.asList().stream().mapToDouble(t -> days(first, t)).toArray();
      return Charts.scatter("", "days since " + first, days, ERROR_AXIS, errors(runs));
    }
    if (!(table.column(column) instanceof NumericColumn<?> numbers)) {
      throw new IllegalArgumentException(
          "column \"%s\" has no numbers; give one that has, or draw bars with sortOn(\"%s\").plot()"
              .formatted(column, column));
    }
    return Charts.scatter("", column, numbers.asDoubleArray(), ERROR_AXIS, errors(runs));
  }

  /** A line a run; all but the best of many are grey. */
  static XYChart lines(List<SavedRun> runs) {
    List<SavedRun> worstFirst =
        RunDigest.measured(runs).stream()
            .sorted(Comparator.comparingDouble(SavedRun::validationError).reversed())
            .toList();
    List<SavedRun> order = runs.size() > COLOURED ? worstFirst : runs;
    XYChart chart = Charts.histories(order.stream().map(SavedRun::history).toList());
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setLegendLayout(LegendLayout.Vertical);
    chart.getSeriesMap().values().stream()
        .limit(Math.max(0, order.size() - COLOURED))
        .forEach(
            line -> {
              line.setLineColor(Color.LIGHT_GRAY);
              line.setMarker(SeriesMarkers.NONE);
              line.setShowInLegend(false);
            });
    return chart;
  }

  private static double days(Instant first, Instant time) {
    return time == null
        ? Double.NaN
        : Duration.between(first, time).toSeconds() / (double) Duration.ofDays(1).toSeconds();
  }

  private static double[] errors(List<SavedRun> runs) {
    return runs.stream().mapToDouble(r -> 100 * r.validationError()).toArray();
  }
}
