package org.smashnas.train;

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

  /** What an evaluation gives: the error, 0 to 1, or the mean cross entropy in nats. */
  public double of(Evaluation evaluation) {
    return this == ERROR ? evaluation.error() : evaluation.loss();
  }

  /** What a difference is drawn in: "percentage points" or "nats". */
  public String unit() {
    return unit;
  }

  /** What to multiply a value with to have it in the {@link #unit}. */
  public double scale() {
    return scale;
  }

  /** In words: "error" or "cross entropy". */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
