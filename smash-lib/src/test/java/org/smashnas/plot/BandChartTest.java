package org.smashnas.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.BitmapEncoder;

class BandChartTest {
  private final BandChart.Band rising =
      new BandChart.Band("rising", List.of(1.0, 2.0), List.of(0.5, 1.5), List.of(1.5, 3.0));
  private final BandChart.Band level =
      new BandChart.Band("level", List.of(1.0, 1.0), List.of(0.9, 0.8), List.of(1.1, 1.2));

  @Test
  void everyLineHasABandAroundIt() {
    var chart = BandChart.draw("t", "x", List.of(0.0, 10.0), "y", List.of(rising, level));
    assertThat(chart.getSeriesMap())
        .containsOnlyKeys("rising", "level", "rising (95%)", "level (95%)");
    assertThat(chart.getSeriesMap().get("rising").getYData()).containsExactly(1, 2);
    var band = chart.getSeriesMap().get("rising (95%)");
    // along the lower ends, and back along the upper
    assertThat(band.getXData()).containsExactly(0, 10, 10, 0);
    assertThat(band.getYData()).containsExactly(0.5, 1.5, 3, 1.5);
    assertThat(band.isShowInLegend()).isFalse();
    assertThat(chart.getSeriesMap().get("level").getLineColor())
        .isNotEqualTo(chart.getSeriesMap().get("rising").getLineColor());
    assertThat(BitmapEncoder.getBufferedImage(chart).getWidth()).isEqualTo(Theme.WIDTH);
  }

  @Test
  void aBandWithoutAnIntervalForEveryXIsRefused() {
    assertThatThrownBy(() -> BandChart.draw("t", "x", List.of(0.0), "y", List.of(rising)))
        .hasMessageContaining("1 x, and of rising 2 values");
    assertThatThrownBy(() -> BandChart.draw("t", "x", List.of(), "y", List.of(level)))
        .hasMessageContaining("0 x");
  }
}
