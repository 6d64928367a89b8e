package org.smashnas;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;
import org.smashnas.plot.Bars;
import org.smashnas.plot.Charts;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/** Charts of the last validation errors (percent) of runs. */
final class RunCharts {
  private static final String ERROR_AXIS = "validation error (%)";

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
    double[] errors = errors(measured);
    double[] none = new double[errors.length];
    Arrays.fill(none, Double.NaN);
    List<String> names = measured.stream().map(SavedRun::name).toList();
    return Bars.draw("", ERROR_AXIS, names, errors, none, none);
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

  private static double days(Instant first, Instant time) {
    return time == null
        ? Double.NaN
        : Duration.between(first, time).toSeconds() / (double) Duration.ofDays(1).toSeconds();
  }

  private static double[] errors(List<SavedRun> runs) {
    return runs.stream().mapToDouble(r -> 100 * r.validationError()).toArray();
  }
}
