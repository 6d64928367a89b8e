package org.smashnas.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * Short labels for numbers and the ticks of an axis (0.52, 200k, 1.5M, 2G, 1e300), round distances
 * between ticks, and which numbers an axis has room for.
 */
final class AxisNumbers {
  private static final int SHORT = 5;

  /** Of a double, all but the last, which may be noise. */
  private static final int ALL = 15;

  /** Beyond it, the distance between two numbers may be no number. */
  private static final double MOST = 1e307;

  private AxisNumbers() {}

  /** The number in at most five digits. */
  static String format(double value) {
    return text(value, SHORT);
  }

  /**
   * The number in as many digits as it has.
   *
   * <p>XChart places ticks anew until no two labels are alike and none is wider than its room:
   * labels that are rounded, or long ones, keep it from ever ending.
   */
  static String tick(double value) {
    return text(value, ALL);
  }

  /** Whether a chart can show the number; XChart fails at others, but leaves NaN out. */
  static boolean fits(double value) {
    return Math.abs(value) <= MOST;
  }

  /** The numbers, NaN where one does not fit. */
  static double[] fitting(double[] values) {
    return Arrays.stream(values).map(v -> fits(v) ? v : Double.NaN).toArray();
  }

  /** The least of 1, 2 and 5 times a power of ten that is not below {@code least}, above 0. */
  static double step(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= least) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static String text(double value, int digits) {
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : Double.toString(value);
    }
    double size = Math.abs(value);
    if (size >= 1e13 || size < 1e-6) {
      BigDecimal rounded = rounded(value, digits);
      int exponent = rounded.precision() - rounded.scale() - 1;
      return rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
    }
    if (size >= 1e9) {
      return rounded(value / 1e9, digits).toPlainString() + "G";
    }
    if (size >= 1e6) {
      return rounded(value / 1e6, digits).toPlainString() + "M";
    }
    return size >= 1e4
        ? rounded(value / 1e3, digits).toPlainString() + "k"
        : rounded(value, digits).toPlainString();
  }

  private static BigDecimal rounded(double value, int digits) {
    return new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
  }
}
