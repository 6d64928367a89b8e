package org.smashnas.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYSeries;

class ParallelChartTest {
  @Test
  void everyAxisGoesFromTheLeastToTheMostOfBothGroups() {
    List<double[]> good = List.of(new double[] {1, 8, 3}, new double[] {3, 6, 3});
    List<double[]> bad = List.of(new double[] {5, 0, 3});
    var series =
        ParallelChart.draw("", List.of("a", "b", "c"), "good", good, "bad", bad).getSeriesMap();
    assertThat(series.get("good 1").getYData()).containsExactly(0, 1, .5);
    assertThat(series.get("good 2").getYData()).containsExactly(.5, .75, .5);
    assertThat(series.get("good").getYData()).containsExactly(.25, .875, .5);
    assertThat(series.get("bad").getYData()).containsExactly(1, 0, .5);
    assertThat(series.values().stream().filter(XYSeries::isShowInLegend).toList()).hasSize(2);
  }

  @Test
  void groupsWithoutCasesOrWithOtherAxesAreRefused() {
    List<double[]> one = List.of(new double[] {1});
    assertThatThrownBy(() -> ParallelChart.draw("", List.of("a"), "x", one, "y", List.of()))
        .hasMessageContaining("there are 1 axes and 1 and 0 cases");
    assertThatThrownBy(() -> ParallelChart.draw("", List.of("a", "b"), "x", one, "y", one))
        .hasMessageContaining("each case a number an axis");
  }
}
