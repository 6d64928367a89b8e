package org.smashnas.bench;

import java.util.List;
import java.util.stream.Stream;
import org.smashnas.Budget;
import org.smashnas.arch.SearchSpace;

/**
 * The architectures that a benchmark runs.
 *
 * @param name as it stands in the table
 * @param space what they are drawn from
 */
record BenchSize(String name, SearchSpace space) {
  /** v2 within the laptop budget's limits, and the same with the paper's 64 units an op. */
  static List<BenchSize> all(int resolution) {
    return Stream.of(32, 64)
        .map(units -> new BenchSize("laptop, " + units + " units", laptop(units, resolution)))
        .toList();
  }

  private static SearchSpace laptop(int units, int resolution) {
    return Budget.laptop()
        .withMaxUnits(units)
        .limit(SearchSpace.v2())
        .withResolution(resolution)
        .withInputChannels(3)
        .withClasses(10);
  }
}
