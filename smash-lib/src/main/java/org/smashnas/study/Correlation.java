package org.smashnas.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;
import org.smashnas.arch.Architecture;
import org.smashnas.statistics.Interval;
import org.smashnas.statistics.RankCorrelation;
import org.smashnas.table.Tables;
import org.smashnas.train.Measure;
import tech.tablesaw.api.Table;

/**
 * What correlation studies in one folder found.
 *
 * @param pairings scores and true errors, in the order of their measurement
 * @param truth which stored truths the true errors are, in words: {@link Truths#correlate}; empty
 *     where the study trained the networks itself
 */
public record Correlation(List<Pairing> pairings, String truth) {
  public Correlation {
    pairings = List.copyOf(pairings);
  }

  /** Of networks that the study trained itself. */
  public Correlation(List<Pairing> pairings) {
    this(pairings, "");
  }

  /**
   * Reads what the studies in a folder wrote, whole or as a crash left it.
   *
   * @throws java.io.UncheckedIOException if there is no study
   */
  public static Correlation read(Path folder) {
    Map<String, String> metadata = Tables.metadata(folder.resolve(PairingTable.FILE));
    return new Correlation(PairingTable.read(folder), metadata.getOrDefault(Truths.CONDITION, ""));
  }

  /** The pairings of some architectures, for example of one half of the truths. */
  public Correlation only(List<Architecture> some) {
    Set<String> ids = some.stream().map(Architecture::id).collect(Collectors.toSet());
    return new Correlation(
        pairings.stream().filter(p -> ids.contains(p.architecture())).toList(), truth);
  }

  /** All pairings as a table: the columns of correlation.arrow. */
  public Table table() {
    return PairingTable.of(pairings);
  }

  /**
   * The orders that there are: of each regime that by the scores of its first HyperNet, and by its
   * cross entropies; then those of its other HyperNets, and both by their means. Left out is what
   * an interrupt kept from having 3 architectures.
   */
  public List<Ranking> rankings() {
    List<Ranking> rankings = new ArrayList<>();
    Map<String, List<Pairing>> regimes =
        pairings.stream()
            .collect(
                Collectors.groupingBy(Pairing::regime, LinkedHashMap::new, Collectors.toList()));
    regimes.forEach((name, all) -> addRegime(name, all, rankings));
    return rankings;
  }

  private static void addRegime(String name, List<Pairing> all, List<Ranking> to) {
    Map<Long, List<List<Pairing>>> bySeed = new LinkedHashMap<>();
    for (Pairing p : all) {
      bySeed.computeIfAbsent(p.hypernetSeed(), s -> new ArrayList<>()).add(List.of(p));
    }
    List<List<Pairing>> first = bySeed.values().iterator().next();
    add(name, first, Measure.ERROR, to);
    add(name + "_cross_entropy", first, Measure.CROSS_ENTROPY, to);
    bySeed.entrySet().stream()
        .skip(1)
        .forEach(e -> add(name + "_seed_" + e.getKey(), e.getValue(), Measure.ERROR, to));
    if (bySeed.size() > 1) {
      Collection<List<Pairing>> cases =
          all.stream()
              .collect(
                  Collectors.groupingBy(
                      Pairing::architecture, LinkedHashMap::new, Collectors.toList()))
              .values();
      // Those that an interrupt kept from some of the HyperNets have no mean to compare.
      List<List<Pairing>> complete = cases.stream().filter(c -> c.size() == bySeed.size()).toList();
      add(name + "_mean", complete, Measure.ERROR, to);
      add(name + "_mean_cross_entropy", complete, Measure.CROSS_ENTROPY, to);
    }
  }

  private static void add(
      String name, List<List<Pairing>> cases, Measure measure, List<Ranking> to) {
    if (cases.size() >= RankCorrelation.LEAST) {
      to.add(new Ranking(name, cases, measure));
    }
  }

  /**
   * One of the rankings by its name.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public Ranking ranking(String name) {
    List<Ranking> all = rankings();
    return all.stream()
        .filter(r -> r.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no ranking \"%s\"; there are %s"
                        .formatted(name, all.stream().map(Ranking::name).toList())));
  }

  /**
   * Every ranking's correlations with the true errors, beside those of the numbers of parameters
   * and multiply-adds, what is left given the latter, and random rankings: the columns of
   * correlation_summary.arrow.
   *
   * @param seed of bootstrap and permutations
   */
  public Table summary(long seed) {
    return summary(rankings(), seed);
  }

  /**
   * What to choose a setting by beside what to report of it: n, rho, that of multiply-adds and what
   * is left given those, on both halves of the truths' networks ({@link Truths#half}) in columns
   * that begin with choose_ and report_.
   *
   * @param seed of the bootstrap
   */
  public Table halves(Truths truths, long seed) {
    return CorrelationSummary.halves(
        only(truths.half(0).networks()).rankings(),
        only(truths.half(1).networks()).rankings(),
        seed);
  }

  /**
   * {@link #summary(long)} of chosen rankings, also of those that {@link Ranking#onExamples} and
   * {@link Ranking#ofTrainings} make.
   *
   * @param rankings one a row, each with its own name
   * @param seed of bootstrap and permutations
   */
  public static Table summary(List<Ranking> rankings, long seed) {
    return CorrelationSummary.of(rankings, seed);
  }

  /** {@link Ranking#plot} of one ranking. */
  public XYChart plot(String ranking, long seed) {
    return ranking(ranking).plot(seed);
  }

  /**
   * Spearman's rho of chosen rankings as bars, with their 95% intervals.
   *
   * @param rankings one a bar, each with its own name
   * @param seed of the bootstrap
   */
  public static CategoryChart plot(List<Ranking> rankings, long seed) {
    List<Interval> rhos = rankings.stream().map(r -> r.correlation(seed).spearman()).toList();
    return IntervalBars.draw(
        "scores against true errors",
        "Spearman's rho",
        rankings.stream().map(Ranking::name).toList(),
        rhos,
        1);
  }

  /**
   * For example "60 pairs of score and true error, regimes [crippled, normal]", and then the truth
   * if it was stored.
   */
  @Override
  public String toString() {
    return "%d pairs of score and true error, regimes %s%s"
        .formatted(
            pairings.size(),
            new TreeSet<>(pairings.stream().map(Pairing::regime).toList()),
            truth.isEmpty() ? "" : "; true errors from " + truth);
  }
}
