package org.smashnas.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.smashnas.arch.Elements;
import org.smashnas.plot.ParallelChart;
import org.smashnas.table.Tables;
import tech.tablesaw.api.Table;

/**
 * What the best fifth of a search's candidates has, and the worst: {@link Elements}.
 *
 * @param best architectures' elements, best first
 * @param worst as many of the others, worst last
 */
public record Fifths(List<Map<String, Double>> best, List<Map<String, Double>> worst) {
  public Fifths {
    best = List.copyOf(best);
    worst = List.copyOf(worst);
  }

  static Fifths of(SearchResult found) {
    List<Map<String, Double>> all =
        found.ranked().stream()
            .filter(Candidate::finite)
            .map(Candidate::architecture)
            .distinct()
            .map(Elements::of)
            .toList();
    int fifth = all.size() / 5;
    if (fifth < 1) {
      throw new IllegalArgumentException(
          "the search has %d different candidates; give at least 5 to have a fifth of them"
              .formatted(all.size()));
    }
    return new Fifths(all.subList(0, fifth), all.subList(all.size() - fifth, all.size()));
  }

  private record Line(String element, double best, double worst, double difference) {}

  /** One element a row: its mean in the best fifth and in the worst. */
  public Table table() {
    List<Line> lines = new ArrayList<>();
    for (String element : best.get(0).keySet()) {
      double good = mean(best, element);
      double bad = mean(worst, element);
      lines.add(new Line(element, good, bad, good - bad));
    }
    return Tables.of("fifths", Line.class, lines);
  }

  private static double mean(List<Map<String, Double>> those, String element) {
    return those.stream().mapToDouble(e -> e.get(element)).average().orElseThrow();
  }

  /** Parallel coordinates: an axis an element, a line a candidate. */
  public XYChart plot() {
    return ParallelChart.draw(
        "",
        List.copyOf(best.get(0).keySet()),
        "best fifth",
        rows(best),
        "worst fifth",
        rows(worst));
  }

  private static List<double[]> rows(List<Map<String, Double>> those) {
    return those.stream().map(e -> e.values().stream().mapToDouble(v -> v).toArray()).toList();
  }

  /** For example "28 best and 28 worst candidates, by 18 elements". */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d best and %d worst candidates, by %d elements",
        best.size(),
        worst.size(),
        best.get(0).size());
  }
}
