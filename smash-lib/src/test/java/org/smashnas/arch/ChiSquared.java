package org.smashnas.arch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Pearson's test of counts against probabilities that depend on what was drawn before. */
final class ChiSquared {
  /** Rarer outcomes of a condition are counted together: the test is an approximation for many. */
  private static final double FEWEST = 5;

  private static final class Counts {
    private final double[] probabilities;
    private final int[] drawn;

    Counts(double[] weights) {
      double sum = Arrays.stream(weights).sum();
      probabilities = Arrays.stream(weights).map(w -> w / sum).toArray();
      drawn = new int[weights.length];
    }
  }

  private final Map<Object, Counts> conditions = new LinkedHashMap<>();

  /**
   * One draw.
   *
   * @param condition what the probabilities depend on
   * @param weights of the outcomes, up to a factor; alike for alike conditions
   * @param outcome the index that was drawn
   */
  void add(Object condition, double[] weights, int outcome) {
    Counts counts = conditions.computeIfAbsent(condition, c -> new Counts(weights));
    counts.drawn[outcome]++;
  }

  /** The chance of counts at least as far from the probabilities, if those are true. */
  double pValue() {
    double statistic = 0;
    int freedom = 0;
    for (Counts counts : conditions.values()) {
      List<double[]> cells = cells(counts);
      for (double[] cell : cells) {
        statistic += (cell[1] - cell[0]) * (cell[1] - cell[0]) / cell[0];
      }
      freedom += cells.size() - 1;
    }
    if (freedom < 1) {
      throw new IllegalStateException("too few draws to compare anything");
    }
    return tail(statistic, freedom);
  }

  /** Expected and drawn numbers, the rarest outcomes together. */
  private static List<double[]> cells(Counts counts) {
    int total = Arrays.stream(counts.drawn).sum();
    List<double[]> cells = new ArrayList<>();
    IntStream.range(0, counts.drawn.length)
        .mapToObj(i -> new double[] {total * counts.probabilities[i], counts.drawn[i]})
        .sorted(Comparator.comparingDouble(cell -> cell[0]))
        .forEach(
            cell -> {
              double[] last = cells.isEmpty() ? null : cells.get(cells.size() - 1);
              if (last != null && last[0] < FEWEST) {
                last[0] += cell[0];
                last[1] += cell[1];
              } else {
                cells.add(cell);
              }
            });
    return cells;
  }

  /** Chance that chi squared exceeds a value (Wilson and Hilferty's approximation, 1931). */
  static double tail(double value, int freedom) {
    double spread = 2.0 / (9 * freedom);
    return normalTail((Math.cbrt(value / freedom) - 1 + spread) / Math.sqrt(spread));
  }

  /** Chance that a standard normal value exceeds x, by the midpoint rule. */
  private static double normalTail(double x) {
    double step = 1e-3;
    return IntStream.range(0, 12_000)
            .mapToDouble(i -> x + (i + 0.5) * step)
            .map(t -> Math.exp(-t * t / 2))
            .sum()
        * step
        / Math.sqrt(2 * Math.PI);
  }
}
