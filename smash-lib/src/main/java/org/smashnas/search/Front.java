package org.smashnas.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.smashnas.plot.LineChart;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a search found by several objectives: the candidates that no other dominates.
 *
 * @param candidates by the first objective, each architecture once; at least one
 * @param objectives at least 2
 * @param hypervolume after each candidate of the search, the share that those so far dominate of
 *     the box between the search's least and most of each objective, 0 to 1
 */
public record Front(
    List<Candidate> candidates, List<Objective> objectives, List<Double> hypervolume) {
  public Front {
    candidates = List.copyOf(candidates);
    objectives = List.copyOf(objectives);
    hypervolume = List.copyOf(hypervolume);
  }

  static Front of(List<Candidate> scored, List<Objective> objectives) {
    if (scored.isEmpty() || objectives.size() < 2) {
      throw new IllegalArgumentException(
          "%d candidates are compared by %s; give at least one, and two objectives"
              .formatted(scored.size(), objectives));
    }
    List<double[]> points = scored.stream().map(c -> point(c, objectives)).toList();
    int[] ranks = Pareto.ranks(points);
    Map<Object, Candidate> best = new LinkedHashMap<>();
    IntStream.range(0, ranks.length)
        .filter(i -> ranks[i] == 0)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> points.get(i)[0]))
        .map(scored::get)
        .forEach(c -> best.putIfAbsent(c.architecture(), c));
    return new Front(List.copyOf(best.values()), objectives, volumes(points, box(points)));
  }

  static double[] point(Candidate candidate, List<Objective> objectives) {
    return objectives.stream().mapToDouble(o -> o.of(candidate)).toArray();
  }

  /** Least and most of each coordinate. */
  private static List<double[]> box(List<double[]> points) {
    int coordinates = points.get(0).length;
    return IntStream.range(0, coordinates)
        .mapToObj(d -> points.stream().mapToDouble(p -> p[d]).summaryStatistics())
        .map(s -> new double[] {s.getMin(), s.getMax()})
        .toList();
  }

  /** The hypervolume's share of the box after each point. */
  private static List<Double> volumes(List<double[]> points, List<double[]> box) {
    double[] ones = box.stream().mapToDouble(b -> 1).toArray();
    List<double[]> front = new ArrayList<>();
    List<Double> volumes = new ArrayList<>();
    double volume = 0;
    for (double[] p : points) {
      double[] inside =
          IntStream.range(0, p.length).mapToDouble(d -> share(p[d], box.get(d))).toArray();
      if (front.stream().noneMatch(f -> Pareto.dominates(f, inside))) {
        front.removeIf(f -> Pareto.dominates(inside, f));
        front.add(inside);
        volume = Pareto.hypervolume(front, ones);
      }
      volumes.add(volume);
    }
    return volumes;
  }

  private static double share(double value, double[] ends) {
    // In what does not differ at all, everything is at its best.
    return ends[0] == ends[1] ? 0 : (value - ends[0]) / (ends[1] - ends[0]);
  }

  /** The front, one candidate a row: architecture, then each objective. */
  public Table table() {
    Table table =
        Table.create(
            "front",
            StringColumn.create(
                "architecture", candidates.stream().map(c -> c.architecture().id())));
    for (Objective o : objectives) {
      table.addColumns(
          DoubleColumn.create(o.name(), candidates.stream().mapToDouble(o::of).toArray()));
    }
    return table;
  }

  /** A candidate in a line: its architecture's id and each objective. */
  public String about(Candidate candidate) {
    return candidate.architecture().id()
        + objectives.stream()
            .map(o -> String.format(Locale.ROOT, ", %s %.4g", o.name(), o.of(candidate)))
            .collect(Collectors.joining());
  }

  /** The hypervolume over the candidates. */
  public XYChart plot() {
    return plot(Map.of("hypervolume", hypervolume));
  }

  /**
   * The hypervolumes of several searches over their candidates, in the box that holds all of them.
   *
   * @param searches by the legend's names
   * @param objectives at least 2
   */
  public static XYChart plot(Map<String, SearchResult> searches, List<Objective> objectives) {
    List<double[]> all = new ArrayList<>();
    searches.values().forEach(s -> s.scored().forEach(c -> all.add(point(c, objectives))));
    List<double[]> box = box(all);
    Map<String, List<Double>> lines = new LinkedHashMap<>();
    searches.forEach(
        (name, found) ->
            lines.put(
                name,
                volumes(found.scored().stream().map(c -> point(c, objectives)).toList(), box)));
    return plot(lines);
  }

  private static XYChart plot(Map<String, List<Double>> lines) {
    int longest = lines.values().stream().mapToInt(List::size).max().orElse(0);
    Map<String, double[]> series = new LinkedHashMap<>();
    lines.forEach(
        (name, line) ->
            series.put(
                name,
                IntStream.range(0, longest)
                    .mapToDouble(i -> i < line.size() ? line.get(i) : Double.NaN)
                    .toArray()));
    double[] x = IntStream.rangeClosed(1, longest).asDoubleStream().toArray();
    return LineChart.draw("", "architectures scored", "hypervolume (share of the box)", x, series);
  }

  /** For example "front of 9 of 200 architectures by [score, parameters], hypervolume 0.81". */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "front of %d of %d architectures by %s, hypervolume %.2f",
        candidates.size(),
        hypervolume.size(),
        objectives,
        hypervolume.get(hypervolume.size() - 1));
  }
}
