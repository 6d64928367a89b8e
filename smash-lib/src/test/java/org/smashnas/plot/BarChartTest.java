package org.smashnas.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;

class BarChartTest {
  private static final List<String> NAMES = List.of("read", "write");

  @Test
  void errorBarsHaveTheLongerSideOfTheInterval() {
    CategoryChart chart =
        BarChart.draw(
            "t", "y", NAMES, new double[] {3, 1}, new double[] {1, .5}, new double[] {4, 3});
    CategorySeries bars = chart.getSeriesMap().get("y");
    assertThat(bars.getXData()).hasToString("[read, write]");
    assertThat(bars.getYData()).hasToString("[3.0, 1.0]");
    assertThat(bars.getExtraValues()).hasToString("[2.0, 2.0]");
    assertThat(BitmapEncoder.getBufferedImage(chart).getWidth()).isEqualTo(Theme.WIDTH);
  }

  @Test
  void namesTooLongForOneLineAreWrittenAtASlant() {
    double[] two = {1, 2};
    List<String> longNames =
        List.of("a_name_that_takes_half_of_the_charts_whole_width_", "another_name_of_that_kind");
    assertThat(BarChart.draw("t", "y", NAMES, two, two, two).getStyler().getXAxisLabelRotation())
        .isZero();
    assertThat(
            BarChart.draw("t", "y", longNames, two, two, two).getStyler().getXAxisLabelRotation())
        .isPositive();
  }

  @Test
  void unequalNumbersAndNoBarsAreRefused() {
    double[] one = {1};
    assertThatThrownBy(() -> BarChart.draw("t", "y", NAMES, one, one, one))
        .hasMessageContaining("2 names, 1 values, 1 lower and 1 upper ends");
    double[] none = {};
    assertThatThrownBy(() -> BarChart.draw("t", "y", List.of(), none, none, none))
        .hasMessageContaining("for at least one");
  }
}
