package org.smashnas.study;

import java.util.Locale;

/** By what architectures, or codes, are compared. */
public enum Measure {
  /** Validation error: what the paper reports; a picture counts only if its class changes. */
  ERROR("percentage points", 100),
  /** Mean cross entropy in nats: every picture counts, so that smaller differences show. */
  CROSS_ENTROPY("nats", 1);

  private final String unit;
  private final double scale;

  Measure(String unit, double scale) {
    this.unit = unit;
    this.scale = scale;
  }

  /** What a difference is drawn in: "percentage points" or "nats". */
  String unit() {
    return unit;
  }

  /** What to multiply a value with to have it in the {@link #unit}. */
  double scale() {
    return scale;
  }

  /** In words: "error" or "cross entropy". */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
