package org.smashnas.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  @Test
  void twoCasesHaveTheirWholeRangeForAnInterval() {
    // the mean of a resample is 0, 0.5 or 1, with chances 1/4, 1/2 and 1/4
    Interval mean = Bootstrap.mean(new double[] {0, 1}, 500, 1);
    assertThat(mean).isEqualTo(new Interval(0.5, 0, 1));
    assertThat(mean).hasToString("0.50 (95%: 0.00 to 1.00)");
    assertThat(Bootstrap.mean(new double[] {3, 3, 3}, 40, 1)).isEqualTo(new Interval(3, 3, 3));
  }

  @Test
  void manyCasesHaveTheIntervalOfTheNormalDistribution() {
    double[] values = new Random(1).doubles(400).toArray();
    Interval mean = Bootstrap.mean(values, 2000, 1);
    double half = 1.96 * Math.sqrt(1 / 12.0 / 400);
    assertThat(mean.high() - mean.value()).isCloseTo(half, within(0.1 * half));
    assertThat(mean.value() - mean.low()).isCloseTo(half, within(0.1 * half));
  }

  @Test
  void resamplesWithoutAStatisticAreDrawnAgain() {
    // only resamples that have both cases count
    Interval both = Bootstrap.of(2, c -> c[0] == c[1] ? Double.NaN : c[0] + 2.0 * c[1], 100, 1);
    assertThat(both).isEqualTo(new Interval(2, 1, 2));
    assertThat(Bootstrap.of(2, c -> Double.NaN, 100, 1)).isEqualTo(Interval.none());
  }

  @Test
  void anIntervalUpsideDownIsRefused() {
    assertThatThrownBy(() -> new Interval(1, 2, 0))
        .hasMessage("the interval goes from 2.0 down to 0.0; give the lower end first");
    assertThatThrownBy(() -> Bootstrap.mean(new double[0], 100, 1)).hasMessageContaining("0 cases");
  }
}
