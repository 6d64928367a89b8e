package org.smashnas.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.smashnas.plot.LineChart;
import org.smashnas.statistics.Bootstrap;
import org.smashnas.statistics.Interval;
import org.smashnas.statistics.RankCorrelation;
import org.smashnas.table.Tables;
import tech.tablesaw.api.Table;

/**
 * Does a score tell how fast a network learns, or how good it becomes? Rank correlations of scores
 * with what the networks of a table of truths had come to after each epoch of a schedule.
 *
 * <p>What they had come to is their validation error, on the very examples of the scores; the last
 * row of a ranking, epoch 0, is by the test error at the end.
 *
 * @param truth which truths, in words
 * @param rows those of a ranking together
 */
public record Lengths(String truth, List<Row> rows) {
  /** One ranking against the networks after one epoch, or, as epoch 0, at the end on test data. */
  public record Row(String ranking, int epoch, int n, Interval spearman) {}

  public Lengths {
    rows = List.copyOf(rows);
  }

  /**
   * Holds rankings against a schedule's validation curves.
   *
   * @param rankings for example one a length of SMASH training; each with a name of its own
   * @param seed of the bootstrap, the same for all
   * @throws IllegalArgumentException if there is no such schedule, or if it trained fewer than 3 of
   *     a ranking's networks
   */
  public static Lengths of(Truths truths, String schedule, List<Ranking> rankings, long seed) {
    Map<String, Truth> trainings = new LinkedHashMap<>();
    truths.firsts(schedule).forEach(t -> trainings.put(t.architecture(), t));
    int epochs = trainings.values().stream().mapToInt(Truth::epochs).min().orElse(0);
    List<Row> rows = new ArrayList<>();
    for (Ranking ranking : rankings) {
      Map<String, Double> scores = ranking.byId();
      scores.keySet().retainAll(trainings.keySet());
      double[] x = scores.values().stream().mapToDouble(d -> d).toArray();
      List<Truth> same = scores.keySet().stream().map(trainings::get).toList();
      for (int e = 1; e <= epochs + 1; e++) {
        int last = e - 1;
        boolean end = e > epochs;
        double[] y =
            same.stream()
                .mapToDouble(t -> end ? t.test().error() : t.validationErrors().get(last))
                .toArray();
        Interval rho = RankCorrelation.of(x, y, Bootstrap.RESAMPLES, seed).spearman();
        rows.add(new Row(ranking.name(), end ? 0 : e, x.length, rho));
      }
    }
    return new Lengths(truths.about(schedule), rows);
  }

  /** The rows as a table. */
  public Table table() {
    return Tables.of("scores against " + truth, Row.class, rows);
  }

  /** A line a ranking, over the epochs of normal training. */
  public XYChart plot() {
    Map<String, double[]> lines = new LinkedHashMap<>();
    List<Row> curves = rows.stream().filter(r -> r.epoch() > 0).toList();
    for (String name : curves.stream().map(Row::ranking).distinct().toList()) {
      lines.put(
          name,
          curves.stream()
              .filter(r -> r.ranking().equals(name))
              .mapToDouble(r -> r.spearman().value())
              .toArray());
    }
    double[] epochs = curves.stream().mapToDouble(Row::epoch).distinct().sorted().toArray();
    return LineChart.draw(
        "scores against " + truth, "epochs of normal training", "Spearman's rho", epochs, lines);
  }

  /** For example "4 rankings against schedule settled of truths lab". */
  @Override
  public String toString() {
    return "%d rankings against %s"
        .formatted(rows.stream().map(Row::ranking).distinct().count(), truth);
  }
}
