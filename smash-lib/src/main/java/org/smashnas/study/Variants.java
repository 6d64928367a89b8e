package org.smashnas.study;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.knowm.xchart.CategoryChart;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a study of variants found. The first variant of the table is the reference that the others
 * are compared with.
 *
 * <p>Intervals are over the architectures, for the very networks that were trained. What another
 * seed would have changed, {@link VariantResult#seedDeviation} tells.
 *
 * @param rows one architecture each, in the order of their measurement; at least one
 */
public record Variants(List<Row> rows) {
  /**
   * One architecture with weights of one network: a row of variants.arrow.
   *
   * @param variant the variant's name
   * @param hypernetSeed seed of the SMASH network
   * @param architecture the architecture's id
   * @param channels channels of the encoding
   * @param error validation error with the weights of the true code, 0 to 1
   * @param corruptedError the same with those of a code whose fields are all false
   */
  public record Row(
      String variant,
      long hypernetSeed,
      String architecture,
      int channels,
      double error,
      double corruptedError) {}

  public Variants {
    rows = List.copyOf(rows);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          "the study measured no architecture; let it train one network at least");
    }
  }

  /**
   * Reads what a study wrote, whole or as a crash left it.
   *
   * @param folder where variants.arrow is
   * @throws java.io.UncheckedIOException if there is no study
   */
  public static Variants read(Path folder) {
    return new Variants(
        Ledger.read(folder.resolve(VariantStudy.FILE), VariantStudy.COLUMNS).stream()
            .map(
                r ->
                    new Row(
                        (String) r[0],
                        (Long) r[1],
                        (String) r[2],
                        (Integer) r[3],
                        (Double) r[5],
                        (Double) r[6]))
            .toList());
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
    return VariantResult.of(variant, networks(variant), networks(names().get(0)), seed);
  }

  /** By seed, each network's rows in the order of the architectures' ids, if it has all. */
  private Map<Long, List<Row>> networks(String variant) {
    long all = rows.stream().map(Row::architecture).distinct().count();
    Map<Long, List<Row>> bySeed =
        rows.stream()
            .filter(r -> r.variant().equals(variant))
            .sorted((a, b) -> a.architecture().compareTo(b.architecture()))
            .collect(
                Collectors.groupingBy(Row::hypernetSeed, LinkedHashMap::new, Collectors.toList()));
    bySeed.values().removeIf(own -> own.size() < all);
    return bySeed;
  }

  /**
   * One row a variant: its numbers of channels, SMASH networks and architectures, then the figures
   * of {@link VariantResult} with their intervals.
   *
   * @param seed of the bootstrap
   */
  public Table summary(long seed) {
    List<VariantResult> results = results(seed);
    return Table.create(
            "variants_summary",
            StringColumn.create("variant", names()),
            counts("channels", results, VariantResult::channels),
            counts("networks", results, VariantResult::networks),
            counts("n", results, VariantResult::architectures))
        .addColumns(interval("error", results, VariantResult::meanError))
        .addColumns(doubles("best_error", results, VariantResult::bestError))
        .addColumns(doubles("seed_deviation", results, VariantResult::seedDeviation))
        .addColumns(interval("change", results, VariantResult::change))
        .addColumns(interval("gap", results, VariantResult::gap))
        .addColumns(interval("agreement", results, VariantResult::agreement));
  }

  private List<VariantResult> results(long seed) {
    return names().stream().map(v -> result(v, seed)).toList();
  }

  private static IntColumn counts(
      String name, List<VariantResult> results, Function<VariantResult, Integer> count) {
    return IntColumn.create(name, results.stream().map(count).toArray(Integer[]::new));
  }

  private static DoubleColumn doubles(
      String name, List<VariantResult> results, ToDoubleFunction<VariantResult> value) {
    return DoubleColumn.create(name, results.stream().mapToDouble(value).toArray());
  }

  private static DoubleColumn[] interval(
      String name, List<VariantResult> results, Function<VariantResult, Interval> of) {
    return IntervalColumns.of(name, results.stream().map(of).toList());
  }

  /** How much higher each variant's mean error is than the reference's, in percentage points. */
  public CategoryChart plotChanges(long seed) {
    return bars(
        "change in mean error from \"" + names().get(0) + "\"",
        "percentage points",
        100,
        seed,
        VariantResult::change);
  }

  /** How much error a wholly false code costs each variant, in percentage points. */
  public CategoryChart plotGaps(long seed) {
    return bars(
        "rise in error with all fields made wrong",
        "percentage points",
        100,
        seed,
        VariantResult::gap);
  }

  /** How far each variant agrees with the reference's ranking: Spearman's rho. */
  public CategoryChart plotAgreements(long seed) {
    return bars(
        "agreement with the ranking by \"" + names().get(0) + "\"",
        "Spearman's rho",
        1,
        seed,
        VariantResult::agreement);
  }

  private CategoryChart bars(
      String title, String yTitle, double unit, long seed, Function<VariantResult, Interval> of) {
    Map<String, Interval> known = new LinkedHashMap<>();
    for (VariantResult r : results(seed)) {
      Interval interval = of.apply(r);
      if (!Double.isNaN(interval.value())) {
        known.put(r.variant(), interval);
      }
    }
    List<Interval> all = List.copyOf(known.values());
    return IntervalBars.draw(title, yTitle, List.copyOf(known.keySet()), all, unit);
  }

  /** For example "600 measurements of [one-hot, without writes]". */
  @Override
  public String toString() {
    return rows.size() + " measurements of " + names();
  }
}
