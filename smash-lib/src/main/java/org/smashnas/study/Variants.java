package org.smashnas.study;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.knowm.xchart.CategoryChart;
import org.smashnas.statistics.Interval;
import org.smashnas.table.ResumableTable;
import org.smashnas.table.Tables;
import org.smashnas.train.Measure;
import tech.tablesaw.api.Table;

/**
 * What a study of variants found. The first variant of the table is the reference that the others
 * are compared with.
 *
 * <p>Intervals are over the architectures, for the very networks that were trained. What another
 * seed would have changed, {@link VariantResult#seedDeviation} tells.
 *
 * @param rows one architecture each, in the order of their measurement; at least one
 * @param truth which stored truths the true errors are, in words; empty where there are none
 */
public record Variants(List<Row> rows, String truth) {
  /** Tables of before there were truths end here. */
  private static final int FIRST_COLUMNS = 7;

  /**
   * One architecture with weights of one network: a row of variants.arrow.
   *
   * @param variant the variant's name
   * @param hypernetSeed seed of the SMASH network
   * @param architectureId the architecture's
   * @param channels channels of the encoding
   * @param encodingId tells it from others of the variant's name
   * @param error validation error with the weights of the true code, 0 to 1
   * @param corruptedError the same with those of a code whose fields are all false
   * @param crossEntropy in nats, with the weights of the true code; NaN in tables from before it
   *     was noted
   * @param corruptedCrossEntropy the same with those of the false code
   * @param trueError what a normal training came to, 0 to 1; NaN where there are no truths
   * @param multiplyAdds for one input; null in tables from before it was noted
   */
  public record Row(
      String variant,
      long hypernetSeed,
      String architectureId,
      int channels,
      String encodingId,
      double error,
      double corruptedError,
      double crossEntropy,
      double corruptedCrossEntropy,
      double trueError,
      Long multiplyAdds) {
    public Row {
      Ranges.share("error", error);
      Ranges.share("corrupted error", corruptedError);
      Ranges.notNegative("cross entropy", crossEntropy);
      Ranges.notNegative("corrupted cross entropy", corruptedCrossEntropy);
      if (!Double.isNaN(trueError)) {
        Ranges.share("true error", trueError);
      }
    }

    /** Of errors alone. */
    public Row(
        String variant,
        long hypernetSeed,
        String architectureId,
        int channels,
        double error,
        double corruptedError) {
      this(
          variant,
          hypernetSeed,
          architectureId,
          channels,
          null,
          error,
          corruptedError,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          null);
    }

    double score(Measure measure) {
      return measure == Measure.ERROR ? error : crossEntropy;
    }

    double corruptedScore(Measure measure) {
      return measure == Measure.ERROR ? corruptedError : corruptedCrossEntropy;
    }
  }

