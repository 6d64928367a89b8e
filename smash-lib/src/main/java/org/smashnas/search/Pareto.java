package org.smashnas.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Points compared in several coordinates at once, less being better in each (Deb et al. 2002, "A
 * Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II").
 */
final class Pareto {
  private Pareto() {}

  /** Whether a point is nowhere worse than another and somewhere better. */
  static boolean dominates(double[] a, double[] b) {
    boolean better = false;
    for (int d = 0; d < a.length; d++) {
      if (a[d] > b[d]) {
        return false;
      }
      better |= a[d] < b[d];
    }
    return better;
  }

  /** Each point's rank: 0 if no other dominates it, 1 if only points of rank 0 do, and so on. */
  static int[] ranks(List<double[]> points) {
    int[] ranks = new int[points.size()];
    Arrays.fill(ranks, -1);
    List<Integer> left = IntStream.range(0, ranks.length).boxed().toList();
    for (int rank = 0; !left.isEmpty(); rank++) {
      List<Integer> rest = left;
      List<Integer> front =
          rest.stream()
              .filter(i -> rest.stream().noneMatch(j -> dominates(points.get(j), points.get(i))))
              .toList();
      for (int i : front) {
        ranks[i] = rank;
      }
      left = rest.stream().filter(i -> ranks[i] < 0).toList();
    }
    return ranks;
  }

  /**
   * Each point's crowding distance among others of its rank: over all coordinates, the sum of the
   * distance between its two neighbours by the range; infinite at a coordinate's ends.
   */
  static double[] crowding(List<double[]> points) {
    double[] crowding = new double[points.size()];
    for (int d = 0; d < (points.isEmpty() ? 0 : points.get(0).length); d++) {
      int coordinate = d;
      List<Integer> order =
          IntStream.range(0, crowding.length)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> points.get(i)[coordinate]))
              .toList();
      int last = order.size() - 1;
      double least = points.get(order.get(0))[d];
      double range = points.get(order.get(last))[d] - least;
      crowding[order.get(0)] = Double.POSITIVE_INFINITY;
      crowding[order.get(last)] = Double.POSITIVE_INFINITY;
      for (int i = 1; i < last && range > 0; i++) {
        crowding[order.get(i)] +=
            (points.get(order.get(i + 1))[d] - points.get(order.get(i - 1))[d]) / range;
      }
    }
    return crowding;
  }

  /**
   * The volume that points dominate below a reference: slice by slice along the last coordinate.
   *
   * @param reference what is above it in any coordinate counts for nothing
   */
  static double hypervolume(List<double[]> points, double[] reference) {
    return volume(
        points.stream()
            .filter(p -> IntStream.range(0, p.length).allMatch(d -> p[d] < reference[d]))
            .toList(),
        reference,
        reference.length);
  }

  private static double volume(List<double[]> points, double[] reference, int coordinates) {
    if (points.isEmpty()) {
      return 0;
    }
    int last = coordinates - 1;
    if (last == 0) {
      return reference[0] - points.stream().mapToDouble(p -> p[0]).min().orElseThrow();
    }
    List<double[]> up = points.stream().sorted(Comparator.comparingDouble(p -> p[last])).toList();
    double volume = 0;
    for (int i = 0; i < up.size(); i++) {
      double end = i + 1 < up.size() ? up.get(i + 1)[last] : reference[last];
      double height = end - up.get(i)[last];
      if (height > 0) {
        volume += height * volume(up.subList(0, i + 1), reference, last);
      }
    }
    return volume;
  }
}
