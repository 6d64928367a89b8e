package org.smashnas.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Rankings as a table, one a row. */
final class CorrelationSummary {
  private final StringColumn regimes = StringColumn.create("regime");
  private final IntColumn counts = IntColumn.create("n");
  private final Map<String, DoubleColumn> values = new LinkedHashMap<>();

  private CorrelationSummary() {}

  static Table of(List<Ranking> rankings, long seed) {
    CorrelationSummary summary = new CorrelationSummary();
    rankings.forEach(r -> summary.add(r, seed));
    Table table = Table.create("correlation_summary", summary.regimes, summary.counts);
    summary.values.values().forEach(table::addColumns);
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
