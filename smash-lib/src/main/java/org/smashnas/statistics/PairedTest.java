package org.smashnas.statistics;

import java.util.Arrays;
import org.hipparchus.stat.inference.AlternativeHypothesis;
import org.hipparchus.stat.inference.BinomialTest;
import org.hipparchus.stat.inference.WilcoxonSignedRankTest;

/**
 * Whether one of two treatments of the same cases does better.
 *
 * <p>Both tests are two-sided and leave out ties; with no case left, their p-values are 1.
 *
 * @param n number of cases, at least 1
 * @param wins cases in which the first treatment has the higher value
 * @param ties cases in which both have the same
 * @param mean of the first's value minus the second's, with a bootstrap interval
 * @param signTest p-value of the sign test: wins and losses as likely
 * @param wilcoxon p-value of Wilcoxon's signed rank test: differences symmetric about 0
 */
public record PairedTest(
    int n, int wins, int ties, Interval mean, double signTest, double wilcoxon) {
  /** Up to so many cases all 2^n signs are counted; above, the normal approximation is good. */
  private static final int EXACT = 15;

  /**
   * Compares two treatments.
   *
   * @param first one value a case, higher is better
   * @param second the same cases in the same order
   * @param seed of the bootstrap
   */
  public static PairedTest of(double[] first, double[] second, long seed) {
    if (first.length != second.length || first.length == 0) {
      throw new IllegalArgumentException(
          "there are %d values and %d; give as many of each, at least 1"
              .formatted(first.length, second.length));
    }
    double[] difference = new double[first.length];
    Arrays.setAll(difference, i -> first[i] - second[i]);
    double[] real = Arrays.stream(difference).filter(d -> d != 0).toArray();
    int wins = (int) Arrays.stream(difference).filter(d -> d > 0).count();
    return new PairedTest(
        first.length,
        wins,
        first.length - real.length,
        Bootstrap.mean(difference, Bootstrap.RESAMPLES, seed),
        real.length == 0 ? 1 : signTest(real.length, wins),
        real.length == 0 ? 1 : wilcoxon(real));
  }

  private static double signTest(int cases, int wins) {
    return Math.min(
        1, new BinomialTest().binomialTest(cases, wins, 0.5, AlternativeHypothesis.TWO_SIDED));
  }

  private static double wilcoxon(double[] differences) {
    boolean exact = differences.length <= EXACT;
    return Math.min(
        1,
        new WilcoxonSignedRankTest()
            .wilcoxonSignedRankTest(new double[differences.length], differences, exact));
  }

  /** Share of the cases that the first treatment won, 0 to 1; ties are not won. */
  public double winShare() {
    return (double) wins / n;
  }

  /** Share of the cases in which both have the same, 0 to 1. */
  public double tieShare() {
    return (double) ties / n;
  }
}
