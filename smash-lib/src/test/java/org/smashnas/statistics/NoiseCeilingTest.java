package org.smashnas.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hipparchus.stat.StatUtils;
import org.junit.jupiter.api.Test;

class NoiseCeilingTest {
  private static double[] gaussian(int n, double scale, SplittableRandom random) {
    return IntStream.range(0, n).mapToDouble(i -> scale * random.nextGaussian()).toArray();
  }

  private static double[] sum(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] + b[i]).toArray();
  }

  @Test
  void noiseOfHalfTheVarianceLeavesWhatTheoryLeaves() {
    SplittableRandom random = new SplittableRandom(1);
    int n = 2000;
    double[] truth = gaussian(n, 1, random);
    double[] scores = sum(truth, gaussian(n, 1, random));
    double[] errors = sum(truth, gaussian(n, 1, random));
    NoiseCeiling ceiling = NoiseCeiling.of(scores, 1, errors, 1, 40, 1);
    assertThat(ceiling.scoreReliability()).isCloseTo(0.5, within(0.03));
    assertThat(ceiling.errorReliability()).isCloseTo(0.5, within(0.03));
    // Pearson's r of 0.5 between normal variables is a rho of 6/pi asin(r/2), a tau of 2/pi asin r
    double rho = 6 / Math.PI * Math.asin(0.25);
    double tau = 2 / Math.PI * Math.asin(0.5);
    assertThat(ceiling.spearman().value()).isCloseTo(rho, within(0.03));
    assertThat(ceiling.kendall().value()).isCloseTo(tau, within(0.03));
    // and these scores, which are as good as scores can be, show just that
    assertThat(RankCorrelation.spearman(scores, errors)).isCloseTo(rho, within(0.04));
  }

  @Test
  void withoutNoiseEverythingIsReachable() {
    double[] x = {1, 2, 3, 4};
    NoiseCeiling ceiling = NoiseCeiling.of(x, 0, new double[] {4, 1, 3, 2}, 0, 40, 1);
    assertThat(ceiling.scoreReliability()).isEqualTo(1);
    assertThat(ceiling.spearman().low()).isCloseTo(1, within(1e-12));
  }

  @Test
  void moreNoiseThanVarianceLeavesNothing() {
    double[] x = IntStream.range(0, 50).asDoubleStream().toArray();
    NoiseCeiling ceiling = NoiseCeiling.of(x, 1000, x, 0, 400, 1);
    assertThat(ceiling.scoreReliability()).isZero();
    assertThat(ceiling.spearman().value()).isCloseTo(0, within(0.03));
    assertThat(NoiseCeiling.of(new double[3], 0, x3(), 0, 40, 1).spearman())
        .isEqualTo(Interval.none());
    assertThatThrownBy(() -> NoiseCeiling.of(x, -1, x, 0, 40, 1))
        .hasMessage("the noise is -1.0; a standard deviation is 0 or more");
  }

  private static double[] x3() {
    return new double[] {1, 2, 3};
  }

  @Test
  void pairedNoiseIsByHand() {
    // two networks that differ on the last two of four examples: d is 0 0 .5 -.5 and its negative,
    // of variance 1/6; pooled 1/6, over 4 examples, times 2/1
    double[][] wrong = {{1, 0, 1, 0}, {1, 0, 0, 1}};
    assertThat(SamplingNoise.paired(wrong)).isCloseTo(Math.sqrt(1 / 12.0), within(1e-12));
    assertThatThrownBy(() -> SamplingNoise.paired(new double[][] {{1, 0}, {1}}))
        .hasMessageContaining("all networks with the same examples");
  }

  @Test
  void pairedNoiseIsTheSpreadOfEqualNetworks() {
    // Networks that are equally good, on examples that are hard or easy for all of them.
    SplittableRandom random = new SplittableRandom(5);
    int networks = 200;
    int examples = 400;
    double[] hard = random.doubles(examples).map(p -> p * p).toArray();
    double[][] wrong = new double[networks][examples];
    for (double[] w : wrong) {
      Arrays.setAll(w, j -> random.nextDouble() < hard[j] ? 1 : 0);
    }
    double[] errors =
        Arrays.stream(wrong).mapToDouble(w -> Arrays.stream(w).average().orElseThrow()).toArray();
    double spread = Math.sqrt(StatUtils.variance(errors));
    assertThat(SamplingNoise.paired(wrong)).isCloseTo(spread, within(0.1 * spread));
  }
}
