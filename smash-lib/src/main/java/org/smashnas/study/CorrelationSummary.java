package org.smashnas.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.smashnas.statistics.Interval;
import org.smashnas.statistics.RandomRanking;
import org.smashnas.statistics.RankCorrelation;
import org.smashnas.table.Tables;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Rankings as a table, one a row. */
final class CorrelationSummary {
  /** What {@link #halves} shows of a summary. */
  private static final Pattern HALVES =
      Pattern.compile("n|(spearman|multiply_adds_spearman|given_multiply_adds)(_low|_high)?");

  private CorrelationSummary() {}

  private record Line(
      String regime,
      int n,
      Interval spearman,
      Interval kendall,
      Interval parametersSpearman,
      Interval parametersKendall,
      Interval multiplyAddsSpearman,
      Interval givenMultiplyAdds,
      double randomLow,
      double randomHigh,
      double pValue) {
    static Line of(Ranking ranking, long seed) {
      RankCorrelation score = ranking.correlation(seed);
      RankCorrelation size = ranking.baseline(seed);
      RandomRanking random = ranking.random(seed);
      return new Line(
          ranking.name(),
          score.n(),
          score.spearman(),
          score.kendall(),
          size.spearman(),
          size.kendall(),
          ranking.multiplyAdds(seed).spearman(),
          ranking.givenMultiplyAdds(seed),
          random.spearman().low(),
          random.spearman().high(),
          random.pValue());
    }
  }

  static Table of(List<Ranking> rankings, long seed) {
    return Tables.of(
        "correlation_summary",
        Line.class,
        rankings.stream().map(ranking -> Line.of(ranking, seed)).toList());
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
}
