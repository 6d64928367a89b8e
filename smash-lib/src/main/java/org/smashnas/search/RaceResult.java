package org.smashnas.search;

import java.util.List;
import java.util.Locale;
import org.smashnas.arch.Architecture;

/** Who was left at a race's end, and what it cost. */
public final class RaceResult {
  private final List<Standing> best;
  private final double share;

  /**
   * An architecture's place.
   *
   * @param architecture which one
   * @param score its error, 0 to 1, or cross entropy in nats, as the race compares, on the examples
   *     that it has seen
   * @param examples how many those are
   */
  public record Standing(Architecture architecture, double score, int examples) {}

  RaceResult(int top, List<Runner> all) {
    best =
        all.stream()
            .sorted()
            .limit(top)
            .map(r -> new Standing(r.architecture(), r.score(), r.examples()))
            .toList();
    long seen = all.stream().mapToLong(Runner::examples).sum();
    double each = (double) best.get(0).examples();
    share = seen / (each * all.size());
  }

  /** As many as were asked for, from the best on; fewer if fewer took part. */
  public List<Standing> best() {
    return best;
  }

  /**
   * Examples that were classified, as a share of those that scoring every architecture on all that
   * the best has seen would have taken, 0 to 1.
   */
  public double share() {
    return share;
  }

  /** For example "10 left of a race that took 19% of the examples". */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d left of a race that took %.0f%% of the examples",
        best.size(),
        100 * share);
  }
}
