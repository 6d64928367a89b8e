package org.smashnas.plot;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Short labels for the ticks of an axis (0.52, 200k, 1.5M, 2G) and round distances between them.
 */
final class AxisNumbers {
  private AxisNumbers() {}

  /** The number in at most five digits. */
  static String format(double value) {
    double size = Math.abs(value);
    if (size >= 1e9) {
      return digits(value / 1e9) + "G";
    }
    if (size >= 1e6) {
      return digits(value / 1e6) + "M";
    }
    return size >= 1e4 ? digits(value / 1e3) + "k" : digits(value);
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

  private static String digits(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(5));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
