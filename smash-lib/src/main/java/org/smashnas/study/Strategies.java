package org.smashnas.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.smashnas.arch.Architecture;
import org.smashnas.plot.BandChart;
import org.smashnas.search.Candidate;
import org.smashnas.search.SearchResult;
import org.smashnas.statistics.Bootstrap;
import org.smashnas.statistics.Interval;
import org.smashnas.statistics.PairedTest;
import org.smashnas.table.Tables;
import tech.tablesaw.api.Table;

/**
 * What strategies found, and what it is worth.
 *
 * @param ends one a search, seed by seed, the strategies in their order
 */
public record Strategies(List<End> ends) {
  /** A search. */
  record Key(String strategy, long seed) {}

  /**
   * A search's end.
   *
   * @param seed of the search
   * @param winner the architecture of the least score
   * @param curve least score so far after each architecture scored
   * @param trueError error of the winner after normal training
   */
  public record End(
      String strategy, long seed, Architecture winner, List<Double> curve, double trueError) {
    public End {
      curve = List.copyOf(curve);
    }

    static End of(Key key, SearchResult found, double trueError) {
      List<Double> curve = new ArrayList<>();
      double best = 1;
      for (Candidate c : found.scored()) {
        best = Math.min(best, c.score());
        curve.add(best);
      }
      return new End(key.strategy(), key.seed(), found.best(), curve, trueError);
    }

    /** The winner's score. */
    public double score() {
      return curve.get(curve.size() - 1);
    }
  }

  public Strategies {
    ends = List.copyOf(ends);
  }

  private record Line(
      String strategy,
      long seed,
      String architecture,
      double score,
      double trueError,
      long parameters,
      long multiplyAdds) {
    static Line of(End e) {
      Architecture a = e.winner();
      return new Line(
          e.strategy(),
          e.seed(),
          a.id(),
          e.score(),
          e.trueError(),
          a.parameters(),
          a.multiplyAdds());
    }
  }

  /**
   * A strategy over its seeds.
   *
   * @param n searches
   * @param score mean of the winners' scores
   * @param trueError mean of the winners' true errors, with a bootstrap interval
   * @param winners different ones
   * @param gain mean of the first strategy's true error less this one's, seed by seed
   * @param betterSeeds seeds with which this one's winner is truly better than the first's
   * @param wilcoxon p-value of the gains' signed rank test
   */
  record Summary(
      String strategy,
      int n,
      double score,
      double trueError,
      double trueErrorLow,
      double trueErrorHigh,
      int winners,
      double gain,
      double gainLow,
      double gainHigh,
      int betterSeeds,
      double wilcoxon) {}

  /** One search a row, with its winner. */
  public Table table() {
    return Tables.of("strategies", Line.class, ends.stream().map(Line::of).toList());
  }

  /**
   * One strategy a row, with 95% intervals over its seeds.
   *
   * @param seed of the bootstraps
   */
  public Table summary(long seed) {
    List<Summary> rows = new ArrayList<>();
    Map<String, List<End>> all = byStrategy();
    all.forEach(
        (name, own) -> {
          List<End> first = all.values().iterator().next();
          List<Long> shared =
              own.stream().map(End::seed).filter(s -> of(first, s).findAny().isPresent()).toList();
          PairedTest gain = PairedTest.of(errors(first, shared), errors(own, shared), seed);
          Interval truth = mean(own, End::trueError, seed);
          rows.add(
              new Summary(
                  name,
                  own.size(),
                  own.stream().mapToDouble(End::score).average().orElseThrow(),
                  truth.value(),
                  truth.low(),
                  truth.high(),
                  (int) own.stream().map(End::winner).distinct().count(),
                  gain.mean().value(),
                  gain.mean().low(),
                  gain.mean().high(),
                  gain.wins(),
                  gain.wilcoxon()));
        });
    return Tables.of("strategies", Summary.class, rows);
  }

  private Map<String, List<End>> byStrategy() {
    Map<String, List<End>> all = new LinkedHashMap<>();
    ends.forEach(e -> all.computeIfAbsent(e.strategy(), s -> new ArrayList<>()).add(e));
    return all;
  }

  private static Stream<End> of(List<End> ends, long seed) {
    return ends.stream().filter(e -> e.seed() == seed);
  }

  private static double[] errors(List<End> ends, List<Long> seeds) {
    return seeds.stream()
        .mapToDouble(s -> of(ends, s).findFirst().orElseThrow().trueError())
        .toArray();
  }

  private static Interval mean(List<End> ends, ToDoubleFunction<End> of, long seed) {
    return Bootstrap.mean(ends.stream().mapToDouble(of).toArray(), Bootstrap.RESAMPLES, seed);
  }

  /**
   * The least score so far over the architectures scored, mean over the seeds with its interval.
   *
   * @param seed of the bootstraps
   */
  public XYChart plot(long seed) {
    int count = ends.stream().mapToInt(e -> e.curve().size()).min().orElse(0);
    List<Double> x = IntStream.rangeClosed(1, count).mapToObj(i -> (double) i).toList();
    List<BandChart.Band> bands = new ArrayList<>();
    byStrategy()
        .forEach(
            (name, own) -> {
              List<Interval> line =
                  IntStream.range(0, count)
                      .mapToObj(i -> mean(own, e -> 100 * e.curve().get(i), seed))
                      .toList();
              bands.add(
                  new BandChart.Band(
                      name,
                      line.stream().map(Interval::value).toList(),
                      line.stream().map(Interval::low).toList(),
                      line.stream().map(Interval::high).toList()));
            });
    return BandChart.draw("", "architectures scored", x, "least SMASH score so far (%)", bands);
  }

  /** For example "40 searches by random, paper, evolution, surrogate; true errors 5.1 to 9.8%". */
  @Override
  public String toString() {
    if (ends.isEmpty()) {
      return "no search has a winner with a true error yet";
    }
    var errors = ends.stream().mapToDouble(End::trueError).summaryStatistics();
    return String.format(
        Locale.ROOT,
        "%d searches by %s; true errors of what they found %.1f to %.1f%%",
        ends.size(),
        String.join(", ", byStrategy().keySet()),
        100 * errors.getMin(),
        100 * errors.getMax());
  }
}
