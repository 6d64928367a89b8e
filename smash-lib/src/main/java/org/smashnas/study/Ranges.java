package org.smashnas.study;

/** What measured numbers keep to, be they measured now or read back. */
final class Ranges {
  private Ranges() {}

  /** Refuses what is no share of the examples, 0 to 1. */
  static void share(String what, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "the %s is %s; it is a share of the examples, 0 to 1".formatted(what, value));
    }
  }

  /** Refuses what is negative; NaN is a value that was not noted, or of a network gone astray. */
  static void notNegative(String what, double value) {
    if (value < 0) {
      throw new IllegalArgumentException(
          "the %s is %s; it is never negative".formatted(what, value));
    }
  }
}
