package org.smashnas.plot;

import java.awt.Color;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.hipparchus.stat.regression.SimpleRegression;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.YAxisPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.smashnas.train.Epoch;
import org.smashnas.train.History;

/** Charts of runs and scores, which one may style further before they are shown. */
public final class Charts {
  static final String LOSS = "training loss";
  static final String ERROR = "validation error";
  static final String FIT = "least-squares line";

  private static final String ERROR_AXIS = "validation error (%)";

  /** Up to so many points a line also shows its points; more of them would hide it. */
  private static final int MARKED = 40;

  /** Labels that fit below a chart without touching. */
  private static final int EPOCH_TICKS = 15;

  /** An error's range by the room below it. */
  private static final int ROOM_BELOW = 4;

  private Charts() {}

  /**
   * A run's training loss (left axis, nats) and validation error (right axis, percent) by epoch.
   *
   * <p>Epochs that measured no validation error have no point, and a run without any has no right
   * axis. A run without epochs gives an empty chart.
   */
  public static XYChart history(History history) {
    XYChart chart = Theme.chart(history.name(), "epoch", "training loss (nats)");
    epochAxis(chart, history.epochs().size());
    if (history.epochs().isEmpty()) {
      return empty(chart, "no epoch yet");
    }
    addLine(chart, LOSS, history, Epoch::trainLoss);
    XYSeries error = addLine(chart, ERROR, history, Charts::errorPercent);
    if (error != null) {
      error.setYAxisGroup(1);
      chart.setYAxisGroupTitle(1, ERROR_AXIS);
      chart.getStyler().setYAxisGroupPosition(1, YAxisPosition.Right);
      colourAxis(chart, 0, Theme.BLUE);
      colourAxis(chart, 1, Theme.VERMILION);
    }
    if (history.epochs().size() == 1) {
      // One value spans no range of its own; from 0 on, the two points stand apart.
      chart.getStyler().setYAxisMin(0, 0.0);
      chart.getStyler().setYAxisMin(1, 0.0);
      chart.getStyler().setYAxisMax(1, 100.0);
    } else if (error != null) {
      raise(chart, error);
    }
    return chart;
  }

  /**
   * Lifts the error's line by room below it. Both lines fill their own axes otherwise, and those of
   * two epochs lie on each other.
   */
  private static void raise(XYChart chart, XYSeries error) {
    double[] values = error.getYData();
    double least = Arrays.stream(values).min().orElseThrow();
    double range = Arrays.stream(values).max().orElseThrow() - least;
    chart.getStyler().setYAxisMin(1, Math.max(0, least - range / ROOM_BELOW));
  }

  /**
   * The validation errors (percent) of several runs by epoch.
   *
   * <p>A run that measured none has no line; runs of one name are numbered.
   */
  public static XYChart histories(List<History> histories) {
    XYChart chart = Theme.chart("", "epoch", ERROR_AXIS);
    chart.setCustomYAxisTickLabelsFormatter(AxisNumbers::tick);
    epochAxis(chart, histories.stream().mapToInt(h -> h.epochs().size()).max().orElse(0));
    Set<String> names = new HashSet<>();
    for (History history : histories) {
      String name = history.name();
      for (int n = 2; !names.add(name); n++) {
        name = history.name() + " (" + n + ")";
      }
      addLine(chart, name, history, Charts::errorPercent);
    }
    if (chart.getSeriesMap().isEmpty()) {
      return empty(chart, "no validation yet");
    }
    return chart;
  }

