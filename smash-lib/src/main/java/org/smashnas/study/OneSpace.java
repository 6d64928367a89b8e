package org.smashnas.study;

import java.util.Collection;
import java.util.List;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;

/** Refuses a study in which some architecture would fail only after the others took their time. */
final class OneSpace {
  private OneSpace() {}

  /** All must be of one space, as a network's scores are. */
  static void require(Collection<Architecture> architectures) {
    if (architectures.stream().map(Architecture::space).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "the study's architectures are of several spaces; make a study for each space");
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
