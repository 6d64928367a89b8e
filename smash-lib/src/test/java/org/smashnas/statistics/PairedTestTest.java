package org.smashnas.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairedTestTest {
  private static double[] zeros(int n) {
    return new double[n];
  }

  @Test
  void winsAndPValuesAreThoseCountedByHand() {
    double[] first = {1, 2, 3, 4, 5, 6, 7, 8, 9, -10};
    PairedTest test = PairedTest.of(first, zeros(10), 1);
    assertThat(test.wins()).isEqualTo(9);
    assertThat(test.winShare()).isEqualTo(0.9);
    assertThat(test.mean().value()).isCloseTo(3.5, within(1e-12));
    // 0, 1, 9 or 10 of ten coins: 22 of 1024 ways
    assertThat(test.signTest()).isCloseTo(22 / 1024.0, within(1e-12));
  }

  @Test
  void wilcoxonCountsTheWaysToGiveRanksSigns() {
    // all ranks positive, or all negative: 2 of 32 ways
    assertThat(PairedTest.of(new double[] {1, 2, 3, 4, 5}, zeros(5), 1).wilcoxon())
        .isCloseTo(2 / 32.0, within(1e-12));
    // ranks 1 or less on one side: 4 of 32 ways
    assertThat(PairedTest.of(new double[] {-1, 2, 3, 4, 5}, zeros(5), 1).wilcoxon())
        .isCloseTo(4 / 32.0, within(1e-12));
  }

  @Test
  void manyCasesTakeTheNormalApproximation() {
    double[] first = IntStream.rangeClosed(1, 24).asDoubleStream().toArray();
    first[23] = -24;
    // W = 276 against a mean of 150 and a variance of 24 x 25 x 49 / 24 = 1225
    double z = (276 - 150 - 0.5) / 35;
    assertThat(z).isCloseTo(3.586, within(0.001));
    // the two tails of the standard normal distribution beyond z
    assertThat(PairedTest.of(first, zeros(24), 1).wilcoxon()).isCloseTo(0.000336, within(5e-6));
  }

  @Test
  void tiesAreLeftOutAndNotWon() {
    PairedTest test = PairedTest.of(new double[] {1, 2, 3, 4, 5, 0, 0}, zeros(7), 1);
    assertThat(test.ties()).isEqualTo(2);
    assertThat(test.winShare()).isEqualTo(5 / 7.0);
    assertThat(test.wilcoxon()).isCloseTo(2 / 32.0, within(1e-12));
    assertThat(test.signTest()).isCloseTo(2 / 32.0, within(1e-12));
    PairedTest none = PairedTest.of(zeros(3), zeros(3), 1);
    assertThat(none.signTest()).isEqualTo(1);
    assertThat(none.wilcoxon()).isEqualTo(1);
  }

  @Test
  void unequalNumbersOfCasesAreRefused() {
    assertThatThrownBy(() -> PairedTest.of(zeros(2), zeros(3), 1))
        .hasMessageContaining("2 values and 3");
    assertThatThrownBy(() -> PairedTest.of(zeros(0), zeros(0), 1)).hasMessageContaining("0 values");
  }
}
