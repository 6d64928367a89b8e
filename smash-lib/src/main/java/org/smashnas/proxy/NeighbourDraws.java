package org.smashnas.proxy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Neighbour;

/** What rules that look before they leap have in common. */
final class NeighbourDraws {
  private NeighbourDraws() {}

  /** Something with the predicted change of the loss by it, nats. */
  record Ranked<T>(T item, double change) {}

  /** So many neighbours, or all if there are not more, each once. */
  static List<Neighbour> neighbours(Architecture of, int count, long seed) {
    List<Neighbour> rest = new ArrayList<>(Neighbour.of(of));
    if (rest.size() <= count) {
      return rest;
    }
    SplittableRandom random = new SplittableRandom(seed);
    Set<Neighbour> drawn = new LinkedHashSet<>();
    while (drawn.size() < count) {
      drawn.add(Neighbour.draw(rest, random));
    }
    return List.copyOf(drawn);
  }

  /** All of them, the largest predicted decrease first. */
  static <T> List<Ranked<T>> ranked(
      Architecture from,
      List<T> items,
      List<Architecture> architectures,
      PredictionPart share,
      ProxyGradient gradient) {
    List<Prediction> predictions = gradient.predict(from, architectures, share.needsGraph());
    return IntStream.range(0, items.size())
        .mapToObj(i -> new Ranked<>(items.get(i), share.of(predictions.get(i))))
        .sorted(Comparator.comparingDouble(Ranked::change))
        .toList();
  }

  static void check(int sample, int batch) {
    if (sample < 1 || batch < 1 || batch > sample) {
      throw new IllegalArgumentException(
          "the rule predicts %d and scores %d of them a move; give at least 1, and no fewer of the former"
              .formatted(sample, batch));
    }
  }
}
