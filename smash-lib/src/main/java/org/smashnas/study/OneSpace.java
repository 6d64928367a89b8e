package org.smashnas.study;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;

/**
 * Refuses a study of which a part would fail, or tell nothing, only after others took their time.
 */
final class OneSpace {
  private OneSpace() {}

  /**
   * There must be enough architectures, each once, and all of one space, as a network's scores are.
   *
   * @param what they are, in the plural
   */
  static void require(String what, Collection<Architecture> architectures, int least) {
    long different = architectures.stream().map(Architecture::id).distinct().count();
    if (architectures.size() < least || different < architectures.size()) {
      throw new IllegalArgumentException(
          "the study has %d %s, %d of them different; give at least %d, each once"
              .formatted(architectures.size(), what, different, least));
    }
    if (architectures.stream().map(Architecture::space).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "the study's %s are of several spaces; make a study for each space".formatted(what));
    }
  }

  /**
   * There must be one at least, each once.
   *
   * @param what they are, in the plural
   */
  static void require(String what, Collection<?> values) {
    if (values.isEmpty() || new HashSet<>(values).size() < values.size()) {
      throw new IllegalArgumentException(
          "the study has the %s %s; give at least one, each once".formatted(what, values));
    }
  }

  /** All must take the same inputs and tell as many classes, as one data set has them. */
  static void requireOneData(Collection<Architecture> architectures) {
    List<List<Integer>> kinds =
        architectures.stream().map(Architecture::space).map(OneSpace::data).distinct().toList();
    if (kinds.size() > 1) {
      throw new IllegalArgumentException(
          "the study's networks are for inputs of (dims, resolution, channels, classes) %s; bring them into one space with Architecture.into"
              .formatted(kinds));
    }
  }

  private static List<Integer> data(SearchSpace s) {
    return List.of(s.dims(), s.resolution(), s.inputChannels(), s.classes());
  }
}
