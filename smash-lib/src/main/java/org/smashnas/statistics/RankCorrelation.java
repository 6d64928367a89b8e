package org.smashnas.statistics;

import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;
import org.hipparchus.stat.correlation.KendallsCorrelation;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/**
 * How well two measures agree in the order that they give to the same cases.
 *
 * <p>Equal values share their mean rank. Intervals are percentile bootstrap intervals over the
 * cases; resamples in which a measure has one value only are drawn again. Where a measure is
 * constant there is no order to agree in, and both correlations are {@link Interval#none}.
 *
 * @param spearman Spearman's rho, -1 to 1
 * @param kendall Kendall's tau-b, -1 to 1
 * @param n number of cases, at least 3
 * @param resamples number of resamples of each interval
 */
public record RankCorrelation(Interval spearman, Interval kendall, int n, int resamples) {
  /** Fewest cases whose order says anything. */
  public static final int LEAST = 3;

  /** Share of a measure's variance below which a third measure tells all of its order. */
  private static final double NOTHING = 1e-12;

  /**
   * Correlates two measures.
   *
   * @param x one measure of each case, no NaN
   * @param y the other, in the same order
   * @param resamples at least 40; {@link Bootstrap#RESAMPLES} will do
   */
  public static RankCorrelation of(double[] x, double[] y, int resamples, long seed) {
    check(x, y);
    return new RankCorrelation(
        interval(x, y, RankCorrelation::spearman, resamples, seed),
        interval(x, y, RankCorrelation::kendall, resamples, seed),
        x.length,
        resamples);
  }

  /**
   * Spearman's rho of two measures as far as a third does not explain it: the correlation of what a
   * straight line through the third's ranks leaves of each one's ranks (partial rank correlation,
   * Kendall, 1942, in Spearman's form).
   *
   * <p>A constant third measure explains nothing; one in whose order, or its reverse, one of the
   * two is already leaves nothing, and the result is {@link Interval#none}. Resamples of that kind
   * are drawn again. Three cases give 1 or -1 whatever they are.
   *
   * @param x one measure of each case, no NaN
   * @param y the other, in the same order
   * @param given the third, in the same order
   * @param resamples at least 40; {@link Bootstrap#RESAMPLES} will do
   * @return -1 to 1
   */
  public static Interval partial(double[] x, double[] y, double[] given, int resamples, long seed) {
    check(x, y);
    check(x, given);
    return Bootstrap.of(
        x.length,
        cases -> partial(take(x, cases), take(y, cases), take(given, cases)),
        resamples,
        seed);
  }

  /** The partial rho; NaN where a measure is constant, or where the third leaves nothing of one. */
  public static double partial(double[] x, double[] y, double[] given) {
    double xy = spearman(x, y);
    if (constant(given)) {
      return xy;
    }
    double xz = spearman(x, given);
    double yz = spearman(y, given);
    double leftOfX = 1 - xz * xz;
    double leftOfY = 1 - yz * yz;
    return leftOfX < NOTHING || leftOfY < NOTHING
        ? Double.NaN
        : Math.max(-1, Math.min(1, (xy - xz * yz) / Math.sqrt(leftOfX * leftOfY)));
  }

  private static Interval interval(
      double[] x,
      double[] y,
      ToDoubleBiFunction<double[], double[]> correlation,
      int resamples,
      long seed) {
    return Bootstrap.of(
        x.length,
        cases -> correlation.applyAsDouble(take(x, cases), take(y, cases)),
        resamples,
        seed);
  }

  /** The values of some cases, in the order of the cases, as {@link Bootstrap} draws them. */
  public static double[] take(double[] values, int[] cases) {
    return Arrays.stream(cases).mapToDouble(i -> values[i]).toArray();
  }

  /** Spearman's rho; NaN where a measure is constant. */
  public static double spearman(double[] x, double[] y) {
    return constant(x) || constant(y) ? Double.NaN : new SpearmansCorrelation().correlation(x, y);
  }

  /** Kendall's tau-b; NaN where a measure is constant. */
  static double kendall(double[] x, double[] y) {
    return constant(x) || constant(y) ? Double.NaN : new KendallsCorrelation().correlation(x, y);
  }

  private static boolean constant(double[] values) {
    return Arrays.stream(values).allMatch(v -> v == values[0]);
  }

  static void check(double[] x, double[] y) {
    if (x.length != y.length || x.length < LEAST) {
      throw new IllegalArgumentException(
          "there are %d values and %d; a rank correlation takes as many of each, at least %d"
              .formatted(x.length, y.length, LEAST));
    }
    if (!Arrays.stream(x).allMatch(Double::isFinite)
        || !Arrays.stream(y).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "a value is NaN or infinite and has no rank; leave out the cases that were not measured");
    }
  }

  /** For example "Spearman 0.47 (95%: 0.05 to 0.77), Kendall 0.35 (95%: 0.02 to 0.63), n = 20". */
  @Override
  public String toString() {
    return "Spearman " + spearman + ", Kendall " + kendall + ", n = " + n;
  }
}
