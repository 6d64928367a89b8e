package org.smashnas.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** 95% percentile intervals by drawing as many cases again, with repetition (Efron, 1979). */
public final class Bootstrap {
  /** Resamples that make an interval's ends steady to about a hundredth of its width. */
  public static final int RESAMPLES = 2000;

  private static final double TAIL = 0.025;

  /** Where so many resamples in a row have no statistic, none has. */
  private static final int TRIES = 1000;

  private Bootstrap() {}

  /**
   * The interval of a mean.
   *
   * @param values at least one, one a case
   * @param resamples at least 40, for a tail of one on each side
   */
  public static Interval mean(double[] values, int resamples, long seed) {
    return of(
        values.length,
        cases -> Arrays.stream(cases).mapToDouble(i -> values[i]).average().orElseThrow(),
        resamples,
        seed);
  }

  /**
   * The interval of any statistic; none where the cases themselves have no value.
   *
   * @param n number of cases, at least 1
   * @param statistic of some cases, given by their numbers from 0, some of them more than once; NaN
   *     where they have none, and other cases are drawn in their place
   * @param resamples at least 40, for a tail of one on each side
   */
  public static Interval of(int n, ToDoubleFunction<int[]> statistic, int resamples, long seed) {
    if (n < 1 || resamples < 40) {
      throw new IllegalArgumentException(
          "%d cases and %d resamples; at least 1 and 40 are needed".formatted(n, resamples));
    }
    double value = statistic.applyAsDouble(IntStream.range(0, n).toArray());
    if (Double.isNaN(value)) {
      return Interval.none();
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] drawn =
        DoubleStream.generate(() -> resampled(n, statistic, random)).limit(resamples).toArray();
    return percentiles(value, drawn);
  }

  private static double resampled(
      int n, ToDoubleFunction<int[]> statistic, SplittableRandom random) {
    double value = Double.NaN;
    for (int i = 0; Double.isNaN(value) && i < TRIES; i++) {
      value = statistic.applyAsDouble(random.ints(n, 0, n).toArray());
    }
    return value;
  }

  /** A value with the middle 95% of what was drawn about it. */
  static Interval percentiles(double value, double[] drawn) {
    double[] sorted = drawn.clone();
    Arrays.sort(sorted);
    int tail = (int) (TAIL * sorted.length);
    return new Interval(value, sorted[tail], sorted[sorted.length - 1 - tail]);
  }
}
