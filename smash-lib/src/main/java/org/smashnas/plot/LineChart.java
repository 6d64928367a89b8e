package org.smashnas.plot;

import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Several measures of the same times as lines. */
public final class LineChart {
  private LineChart() {}

  /**
   * One line a series, in their order; where a value is NaN or beyond 1e307, a line has a gap.
   * Where colours come up again, points change from discs to squares.
   *
   * @param x the times that all series were measured at
   * @param series by name, each with a value for each time; at least one
   * @throws IllegalArgumentException if there is no series, or one of another length
   */
  public static XYChart draw(
      String title, String xTitle, String yTitle, double[] x, Map<String, double[]> series) {
    if (series.isEmpty() || x.length == 0) {
      throw new IllegalArgumentException(
          "there are %d lines over %d times; give at least one of each"
              .formatted(series.size(), x.length));
    }
    XYChart chart = Theme.numbered(title, xTitle, yTitle);
    series.forEach(
        (name, y) -> {
          if (y.length != x.length) {
            throw new IllegalArgumentException(
                "line \"%s\" has %d values for %d times; give one each"
                    .formatted(name, y.length, x.length));
          }
          XYSeries line = chart.addSeries(name, AxisNumbers.fitting(x), AxisNumbers.fitting(y));
          boolean again = chart.getSeriesMap().size() > Theme.palette().size();
          line.setMarker(again ? SeriesMarkers.SQUARE : SeriesMarkers.CIRCLE);
        });
    return chart;
  }
}
