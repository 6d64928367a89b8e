package org.smashnas.study;

import java.util.Arrays;
import org.smashnas.statistics.Bootstrap;
import org.smashnas.statistics.Interval;
import org.smashnas.statistics.RankCorrelation;

/**
 * How well a {@link Predictor} orders architectures.
 *
 * @param name the predictor's
 * @param correlation 1 if a higher value always means less error, as {@link Ranking#baseline} has
 *     it for the number of parameters
 * @param givenMultiplyAdds what is left of Spearman's rho given the number of multiply-adds, by the
 *     same sign: {@link RankCorrelation#partial}
 */
public record Baseline(String name, RankCorrelation correlation, Interval givenMultiplyAdds) {
  /**
   * Compares values that are there already.
   *
   * @param values the predictor's, higher for better, at least 3
   * @param errors true errors, in the same order
   * @param multiplyAdds in the same order
   * @param seed of the bootstrap
   */
  public static Baseline of(
      String name, double[] values, double[] errors, double[] multiplyAdds, long seed) {
    double[] low = Arrays.stream(values).map(v -> -v).toArray();
    return new Baseline(
        name,
        RankCorrelation.of(low, errors, Bootstrap.RESAMPLES, seed),
        RankCorrelation.partial(low, errors, multiplyAdds, Bootstrap.RESAMPLES, seed));
  }

  /**
   * For example "synflow: Spearman 0.47 (...), Kendall ..., n = 20; given multiply-adds 0.2 (...)".
   */
  @Override
  public String toString() {
    return "%s: %s; given multiply-adds %s".formatted(name, correlation, givenMultiplyAdds);
  }
}