  public Variants {
    rows = List.copyOf(rows);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          "the study measured no architecture; let it train one network at least");
    }
  }

  /** Of rows whose truths need no name, or that have none. */
  public Variants(List<Row> rows) {
    this(rows, "");
  }

  /**
   * Reads what a study wrote, whole or as a crash left it. A table of an earlier version, which
   * noted errors only, still is what it was, without the figures by cross entropy.
   *
   * @param folder where variants.arrow is
   * @throws java.io.UncheckedIOException if there is no study
   */
  public static Variants read(Path folder) {
    Path file = folder.resolve(VariantStudy.FILE);
    return new Variants(
        ResumableTable.read(file, Row.class, FIRST_COLUMNS),
        Tables.metadata(file).getOrDefault(Truths.CONDITION, ""));
  }

  /** The variants of which at least one network measured all architectures, in order. */
  public List<String> names() {
    return rows.stream().map(Row::variant).distinct().filter(v -> !networks(v).isEmpty()).toList();
  }

  /**
   * One variant's figures.
   *
   * @param seed of the bootstrap
   * @throws IllegalArgumentException if no network of this variant measured all architectures
   */
  public VariantResult result(String variant, long seed) {
    if (!names().contains(variant)) {
      throw new IllegalArgumentException(
          "no variant \"%s\" was measured to the end; those were %s".formatted(variant, names()));
    }
    return figures(variant, seed).result();
  }

  private VariantFigures figures(String variant, long seed) {
    return new VariantFigures(networks(variant), networks(names().get(0)), seed);
  }

  /** By seed, each network's rows in the order of the architectures' ids, if it has all. */
  private Map<Long, List<Row>> networks(String variant) {
    long all = rows.stream().map(Row::architectureId).distinct().count();
    Map<Long, List<Row>> bySeed =
        rows.stream()
            .filter(r -> r.variant().equals(variant))
            .sorted((a, b) -> a.architectureId().compareTo(b.architectureId()))
            .collect(
                Collectors.groupingBy(Row::hypernetSeed, LinkedHashMap::new, Collectors.toList()));
    bySeed.values().removeIf(own -> own.size() < all);
    return bySeed;
  }

  /**
   * One row a variant: its numbers of channels, SMASH networks and architectures, then the figures
   * of {@link VariantResult} with their intervals.
   *
   * <p>Where there are truths, the table's name says which, and {@code truth} and {@code
   * truth_given_multiply_adds} are {@link VariantResult#truthByCrossEntropy}; by error, which is
   * coarser, only {@link #result} has them.
   *
   * @param seed of the bootstrap
   */
  public Table summary(long seed) {
    Table table =
        Tables.of(
            "variants_summary" + against(),
            Summary.class,
            names().stream().map(v -> Summary.of(result(v, seed))).toList());
    return hasTruths()
        ? table
        : table.retainColumns(
            table.columnNames().stream()
                .filter(c -> !c.startsWith("truth"))
                .toArray(String[]::new));
  }

  private record Summary(
      String variant,
      int channels,
      int networks,
      int n,
      Interval error,
      double bestError,
      double seedDeviation,
      Interval change,
      Interval gap,
      Interval gapCrossEntropy,
      Interval agreement,
      Interval truth,
      Interval truthGivenMultiplyAdds) {
    static Summary of(VariantResult r) {
      return new Summary(
          r.variant(),
          r.channels(),
          r.networks(),
          r.architectures(),
          r.meanError(),
          r.bestError(),
          r.seedDeviation(),
          r.change(),
          r.gap(),
          r.gapCrossEntropy(),
          r.agreement(),
          r.truthByCrossEntropy().spearman(),
          r.truthByCrossEntropy().givenMultiplyAdds());
    }
  }

  private boolean hasTruths() {
    return rows.stream().anyMatch(r -> Double.isFinite(r.trueError()));
  }

  private String against() {
    return truth.isEmpty() ? "" : "; true errors from " + truth;
  }

  /** How much higher each variant's mean error is than the reference's, in percentage points. */
  public CategoryChart plotChanges(long seed) {
    return bars(
        "change in mean error from \"" + names().get(0) + "\"",
        "percentage points",
        100,
        each(VariantFigures::change, seed));
  }

  /** How much error a wholly false code costs each variant, in percentage points. */
  public CategoryChart plotGaps(long seed) {
    return bars(
        "rise in error with all fields made wrong",
        "percentage points",
        100,
        each(f -> f.gap(Measure.ERROR), seed));
  }

  /** How far each variant agrees with the reference's ranking: Spearman's rho. */
  public CategoryChart plotAgreements(long seed) {
    return bars(
        "agreement with the ranking by \"" + names().get(0) + "\"",
        "Spearman's rho",
        1,
        each(VariantFigures::agreement, seed));
  }

  /**
   * How well each variant's cross entropies order the architectures as their true errors do:
   * Spearman's rho, and beside it that of the number of multiply-adds, which needs no SMASH network
   * (1 if more is always better).
   *
   * @throws IllegalArgumentException if there are no truths
   */
  public CategoryChart plotTruths(long seed) {
    if (!hasTruths()) {
      throw new IllegalArgumentException(
          "the study has no true errors to compare with; open a Workbench against a table of truths");
    }
    Map<String, Interval> rhos =
        each(figures -> figures.truth(Measure.CROSS_ENTROPY).spearman(), seed);
    rhos.put("multiply-adds alone", figures(names().get(0), seed).multiplyAdds());
    return bars(
        "agreement with the true errors" + (truth.isEmpty() ? "" : ": " + truth),
        "Spearman's rho",
        1,
        rhos);
  }

  private Map<String, Interval> each(Function<VariantFigures, Interval> of, long seed) {
    Map<String, Interval> each = new LinkedHashMap<>();
    names().forEach(v -> each.put(v, of.apply(figures(v, seed))));
    return each;
  }

  private static CategoryChart bars(
      String title, String yTitle, double unit, Map<String, Interval> each) {
    each.values().removeIf(interval -> Double.isNaN(interval.value()));
    return IntervalBars.draw(
        title, yTitle, List.copyOf(each.keySet()), List.copyOf(each.values()), unit);
  }

  /** For example "600 measurements of [one-hot, without writes]", and then the truth, if any. */
  @Override
  public String toString() {
    return rows.size() + " measurements of " + names() + against();
  }
}
