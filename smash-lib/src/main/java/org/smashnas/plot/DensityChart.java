package org.smashnas.plot;

import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How several samples are spread, one over the other, whatever their sizes. */
public final class DensityChart {
  private static final int BINS = 50;

  private DensityChart() {}

  /**
   * Each sample's density, as {@value #BINS} equal intervals from {@code -most} to {@code most}
   * have it; an area of 1 is the whole sample, values beyond the ends included.
   *
   * @param samples by name, at least one value each
   * @throws IllegalArgumentException if a sample is empty or {@code most} not from 1e-300 to 1e300
   */
  public static XYChart draw(
      String title, String xTitle, Map<String, double[]> samples, double most) {
    if (!(most >= 1e-300 && most <= 1e300) || samples.isEmpty()) {
      throw new IllegalArgumentException(
          "%d samples from -%s to %s; give at least one, and an end from 1e-300 to 1e300"
              .formatted(samples.size(), most, most));
    }
    XYChart chart = Theme.numbered(title, xTitle, "density");
    chart.getStyler().setXAxisMin(-most);
    chart.getStyler().setXAxisMax(most);
    chart.getStyler().setYAxisMin(0.0);
    double width = 2 * most / BINS;
    double[] centres =
        IntStream.range(0, BINS).mapToDouble(b -> -most + (b + .5) * width).toArray();
    samples.forEach(
        (name, values) -> {
          XYSeries line = chart.addSeries(name, centres, densities(name, values, most, width));
          line.setMarker(SeriesMarkers.NONE);
        });
    return chart;
  }

  private static double[] densities(String name, double[] values, double most, double width) {
    if (values.length == 0) {
      throw new IllegalArgumentException(
          "sample \"%s\" has no value; give at least one".formatted(name));
    }
    double[] densities = new double[BINS];
    for (double value : values) {
      int bin = (int) Math.floor((value + most) / width);
      if (bin >= 0 && bin < BINS) {
        densities[bin] += 1 / (values.length * width);
      }
    }
    return densities;
  }
}
