package org.smashnas.plot;

import java.awt.Color;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines with the intervals that they come with, as bands. */
public final class BandChart {
  private BandChart() {}

  /**
   * One line over the chart's x.
   *
   * @param name the legend's
   * @param values one for each x
   * @param low lower end of each value's interval
   * @param high upper end of each value's interval
   */
  public record Band(String name, List<Double> values, List<Double> low, List<Double> high) {
    public Band {
      values = List.copyOf(values);
      low = List.copyOf(low);
      high = List.copyOf(high);
    }
  }

  /**
   * Lines with bands, each in a colour of its own; where a number is NaN or beyond 1e307, a gap.
   *
   * @param x ascending, at least one
   * @throws IllegalArgumentException if a band has not one of everything for each x
   */
  public static XYChart draw(
      String title, String xTitle, List<Double> x, String yTitle, List<Band> bands) {
    XYChart chart = Theme.numbered(title, xTitle, yTitle);
    List<Color> palette = Theme.palette();
    int n = x.size();
    for (int i = 0; i < bands.size(); i++) {
      Band band = bands.get(i);
      if (n == 0
          || band.values().size() != n
          || band.low().size() != n
          || band.high().size() != n) {
        throw new IllegalArgumentException(
            "there are %d x, and of %s %d values, %d lower and %d upper ends; give one of each for every x"
                .formatted(
                    n, band.name(), band.values().size(), band.low().size(), band.high().size()));
      }
      area(chart, band, x, palette.get(i % palette.size()));
    }
    for (int i = 0; i < bands.size(); i++) {
      XYSeries line =
          chart.addSeries(bands.get(i).name(), fitting(x), fitting(bands.get(i).values()));
      line.setLineColor(palette.get(i % palette.size()));
      line.setMarker(SeriesMarkers.NONE);
    }
    return chart;
  }

  private static void area(XYChart chart, Band band, List<Double> x, Color colour) {
    int n = x.size();
    double[] around = IntStream.range(0, 2 * n).mapToDouble(i -> x.get(turn(i, n))).toArray();
    double[] edge =
        DoubleStream.concat(
                band.low().stream().mapToDouble(v -> v),
                IntStream.range(n, 2 * n).mapToDouble(i -> band.high().get(turn(i, n))))
            .toArray();
    XYSeries series =
        chart.addSeries(
            band.name() + " (95%)", AxisNumbers.fitting(around), AxisNumbers.fitting(edge));
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    series.setFillColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 45));
    series.setLineColor(new Color(0, true));
    series.setMarker(SeriesMarkers.NONE);
    series.setShowInLegend(false);
  }

  private static double[] fitting(List<Double> values) {
    return AxisNumbers.fitting(values.stream().mapToDouble(v -> v).toArray());
  }

  /** Along the x and back again. */
  private static int turn(int i, int n) {
    return i < n ? i : 2 * n - 1 - i;
  }
}
