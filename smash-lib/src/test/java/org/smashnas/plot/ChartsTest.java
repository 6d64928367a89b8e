package org.smashnas.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.smashnas.train.Epoch;
import org.smashnas.train.History;

class ChartsTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 15, 100})
  void historyOfAnyLengthIsDrawnAtTheDefaultSize(int epochs) {
    XYChart chart = Charts.history(Samples.history("run", epochs, true));
    assertThat(BitmapEncoder.getBufferedImage(chart).getWidth()).isEqualTo(Theme.WIDTH);
    assertThat(chart.getSeriesMap()).hasSize(epochs == 0 ? 0 : 2);
  }

  @Test
  void seriesHoldTheHistorysValues() {
    XYChart chart = Charts.history(Samples.history("run", 3, true));
    XYSeries loss = chart.getSeriesMap().get(Charts.LOSS);
    XYSeries error = chart.getSeriesMap().get(Charts.ERROR);
    assertThat(loss.getXData()).containsExactly(1, 2, 3);
    assertThat(loss.getYData()).containsExactly(2, 1, 2.0 / 3);
    assertThat(error.getYData()).containsExactly(new double[] {50, 25, 100 / 6.0}, within(1e-9));
    assertThat(error.getYAxisGroup()).isNotEqualTo(loss.getYAxisGroup());
  }

  @Test
  void errorsOfTwoEpochsLieAboveTheLosses() {
    XYChart chart = Charts.history(Samples.history("run", 2, true));
    // 50 and 25 percent
    assertThat(chart.getStyler().getYAxisMin(1)).isEqualTo(18.75);
    assertThat(chart.getStyler().getYAxisMin(0)).isNull();
  }

  @Test
  void historyWithoutValidationShowsTheLossAlone() {
    XYChart chart = Charts.history(Samples.history("run", 3, false));
    assertThat(chart.getSeriesMap()).containsOnlyKeys(Charts.LOSS);
  }

  @Test
  void epochsWithoutValidationHaveNoErrorPoint() {
    History history = History.empty("run");
    for (int i = 1; i <= 6; i++) {
      history = history.with(new Epoch(i, 1, 1, i % 3 == 0 ? .5 : Double.NaN, 1e-3, 1));
    }
    XYSeries error = Charts.history(history).getSeriesMap().get(Charts.ERROR);
    assertThat(error.getXData()).containsExactly(3, 6);
  }

  @Test
  void runsOfOneNameAreNumberedAndUnvalidatedOnesLeftOut() {
    XYChart chart =
        Charts.histories(
            List.of(
                Samples.history("a", 3, true),
                Samples.history("b", 2, false),
                Samples.history("a", 2, true)));
    assertThat(chart.getSeriesMap()).containsOnlyKeys("a", "a (2)");
    assertThat(BitmapEncoder.getBufferedImage(Charts.histories(List.of()))).isNotNull();
  }

  @Test
  void scatterDropsPairsWithNaNAndRefusesUnequalLengths() {
    double[] x = {2e5, 16e6, 1e6};
    double[] y = {.5, Double.NaN, .4};
    XYSeries series = Charts.scatter("t", "x", x, "y", y).getSeriesMap().get("y");
    assertThat(series.getXData()).containsExactly(2e5, 1e6);
    assertThat(series.getYData()).containsExactly(.5, .4);
    assertThatThrownBy(() -> Charts.scatter("t", "x", x, "y", new double[2]))
        .hasMessage("x has 3 values and y 2; give one y for each x");
  }

  @Test
  void theFittedLineIsThatOfLeastSquares() {
    // by hand: the means are 2 and 3, the slope is 2 / 2, so the line goes from 2 to 4
    double[] x = {1, 2, 3};
    double[] y = {2, 3, 4};
    XYSeries line = Charts.fitted("t", "x", x, "y", y).getSeriesMap().get(Charts.FIT);
    assertThat(line.getXData()).containsExactly(1, 3);
    assertThat(line.getYData()).containsExactly(new double[] {2, 4}, within(1e-12));
    double[] bent = {0, 3, 0};
    line = Charts.fitted("t", "x", x, "y", bent).getSeriesMap().get(Charts.FIT);
    assertThat(line.getYData()).containsExactly(new double[] {1, 1}, within(1e-12));
    double[] same = {1, 1, 1};
    assertThat(Charts.fitted("t", "x", same, "y", y).getSeriesMap()).containsOnlyKeys("y");
    double[] none = {};
    assertThat(Charts.fitted("t", "x", none, "y", none).getSeriesMap()).isEmpty();
  }

  @Test
  void pointsHaveTheirErrorBars() {
    double[] x = {1, 2};
    double[] y = {3, 4};
    double[] errors = {.5, .25};
    XYSeries series = Charts.errorBars("t", "x", x, "y", y, errors).getSeriesMap().get("y");
    assertThat(series.getYData()).containsExactly(3, 4);
    assertThat(series.getExtraValues()).containsExactly(.5, .25);
    assertThatThrownBy(() -> Charts.errorBars("t", "x", x, "y", y, new double[1]))
        .hasMessage("y has 2 values and errors 1; give one each");
  }

  @Test
  void emptyChartsAreDrawn() {
    double[] none = {};
    assertThat(BitmapEncoder.getBufferedImage(Charts.scatter("", "x", none, "y", none)))
        .isNotNull();
  }

  @Test
  void axisNumbersAreShort() {
    assertThat(
            List.of(
                AxisNumbers.format(0),
                AxisNumbers.format(.52),
                AxisNumbers.format(2e5),
                AxisNumbers.format(1.5e6),
                AxisNumbers.format(16e6),
                AxisNumbers.format(-3e9)))
        .containsExactly("0", "0.52", "200k", "1.5M", "16M", "-3G");
  }
}
