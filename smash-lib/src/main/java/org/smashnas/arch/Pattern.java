package org.smashnas.arch;

import java.util.List;

/**
 * Which of an op's four convolutions are active (paper, Fig. 2a), in the order first path first,
 * first path second, second path first, second path second.
 */
public enum Pattern {
  /** One convolution. */
  SINGLE(0.05, true, false, false, false),
  /** Two parallel convolutions, added. */
  PARALLEL(0.10, true, false, true, false),
  /** Two convolutions in a row. */
  LONG(0.15, true, true, false, false),
  /** Two in a row beside one, added. */
  LOPSIDED(0.25, true, true, true, false),
  /** Two paths of two, added. */
  FULL(0.45, true, true, true, true);

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes immutable lists
  private final List<Boolean> active;

  private final double prior;

  Pattern(double prior, Boolean... active) {
    this.prior = prior;
    this.active = List.of(active);
  }

  /** The four activity flags. */
  public List<Boolean> active() {
    return active;
  }

  /** Whether a second path runs beside the first. */
  public boolean twoPaths() {
    return active.get(2);
  }

  /** Chance of being drawn among all five; it prefers the whole (authors' code). */
  public double prior() {
    return prior;
  }

  /** The pattern of an op's convolutions; throws if no pattern has these active. */
  public static Pattern of(List<Conv> convs) {
    List<Boolean> flags = convs.stream().map(Conv::active).toList();
    for (Pattern pattern : values()) {
      if (pattern.active.equals(flags)) {
        return pattern;
      }
    }
    throw new IllegalArgumentException(
        "active convolutions are "
            + flags
            + "; allowed are the patterns "
            + List.of(values())
            + ", which all begin with the first");
  }
}
