package org.smashnas.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.TestSpaces;

class LineChartTest {
  @Test
  void everySeriesIsALineOverTheSameTimes() {
    double[] x = {0, 1, 2};
    var chart = LineChart.draw("", "epoch", "%", x, Map.of("a", new double[] {3, 2, Double.NaN}));
    assertThat(chart.getSeriesMap().get("a").getXData()).containsExactly(0, 1, 2);
    assertThat(chart.getSeriesMap().get("a").getYData()).containsExactly(3, 2, Double.NaN);
    assertThatThrownBy(() -> LineChart.draw("", "epoch", "%", x, Map.of("a", new double[2])))
        .hasMessageContaining("line \"a\" has 2 values for 3 times");
    assertThatThrownBy(() -> LineChart.draw("", "epoch", "%", x, Map.of()))
        .hasMessageContaining("0 lines over 3 times");
  }

  @Test
  void aDensityHasAnAreaOfTheShareWithinTheEnds() {
    double[] values = {0.1, 0.1, -0.7, 5};
    var chart = DensityChart.draw("", "weight", Map.of("a", values), 1);
    double[] y = chart.getSeriesMap().get("a").getYData();
    double[] x = chart.getSeriesMap().get("a").getXData();
    // 50 intervals of 0.04; three of the four values lie within
    assertThat(Arrays.stream(y).sum() * 0.04).isCloseTo(0.75, within(1e-9));
    int tenth = 27;
    assertThat(x[tenth]).isCloseTo(0.1, within(1e-9));
    assertThat(y[tenth]).isCloseTo(0.5 / 0.04, within(1e-9));
    assertThatThrownBy(() -> DensityChart.draw("", "weight", Map.of("a", new double[0]), 1))
        .hasMessageContaining("sample \"a\" has no value");
    assertThatThrownBy(() -> DensityChart.draw("", "weight", Map.of("a", values), 0))
        .hasMessageContaining("an end from 1e-300");
  }

  @Test
  void aWeightMapIsBlueBelowAndOrangeAboveZero() {
    Architecture a =
        Sampler.of(TestSpaces.tiny()).sample(20, 1).stream()
            .filter(s -> s.sites().get(0).op().bottleneck() < 16)
            .findFirst()
            .orElseThrow();
    OpSite site = a.sites().get(0);
    int columns = a.columns() * 8;
    float[] values = new float[16 * columns];
    Arrays.fill(values, 1);
    values[1] = -1;
    BufferedImage image = WeightMap.draw(a, values);
    int cell = Math.max(1, Math.min(6, 1000 / columns));
    int row = 40 + 2;
    assertThat(image.getRGB(16 + cell + cell / 2, row) & 0xffffff).isEqualTo(0x0072B2);
    assertThat(image.getRGB(16 + 2 * cell + cell / 2, row) & 0xffffff).isEqualTo(0xD55E00);
    int below = 40 + site.op().bottleneck() * 6 + 2;
    assertThat(image.getRGB(16 + 2 * cell + cell / 2, below) & 0xffffff).isEqualTo(0xF6F7F9);
    assertThatThrownBy(() -> WeightMap.draw(a, new float[3]))
        .hasMessageContaining("there are 3 weights; the architecture's matrix has 16 rows of ");
  }
}
