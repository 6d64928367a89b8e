package org.smashnas.statistics;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/**
 * What random rankings of the same cases reach: the baseline that every ranking must beat.
 *
 * @param spearman Spearman's rho of random rankings: 0 on average, and the middle 95% of them
 * @param pValue share of random rankings whose rho is at least as far above 0 as the one given, 0
 *     to 1 (one-sided permutation test); NaN where a measure is constant
 */
public record RandomRanking(Interval spearman, double pValue) {
  /**
   * Ranks the cases at random many times.
   *
   * @param x one measure of each case, no NaN
   * @param y the other, in the same order
   * @param rankings at least 40
   */
  public static RandomRanking of(double[] x, double[] y, int rankings, long seed) {
    RankCorrelation.check(x, y);
    double given = RankCorrelation.spearman(x, y);
    if (Double.isNaN(given)) {
      return new RandomRanking(Interval.none(), Double.NaN);
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] drawn =
        DoubleStream.generate(() -> RankCorrelation.spearman(shuffled(x, random), y))
            .limit(rankings)
            .toArray();
    // The ranking itself is one of all rankings, so that no chance is ever 0. What rounding makes
    // of equal correlations must not part them.
    long above = DoubleStream.of(drawn).filter(r -> r >= given - 1e-12).count() + 1;
    return new RandomRanking(Bootstrap.percentiles(0, drawn), (double) above / (rankings + 1));
  }

  private static double[] shuffled(double[] values, SplittableRandom random) {
    double[] all = values.clone();
    for (int i = all.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      double swapped = all[i];
      all[i] = all[j];
      all[j] = swapped;
    }
    return all;
  }
}
