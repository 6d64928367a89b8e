package org.smashnas.plot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;

/** Estimates as bars with the intervals that they come with. */
public final class BarChart {
  /** Letters that fit below the bars side by side. */
  private static final int LETTERS = 80;

  /** Bars whose names do not touch at a slant. */
  private static final int SLANTED = 14;

  private BarChart() {}

  /**
   * One bar a name, in their order, without intervals; a value that is NaN or beyond 1e307 has no
   * bar.
   *
   * @throws IllegalArgumentException if there is no name, or not one value for each
   */
  public static CategoryChart draw(
      String title, String yTitle, List<String> names, double[] values) {
    CategoryChart chart = draw(title, yTitle, names, values, values, values);
    // Error bars of no length are drawn as a line, and of NaN leave the axis without a range.
    chart.getSeriesMap().get(yTitle).replaceData(names, boxed(values), null);
    return chart;
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(AxisNumbers.fitting(values)).boxed().toList();
  }

  /**
   * One bar a name, in their order.
   *
   * <p>Names that would run into each other are written at a slant, many of them upright.
   *
   * <p>XChart's error bars are as long up as down; here each has the longer of the two sides, so
   * that it never claims more than the interval says. A value that is NaN or beyond 1e307 has no
   * bar, and one whose interval is has no error bar.
   *
   * @param low lower end of each value's interval
   * @param high upper end of each value's interval
   * @throws IllegalArgumentException if there is no name, or not one of everything for each
   */
  public static CategoryChart draw(
      String title,
      String yTitle,
      List<String> names,
      double[] values,
      double[] low,
      double[] high) {
    int n = names.size();
    if (n == 0 || values.length != n || low.length != n || high.length != n) {
      throw new IllegalArgumentException(
          "there are %d names, %d values, %d lower and %d upper ends; give one of each a bar, for at least one"
              .formatted(n, values.length, low.length, high.length));
    }
    List<Double> bars =
        IntStream.range(0, n)
            .mapToDouble(i -> Math.max(high[i] - values[i], values[i] - low[i]))
            .map(error -> AxisNumbers.fits(error) ? error : Double.NaN)
            .boxed()
            .toList();
    CategoryChart chart = Theme.categories(title, yTitle);
    chart.setCustomYAxisTickLabelsFormatter(AxisNumbers::tick);
    int longest = names.stream().mapToInt(String::length).max().orElse(0);
    if (longest * n > LETTERS) {
      chart.getStyler().setXAxisLabelRotation(n > SLANTED ? 90 : 25);
    }
    chart.addSeries(yTitle, names, boxed(values), bars);
    return chart;
  }
}
