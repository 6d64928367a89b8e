package org.smashnas.search;

import java.util.function.ToDoubleFunction;

/**
 * What a search wants less of; one of one's own is a name and a function.
 *
 * @param name a table's column and a chart's axis, for example "multiply_adds"
 * @param value lower is better; the same candidate must get the same value each time
 */
public record Objective(String name, ToDoubleFunction<Candidate> value) {
  public Objective {
    if (name.isBlank()) {
      throw new IllegalArgumentException("an objective has no name; give one, as \"score\"");
    }
  }

  /** The SMASH score, 0 to 1. */
  public static Objective score() {
    return new Objective("score", Candidate::score);
  }

  /** The resulting network's free weights. */
  public static Objective parameters() {
    return new Objective("parameters", c -> c.architecture().parameters());
  }

  /** The resulting network's multiply-adds for one input. */
  public static Objective multiplyAdds() {
    return new Objective("multiply_adds", c -> c.architecture().multiplyAdds());
  }

  /** Measured milliseconds for a batch, "milliseconds_1" for one example. */
  public static Objective latency(Latency latency) {
    return new Objective("milliseconds_" + latency.batch(), c -> latency.of(c.architecture()));
  }

  /**
   * A candidate's value.
   *
   * @throws IllegalArgumentException if it is no finite number, which nothing can be compared with
   */
  double of(Candidate candidate) {
    double of = value.applyAsDouble(candidate);
    if (!Double.isFinite(of)) {
      throw new IllegalArgumentException(
          "objective %s of architecture %s is %s; give a finite number, a large one for what is worthless"
              .formatted(name, candidate.architecture().id(), of));
    }
    return of;
  }

  /** The name, by which tables tell a search's objectives. */
  @Override
  public String toString() {
    return name;
  }
}
