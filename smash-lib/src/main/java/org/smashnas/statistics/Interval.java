package org.smashnas.statistics;

import java.util.Locale;

/**
 * An estimate with its 95% interval; all three are NaN where there is no estimate.
 *
 * @param value the estimate
 * @param low lower end
 * @param high upper end
 */
public record Interval(double value, double low, double high) {
  public Interval {
    if (low > high) {
      throw new IllegalArgumentException(
          "the interval goes from %s down to %s; give the lower end first".formatted(low, high));
    }
  }

  /** No estimate. */
  public static Interval none() {
    return new Interval(Double.NaN, Double.NaN, Double.NaN);
  }

  /** For example "0.47 (95%: 0.05 to 0.77)". */
  @Override
  public String toString() {
    if (Double.isNaN(value)) {
      return "none";
    }
    return String.format(Locale.ROOT, "%.2f (95%%: %.2f to %.2f)", value, low, high)
        .replace("-0.00", "0.00");
  }
}