  /**
   * One point a pair of numbers, for example an architecture's parameters and score.
   *
   * <p>Ticks of large numbers read 200k or 16M. Pairs with a NaN, or with a number beyond 1e307,
   * have no point.
   *
   * @throws IllegalArgumentException if {@code x} and {@code y} differ in length
   */
  public static XYChart scatter(
      String title, String xTitle, double[] x, String yTitle, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "x has " + x.length + " values and y " + y.length + "; give one y for each x");
    }
    int[] shown = shown(x, y);
    XYChart chart = Theme.numbered(title, xTitle, yTitle);
    chart.getStyler().setLegendVisible(false);
    if (shown.length == 0) {
      return empty(chart, "no values");
    }
    XYSeries series = chart.addSeries(yTitle, of(x, shown), of(y, shown));
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(
        new Color(Theme.BLUE.getRed(), Theme.BLUE.getGreen(), Theme.BLUE.getBlue(), 150));
    return chart;
  }

  /**
   * As {@link #scatter}, with the least-squares line where the points have one.
   *
   * @throws IllegalArgumentException if {@code x} and {@code y} differ in length
   */
  public static XYChart fitted(String title, String xTitle, double[] x, String yTitle, double[] y) {
    XYChart chart = scatter(title, xTitle, x, yTitle, y);
    XYSeries points = chart.getSeriesMap().get(yTitle);
    if (points == null) {
      return chart;
    }
    SimpleRegression line = new SimpleRegression();
    for (int i = 0; i < points.getXData().length; i++) {
      line.addData(points.getXData()[i], points.getYData()[i]);
    }
    double[] ends = {points.getXMin(), points.getXMax()};
    double[] heights = {line.predict(ends[0]), line.predict(ends[1])};
    // One value of x has no line through it, and the squares of huge ones are not numbers.
    if (AxisNumbers.fits(heights[0]) && AxisNumbers.fits(heights[1])) {
      XYSeries fit = chart.addSeries(FIT, ends, heights);
      fit.setMarker(SeriesMarkers.NONE);
      fit.setLineColor(Theme.VERMILION);
    }
    return chart;
  }

  /**
   * As {@link #scatter}, each point with a bar up and down, but none where the error is NaN or
   * beyond 1e307.
   *
   * @param errors length of each point's bar to one side, in the unit of {@code y}
   * @throws IllegalArgumentException if {@code x}, {@code y} and {@code errors} differ in length
   */
  public static XYChart errorBars(
      String title, String xTitle, double[] x, String yTitle, double[] y, double[] errors) {
    if (errors.length != y.length) {
      throw new IllegalArgumentException(
          "y has " + y.length + " values and errors " + errors.length + "; give one each");
    }
    XYChart chart = scatter(title, xTitle, x, yTitle, y);
    if (!chart.getSeriesMap().isEmpty()) {
      int[] shown = shown(x, y);
      chart.updateXYSeries(
          yTitle, of(x, shown), of(y, shown), AxisNumbers.fitting(of(errors, shown)));
    }
    return chart;
  }

  /** Which pairs a chart has room for. */
  private static int[] shown(double[] x, double[] y) {
    return IntStream.range(0, x.length)
        .filter(i -> AxisNumbers.fits(x[i]) && AxisNumbers.fits(y[i]))
        .toArray();
  }

  private static double[] of(double[] values, int[] those) {
    return IntStream.of(those).mapToDouble(i -> values[i]).toArray();
  }

  /** The line of what the epochs measured, or null if none measured it. */
  private static XYSeries addLine(
      XYChart chart, String name, History history, ToDoubleFunction<Epoch> value) {
    List<Epoch> measured =
        history.epochs().stream().filter(e -> AxisNumbers.fits(value.applyAsDouble(e))).toList();
    if (measured.isEmpty()) {
      return null;
    }
    XYSeries series =
        chart.addSeries(
            name,
            measured.stream().mapToDouble(Epoch::number).toArray(),
            measured.stream().mapToDouble(value).toArray());
    series.setMarker(measured.size() > MARKED ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
    return series;
  }

  private static double errorPercent(Epoch epoch) {
    return 100 * epoch.validationError();
  }

  private static void epochAxis(XYChart chart, int epochs) {
    // XChart thins ticks out until no two labels are alike, which leaves the multiples of the step.
    // Left alone it puts a hundred epochs' labels one over the other.
    long step = Math.round(AxisNumbers.step(epochs / (double) EPOCH_TICKS));
    chart.setCustomXAxisTickLabelsFormatter(
        epoch -> epoch % Math.max(1, step) == 0 ? Long.toString(Math.round(epoch)) : "");
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setXAxisMax((double) Math.max(2, epochs));
  }

  private static XYChart empty(XYChart chart, String note) {
    chart.getStyler().setAxisTicksVisible(false);
    chart.getStyler().setPlotGridLinesVisible(false);
    chart.addAnnotation(new AnnotationText(note, Theme.WIDTH / 2.0, Theme.HEIGHT / 2.0, true));
    return chart;
  }

  private static void colourAxis(XYChart chart, int group, Color colour) {
    chart.getStyler().setYAxisGroupTitleColor(group, colour);
    chart.getStyler().setYAxisGroupTickLabelsColorMap(group, colour);
  }
}
