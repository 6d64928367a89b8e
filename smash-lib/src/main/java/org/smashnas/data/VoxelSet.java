package org.smashnas.data;

import java.util.List;
import java.util.stream.IntStream;

/** What every reader of voxel grids ends with: empty ones leave, and what repeats is counted. */
final class VoxelSet {
  private VoxelSet() {}

  /**
   * The data set without its empty grids.
   *
   * @param source begins {@link Dataset#source}, which goes on with the numbers
   */
  static Dataset of(String name, Examples train, Examples test, String source) {
    Dataset kept = new Dataset(name, train, test, source).withoutEmpty();
    return new Dataset(
        name,
        kept.train(),
        kept.test(),
        "%s%s; test grids that equal a training grid: %d"
            .formatted(kept.source(), without(kept), kept.testRepeats()));
  }

  /** Names the classes that have no example in a part. */
  static String without(Dataset data) {
    return without("training", data.train()) + without("test", data.test());
  }

  private static String without(String part, Examples examples) {
    boolean[] has = new boolean[examples.classNames().size()];
    for (int label : examples.labels()) {
      has[label] = true;
    }
    List<String> missing =
        IntStream.range(0, has.length)
            .filter(k -> !has[k])
            .mapToObj(examples.classNames()::get)
            .toList();
    return missing.isEmpty()
        ? ""
        : "; no %s example of: %s"
            .formatted(
                part, missing.size() == has.length ? "any class" : String.join(", ", missing));
  }
}
