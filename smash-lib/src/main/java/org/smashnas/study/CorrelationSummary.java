package org.smashnas.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Rankings as a table, one a row. */
final class CorrelationSummary {
  private final StringColumn regimes = StringColumn.create("regime");
  private final IntColumn counts = IntColumn.create("n");
  private final Map<String, DoubleColumn> values = new LinkedHashMap<>();

  /** What {@link #halves} shows of a summary. */
  private static final Pattern HALVES =
      Pattern.compile("n|(spearman|multiply_adds_spearman|given_multiply_adds)(_low|_high)?");

  private CorrelationSummary() {}

  static Table of(List<Ranking> rankings, long seed) {
    CorrelationSummary summary = new CorrelationSummary();
    rankings.forEach(r -> summary.add(r, seed));
    Table table = Table.create("correlation_summary", summary.regimes, summary.counts);
    summary.values.values().forEach(table::addColumns);
    return table;
  }

  /**
   * What both halves of the networks say, side by side: of each ranking that both have, columns
   * choose_x and report_x.
   */
  static Table halves(List<Ranking> choose, List<Ranking> report, long seed) {
    List<String> both = new ArrayList<>(choose.stream().map(Ranking::name).toList());
    both.retainAll(report.stream().map(Ranking::name).toList());
    Table table = Table.create("correlation_halves", StringColumn.create("regime", both));
    Map.of("choose_", choose, "report_", report).entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            half -> {
              Table own =
                  of(half.getValue().stream().filter(r -> both.contains(r.name())).toList(), seed);
              own.columns().stream()
                  .filter(c -> HALVES.matcher(c.name()).matches())
                  .forEach(c -> table.addColumns(c.setName(half.getKey() + c.name())));
            });
    return table;
  }

  private void add(Ranking ranking, long seed) {
    RankCorrelation score = ranking.correlation(seed);
    RankCorrelation size = ranking.baseline(seed);
    RandomRanking random = ranking.random(seed);
    regimes.append(ranking.name());
    counts.append(score.n());
    add("spearman", score.spearman());
    add("kendall", score.kendall());
    add("parameters_spearman", size.spearman());
    add("parameters_kendall", size.kendall());
    add("multiply_adds_spearman", ranking.multiplyAdds(seed).spearman());
    add("given_multiply_adds", ranking.givenMultiplyAdds(seed));
    add("random_low", random.spearman().low());
    add("random_high", random.spearman().high());
    add("p_value", random.pValue());
  }

  private void add(String name, Interval interval) {
    add(name, interval.value());
    add(name + "_low", interval.low());
    add(name + "_high", interval.high());
  }

  private void add(String name, double value) {
    values.computeIfAbsent(name, DoubleColumn::create).append(value);
  }
}
