package org.smashnas.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankCorrelationTest {
  private static final double[] UP = {1, 2, 3, 4, 5};

  @Test
  void valuesAreThePublishedOnes() {
    // hours of television against IQ: -29/165 (Wikipedia, "Spearman's rank correlation")
    double[] iq = {106, 100, 86, 101, 99, 103, 97, 113, 112, 110};
    double[] hours = {7, 27, 2, 50, 28, 29, 20, 12, 6, 17};
    assertThat(RankCorrelation.spearman(iq, hours)).isCloseTo(-29 / 165.0, within(1e-12));
    // with ties, from SciPy's documentation of spearmanr and kendalltau
    assertThat(RankCorrelation.spearman(UP, new double[] {5, 6, 7, 8, 7}))
        .isCloseTo(0.8207826816681233, within(1e-12));
    double[] x = {12, 2, 1, 12, 2};
    assertThat(RankCorrelation.kendall(x, new double[] {1, 4, 7, 1, 0}))
        .isCloseTo(-0.47140452079103173, within(1e-12));
  }

  @Test
  void kendallsTauBCountsPairsByHand() {
    // pairs of x 1 1 2 3 and y 1 2 2 3: 4 concordant, none discordant, 1 tied in x alone, 1 in y
    double tau = RankCorrelation.kendall(new double[] {1, 1, 2, 3}, new double[] {1, 2, 2, 3});
    assertThat(tau).isCloseTo(4 / Math.sqrt(5.0 * 5), within(1e-12));
  }

  @Test
  void aPerfectOrderHasAnIntervalOfNoWidth() {
    RankCorrelation up = RankCorrelation.of(UP, new double[] {1, 4, 9, 16, 25}, 200, 1);
    assertThat(up.spearman().low()).isCloseTo(1, within(1e-12));
    assertThat(up.kendall()).isEqualTo(new Interval(1, 1, 1));
    assertThat(up.n()).isEqualTo(5);
    assertThat(up.resamples()).isEqualTo(200);
    RankCorrelation down = RankCorrelation.of(UP, new double[] {5, 4, 3, 2, 1}, 200, 1);
    assertThat(down.kendall()).isEqualTo(new Interval(-1, -1, -1));
  }

  @Test
  void theIntervalIsAboutThatOfFishersTransformation() {
    Random random = new Random(3);
    int n = 400;
    double[] x = random.doubles(n).toArray();
    double[] y = IntStream.range(0, n).mapToDouble(i -> x[i] + random.nextDouble()).toArray();
    Interval spearman = RankCorrelation.of(x, y, 1000, 1).spearman();
    // Fieller, Hartley and Pearson (1957): atanh of rho has variance 1.06 / (n - 3)
    double half = 1.96 * Math.sqrt(1.06 / (n - 3));
    double middle = atanh(spearman.value());
    assertThat(spearman.low()).isCloseTo(Math.tanh(middle - half), within(0.02));
    assertThat(spearman.high()).isCloseTo(Math.tanh(middle + half), within(0.02));
  }

  private static double atanh(double r) {
    return 0.5 * Math.log((1 + r) / (1 - r));
  }

  @Test
  void oneSeedGivesOneInterval() {
    double[] y = {2, 1, 4, 3, 5};
    assertThat(RankCorrelation.of(UP, y, 100, 7)).isEqualTo(RankCorrelation.of(UP, y, 100, 7));
  }

  @Test
  void aConstantMeasureHasNoCorrelation() {
    RankCorrelation none = RankCorrelation.of(UP, new double[] {2, 2, 2, 2, 2}, 100, 1);
    assertThat(none.spearman()).isEqualTo(Interval.none());
    assertThat(none.kendall()).isEqualTo(Interval.none());
    assertThat(none).hasToString("Spearman none, Kendall none, n = 5");
  }

  @Test
  void tooFewCasesAndNaNAreRefused() {
    double[] two = {1, 2};
    assertThatThrownBy(() -> RankCorrelation.of(two, two, 100, 1))
        .hasMessage(
            "there are 2 values and 2; a rank correlation takes as many of each, at least 3");
    assertThatThrownBy(() -> RankCorrelation.of(UP, two, 100, 1))
        .hasMessageContaining("5 values and 2");
    double[] hole = {1, 2, Double.NaN, 4, 5};
    assertThatThrownBy(() -> RankCorrelation.of(UP, hole, 100, 1))
        .hasMessageContaining("is NaN or infinite and has no rank");
    assertThatThrownBy(() -> RankCorrelation.of(UP, UP, 10, 1))
        .hasMessageContaining("10 resamples; at least 1 and 40");
  }

  @Test
  void theChanceOfARandomRankingIsThatOfAllPermutations() {
    // of the 120 orders of five cases one is as good as the perfect one, five as one swap of
    // neighbours: the perfect one and the four swaps
    double[] swapped = {2, 1, 3, 4, 5};
    assertThat(RandomRanking.of(UP, UP, 20_000, 1).pValue()).isCloseTo(1 / 120.0, within(0.003));
    RandomRanking near = RandomRanking.of(swapped, UP, 20_000, 1);
    assertThat(near.pValue()).isCloseTo(5 / 120.0, within(0.006));
    assertThat(near.spearman().value()).isZero();
    // rho of five cases takes steps of 0.1; 0.9 is reached by 5 orders of 120, 1 by one
    assertThat(near.spearman().high()).isCloseTo(0.9, within(1e-9));
    assertThat(near.spearman().low()).isCloseTo(-0.9, within(1e-9));
    assertThat(RandomRanking.of(new double[5], UP, 100, 1).pValue()).isNaN();
  }
}
