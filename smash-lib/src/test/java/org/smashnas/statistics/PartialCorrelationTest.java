package org.smashnas.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartialCorrelationTest {
  private static final double[] UP = {1, 2, 3, 4, 5};

  @Test
  void fourCasesAreWhatAHandCalculationGives() {
    // sums of squared rank differences: x and y 2, x and z 6, y and z 8; rho is 1 - sum / 10
    double[] x = {1, 2, 3, 4};
    double[] y = {2, 1, 3, 4};
    double[] z = {2, 3, 1, 4};
    double expected = (0.8 - 0.4 * 0.2) / Math.sqrt((1 - 0.16) * (1 - 0.04));
    assertThat(RankCorrelation.partial(x, y, z)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void tiedValuesGiveTheCorrelationOfWhatRegressionLeavesOfTheRanks() {
    SplittableRandom random = new SplittableRandom(5);
    for (int trial = 0; trial < 20; trial++) {
      double[] x = random.ints(12, 0, 8).asDoubleStream().toArray();
      double[] y = random.ints(12, 0, 8).asDoubleStream().toArray();
      double[] z = random.ints(12, 0, 8).asDoubleStream().toArray();
      double[] left = residuals(ranks(x), ranks(z));
      double[] right = residuals(ranks(y), ranks(z));
      double expected =
          product(left, right) / Math.sqrt(product(left, left) * product(right, right));
      assertThat(RankCorrelation.partial(x, y, z)).isCloseTo(expected, within(1e-10));
    }
  }

  /** 1 for the lowest; equal ones share the mean of theirs. */
  private static double[] ranks(double[] v) {
    return Arrays.stream(v)
        .map(
            a ->
                1
                    + Arrays.stream(v).filter(b -> b < a).count()
                    + (Arrays.stream(v).filter(b -> b == a).count() - 1) / 2.0)
        .toArray();
  }

  private static double[] residuals(double[] v, double[] on) {
    double[] a = centred(v);
    double[] b = centred(on);
    double slope = product(a, b) / product(b, b);
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] - slope * b[i]).toArray();
  }

  private static double[] centred(double[] v) {
    double mean = Arrays.stream(v).average().orElseThrow();
    return Arrays.stream(v).map(a -> a - mean).toArray();
  }

  private static double product(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }

  @Test
  void agreementThatComesFromAThirdMeasureAloneIsGone() {
    SplittableRandom random = new SplittableRandom(1);
    double[] z = random.doubles(300).toArray();
    double[] x = Arrays.stream(z).map(v -> v + 0.3 * random.nextDouble()).toArray();
    double[] y = Arrays.stream(z).map(v -> v + 0.3 * random.nextDouble()).toArray();
    assertThat(RankCorrelation.spearman(x, y)).isGreaterThan(0.8);
    Interval left = RankCorrelation.partial(x, y, z, 400, 1);
    assertThat(left.low()).isNegative();
    assertThat(left.high()).isPositive();
    // Fisher's transformation: a standard deviation of 1 / sqrt(n - 4), 1.03 times that for ranks
    double width = 2 * 1.96 * 1.03 / Math.sqrt(296);
    assertThat(left.high() - left.low()).isCloseTo(width, within(0.3 * width));
    assertThat(left).isEqualTo(RankCorrelation.partial(x, y, z, 400, 1));
  }

  @Test
  void aThirdMeasureThatTellsAllLeavesNothing() {
    double[] y = {2, 1, 3, 5, 4};
    double[] squares = {1, 4, 9, 16, 25};
    double[] down = {5, 4, 3, 2, 1};
    assertThat(RankCorrelation.partial(UP, y, squares, 100, 1)).isEqualTo(Interval.none());
    assertThat(RankCorrelation.partial(y, UP, down, 100, 1)).isEqualTo(Interval.none());
    assertThat(RankCorrelation.partial(UP, new double[5], y, 100, 1)).isEqualTo(Interval.none());
  }

  @Test
  void aConstantThirdMeasureChangesNothing() {
    double[] y = {2, 1, 3, 5, 4};
    assertThat(RankCorrelation.partial(UP, y, new double[5], 100, 1))
        .isEqualTo(RankCorrelation.of(UP, y, 100, 1).spearman());
  }

  @Test
  void aThirdMeasureOfOtherCasesIsRefused() {
    assertThatThrownBy(() -> RankCorrelation.partial(UP, UP, new double[4], 100, 1))
        .hasMessageContaining("there are 5 values and 4");
  }
}
