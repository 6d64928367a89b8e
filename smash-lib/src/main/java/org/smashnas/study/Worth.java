package org.smashnas.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.knowm.xchart.CategoryChart;
import org.smashnas.statistics.Bootstrap;
import org.smashnas.statistics.Interval;
import org.smashnas.statistics.RankCorrelation;
import org.smashnas.table.Tables;
import tech.tablesaw.api.Table;

/**
 * What ways of ranking the networks of a table of truths are worth, beside what they cost: SMASH
 * scores, what takes the HyperNet's place, baselines, and normal training that stops early.
 *
 * @param truth which truths decide, in words
 * @param rows by seconds, the cheapest first
 */
public record Worth(String truth, List<Row> rows) {
  /**
   * One way.
   *
   * @param method its name
   * @param seconds for all networks together, what is trained for it included; NaN if not known
   * @param spearman rank correlation with the true errors, the mean over seeds; its interval is
   *     over networks
   * @param regret true error of the network that it ranks first minus the least true error, 0 to 1,
   *     the mean over seeds
   * @param seeds SMASH networks, or 1
   * @param n networks
   */
  public record Row(
      String method, double seconds, Interval spearman, double regret, int seeds, int n) {}

  public Worth {
    rows =
        rows.stream()
            .sorted(Comparator.comparingDouble(Row::seconds).thenComparing(Row::method))
            .toList();
  }

  /**
   * Compares all that is known of a table's networks.
   *
   * @param scores by validation error, each regime with all its HyperNets
   * @param seconds by regime: training of one SMASH network and scoring of all networks with it; a
   *     regime without has NaN
   * @param baselines of these truths' networks
   * @param schedule which truths decide; its validation curves are normal training that stops early
   * @param seed of the bootstrap, the same for all
   */
  public static Worth of(
      Truths truths,
      String schedule,
      Correlation scores,
      Map<String, Double> seconds,
      Baselines baselines,
      long seed) {
    Map<String, Double> errors = truths.errors(schedule);
    List<Row> rows = new ArrayList<>();
    scores.pairings().stream()
        .collect(Collectors.groupingBy(Pairing::regime, LinkedHashMap::new, Collectors.toList()))
        .forEach(
            (regime, own) ->
                rows.add(
                    row(
                        regime,
                        seconds.getOrDefault(regime, Double.NaN),
                        seeds(own),
                        errors,
                        seed)));
    for (String predictor : baselines.predictors()) {
      Map<String, Double> low = new LinkedHashMap<>();
      // Of predictors a higher value is the better one.
      baselines.values(predictor).forEach((id, value) -> low.put(id, -value));
      double cost =
          baselines.rows().stream()
              .filter(
                  r -> r.predictor().equals(predictor) && errors.containsKey(r.architectureId()))
              .mapToDouble(Baselines.Row::seconds)
              .sum();
      rows.add(row(predictor, cost, List.of(low), errors, seed));
    }
    List<Truth> trainings = truths.firsts(schedule);
    int epochs = trainings.stream().mapToInt(Truth::epochs).min().orElse(0);
    for (int e = 1; e < epochs; e++) {
      int last = e - 1;
      Map<String, Double> curve =
          trainings.stream()
              .collect(Collectors.toMap(Truth::architecture, t -> t.validationErrors().get(last)));
      int done = e;
      double cost = trainings.stream().mapToDouble(t -> t.seconds() * done / t.epochs()).sum();
      rows.add(
          row(
              "trained_%d_epoch%s".formatted(e, e == 1 ? "" : "s"),
              cost,
              List.of(curve),
              errors,
              seed));
    }
    return new Worth(truths.about(schedule), rows);
  }

  private static List<Map<String, Double>> seeds(List<Pairing> pairings) {
    Map<Long, Map<String, Double>> seeds = new LinkedHashMap<>();
    for (Pairing p : pairings) {
      seeds
          .computeIfAbsent(p.hypernetSeed(), s -> new LinkedHashMap<>())
          .put(p.architecture(), p.smashScore());
    }
    return List.copyOf(seeds.values());
  }

  /** Of networks that every seed has a value of; low values are good ones. */
  private static Row row(
      String method,
      double seconds,
      List<Map<String, Double>> seeds,
      Map<String, Double> errors,
      long seed) {
    List<String> ids =
        errors.keySet().stream()
            .filter(id -> seeds.stream().allMatch(s -> s.containsKey(id)))
            .toList();
    if (ids.size() < RankCorrelation.LEAST) {
      return new Row(method, seconds, Interval.none(), Double.NaN, seeds.size(), ids.size());
    }
    double[] truth = ids.stream().mapToDouble(errors::get).toArray();
    double[][] values =
        seeds.stream()
            .map(s -> ids.stream().mapToDouble(s::get).toArray())
            .toArray(double[][]::new);
    Interval spearman =
        Bootstrap.of(
            ids.size(),
            cases ->
                Arrays.stream(values)
                    .mapToDouble(
                        v ->
                            RankCorrelation.spearman(
                                RankCorrelation.take(v, cases), RankCorrelation.take(truth, cases)))
                    .average()
                    .orElseThrow(),
            Bootstrap.RESAMPLES,
            seed);
    double best = Arrays.stream(truth).min().orElseThrow();
    double chosen =
        Arrays.stream(values).mapToDouble(v -> ofLeast(v, truth)).average().orElseThrow();
    return new Row(method, seconds, spearman, chosen - best, seeds.size(), ids.size());
  }

  /** The mean truth of those with the least value, which a choice by chance among them has. */
  private static double ofLeast(double[] values, double[] truth) {
    double least = Arrays.stream(values).min().orElseThrow();
    double sum = 0;
    int ties = 0;
    for (int i = 0; i < values.length; i++) {
      if (values[i] == least) {
        sum += truth[i];
        ties++;
      }
    }
    return sum / ties;
  }

  /** The rows as a table: the columns of worth.arrow. */
  public Table table() {
    Table table = Tables.of("worth against " + truth, Row.class, rows);
    table.column("spearman_low").setName("low");
    table.column("spearman_high").setName("high");
    return table;
  }

  /** Spearman's rho as bars with their intervals, the cheapest first, its seconds below each. */
  public CategoryChart plot() {
    return IntervalBars.draw(
        "ranking %s".formatted(truth),
        "Spearman's rho",
        rows.stream().map(r -> "%s, %.0f s".formatted(shortly(r.method()), r.seconds())).toList(),
        rows.stream().map(Row::spearman).toList(),
        1);
  }

  /** What fits below a bar: "5 epochs", "50 steps", "shared tuned". */
  private static String shortly(String method) {
    return method
        .replaceFirst("^trained_", "")
        .replaceFirst("_cross_entropy$", "")
        .replaceFirst("fine_tuned_.*", "tuned")
        .replace('_', ' ');
  }

  /** For example "15 ways of ranking networks, by schedule settled of truths lab". */
  @Override
  public String toString() {
    return "%d ways of ranking networks, by %s".formatted(rows.size(), truth);
  }
}
