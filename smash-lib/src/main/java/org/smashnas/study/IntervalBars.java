package org.smashnas.study;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.CategoryChart;
import org.smashnas.plot.BarChart;
import org.smashnas.statistics.Interval;

/** Intervals as a chart's bars: the estimates, and their ends. */
final class IntervalBars {
  private IntervalBars() {}

  /**
   * One bar a name, in their order.
   *
   * @param unit by which values are multiplied, for example 100 for percent
   */
  static CategoryChart draw(
      String title, String yTitle, List<String> names, List<Interval> intervals, double unit) {
    return BarChart.draw(
        title,
        yTitle,
        names,
        each(intervals, unit, Interval::value),
        each(intervals, unit, Interval::low),
        each(intervals, unit, Interval::high));
  }

  private static double[] each(
      List<Interval> intervals, double unit, ToDoubleFunction<Interval> value) {
    return intervals.stream().mapToDouble(i -> unit * value.applyAsDouble(i)).toArray();
  }
}
