package org.smashnas.study;

import org.smashnas.statistics.Interval;

/**
 * How well scores order architectures as their true errors do; both {@link Interval#none} where
 * there are no truths, or a score is no number.
 *
 * @param spearman Spearman's rho of score and true error, -1 to 1
 * @param givenMultiplyAdds what is left of it given the number of multiply-adds: {@link
 *     RankCorrelation#partial}
 */
public record ScoreTruth(Interval spearman, Interval givenMultiplyAdds) {
  /** For example "Spearman 0.47 (95%: 0.05 to 0.77); given multiply-adds 0.20 (...)". */
  @Override
  public String toString() {
    return "Spearman %s; given multiply-adds %s".formatted(spearman, givenMultiplyAdds);
  }
}
