package org.smashnas.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Parallel coordinates of two groups: an axis a quantity, a line a case. */
public final class ParallelChart {
  private static final int FAINT = 70;

  private ParallelChart() {}

  /**
   * One thin line a case and a thick one for each group's mean; every axis goes from the least to
   * the most of both groups, and what does not differ lies in the middle.
   *
   * @param axes names of the quantities, at least one
   * @param first cases of the first group, at least one, with a finite number for each axis
   * @param second those of the other
   */
  public static XYChart draw(
      String title,
      List<String> axes,
      String firstName,
      List<double[]> first,
      String secondName,
      List<double[]> second) {
    for (List<double[]> group : List.of(first, second)) {
      if (axes.isEmpty()
          || group.isEmpty()
          || group.stream().anyMatch(c -> c.length != axes.size())) {
        throw new IllegalArgumentException(
            "there are %d axes and %d and %d cases; give at least one, and each case a number an axis"
                .formatted(axes.size(), first.size(), second.size()));
      }
    }
    XYChart chart = Theme.chart(title, "", "least to most");
    double[][] ends =
        IntStream.range(0, axes.size())
            .mapToObj(
                a -> {
                  var both =
                      IntStream.range(0, first.size() + second.size())
                          .mapToDouble(
                              i ->
                                  i < first.size()
                                      ? first.get(i)[a]
                                      : second.get(i - first.size())[a])
                          .summaryStatistics();
                  return new double[] {both.getMin(), both.getMax()};
                })
            .toArray(double[][]::new);
    lines(chart, secondName, second, ends, Theme.VERMILION);
    lines(chart, firstName, first, ends, Theme.BLUE);
    mean(chart, firstName, first, ends, Theme.BLUE);
    mean(chart, secondName, second, ends, Theme.VERMILION);
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setXAxisMax((double) Math.max(1, axes.size() - 1));
    chart.getStyler().setXAxisLabelRotation(60);
    chart.getStyler().setXAxisMaxLabelCount(axes.size());
    chart.getStyler().setYAxisTicksVisible(false);
    chart.setCustomXAxisTickLabelsFormatter(
        x -> x == Math.rint(x) && x >= 0 && x < axes.size() ? axes.get((int) Math.rint(x)) : "");
    return chart;
  }

  private static void lines(
      XYChart chart, String name, List<double[]> cases, double[][] ends, Color colour) {
    Color faint = new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), FAINT);
    for (int i = 0; i < cases.size(); i++) {
      XYSeries line = line(chart, name + " " + (i + 1), cases.get(i), ends, faint, .8f);
      line.setShowInLegend(false);
    }
  }

  private static void mean(
      XYChart chart, String name, List<double[]> cases, double[][] ends, Color colour) {
    double[] mean =
        IntStream.range(0, ends.length)
            .mapToDouble(a -> cases.stream().mapToDouble(c -> c[a]).average().orElseThrow())
            .toArray();
    line(chart, name, mean, ends, colour, 3);
  }

  private static XYSeries line(
      XYChart chart, String name, double[] values, double[][] ends, Color colour, float width) {
    double[] x = IntStream.range(0, ends.length).asDoubleStream().toArray();
    double[] y =
        IntStream.range(0, ends.length).mapToDouble(a -> place(values[a], ends[a])).toArray();
    XYSeries line = chart.addSeries(name, x, y);
    line.setMarker(SeriesMarkers.NONE);
    line.setLineColor(colour);
    line.setLineStyle(new BasicStroke(width));
    return line;
  }

  private static double place(double value, double[] ends) {
    return ends[0] == ends[1] ? .5 : (value - ends[0]) / (ends[1] - ends[0]);
  }
}
