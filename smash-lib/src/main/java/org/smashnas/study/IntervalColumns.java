package org.smashnas.study;

import java.util.List;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DoubleColumn;

/** Intervals as three columns of a table: the estimate, and its ends. */
final class IntervalColumns {
  private IntervalColumns() {}

  /** Columns {@code name}, {@code name_low} and {@code name_high}. */
  static DoubleColumn[] of(String name, List<Interval> intervals) {
    return new DoubleColumn[] {
      column(name, intervals, Interval::value),
      column(name + "_low", intervals, Interval::low),
      column(name + "_high", intervals, Interval::high)
    };
  }

  private static DoubleColumn column(
      String name, List<Interval> intervals, ToDoubleFunction<Interval> value) {
    return DoubleColumn.create(name, intervals.stream().mapToDouble(value).toArray());
  }
}
