package org.smashnas.study;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.knowm.xchart.CategoryChart;
import org.smashnas.plot.Bars;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a corruption study found.
 *
 * @param rows one false code each, in the order of their measurement; at least one
 */
public record Corruptions(List<Row> rows) {
  /**
   * One false code: a row of corruption.arrow.
   *
   * @param architecture the architecture's id
   * @param field the field that was made wrong, or {@link CorruptionStudy#ALL}
   * @param kind how, in lower case
   * @param cleanError validation error with the weights of the true code, 0 to 1
   * @param corruptedError the same with those of the false code
   */
  public record Row(
      String architecture, String field, String kind, double cleanError, double corruptedError) {
    /** How much worse the false code is, -1 to 1. */
    public double rise() {
      return corruptedError - cleanError;
    }
  }

  public Corruptions {
    rows = List.copyOf(rows);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          "the study measured no false code; let it run for one at least");
    }
  }

  /**
   * Reads what a study wrote, whole or as a crash left it.
   *
   * @param folder where corruption.arrow is
   * @throws java.io.UncheckedIOException if there is no study
   */
  public static Corruptions read(Path folder) {
    return new Corruptions(
        Ledger.read(folder.resolve(CorruptionStudy.FILE), CorruptionStudy.COLUMNS).stream()
            .map(
                r ->
                    new Row(
                        (String) r[0], (String) r[1], (String) r[2], (Double) r[3], (Double) r[4]))
            .toList());
  }

  /** The fields that were made wrong, in order. */
  public List<String> fields() {
    return rows.stream().map(Row::field).distinct().toList();
  }

  /** Only one kind of false codes. */
  public Corruptions ofKind(String kind) {
    return new Corruptions(rows.stream().filter(r -> r.kind().equals(kind)).toList());
  }

  /**
   * The mean rise in error with a field made wrong, with an interval over the architectures; kinds
   * are averaged for each architecture first.
   *
   * @throws IllegalArgumentException if there is no such field
   */
  public Interval rise(String field, long seed) {
    double[] rises =
        byArchitecture(field).values().stream()
            .mapToDouble(all -> all.stream().mapToDouble(Row::rise).average().orElseThrow())
            .toArray();
    return Bootstrap.mean(rises, Bootstrap.RESAMPLES, seed);
  }

  /** Share of the architectures whose true code has less error than every false one, 0 to 1. */
  public double bestShare() {
    return share(grouped(rows), r -> r.rise() > 0);
  }

  /** The same among the false codes of one field. */
  public double bestShare(String field) {
    return share(byArchitecture(field), r -> r.rise() > 0);
  }

  /** Share of the architectures whose error no false code of a field changes, 0 to 1. */
  public double equalShare(String field) {
    return share(byArchitecture(field), r -> r.rise() == 0);
  }

  private static double share(Map<String, List<Row>> architectures, Predicate<Row> every) {
    long those = architectures.values().stream().filter(r -> r.stream().allMatch(every)).count();
    return (double) those / architectures.size();
  }

  private Map<String, List<Row>> byArchitecture(String field) {
    if (!fields().contains(field)) {
      throw new IllegalArgumentException(
          "no field \"%s\" was made wrong; those were %s".formatted(field, fields()));
    }
    return grouped(rows.stream().filter(r -> r.field().equals(field)).toList());
  }

  private static Map<String, List<Row>> grouped(List<Row> rows) {
    return rows.stream()
        .collect(Collectors.groupingBy(Row::architecture, LinkedHashMap::new, Collectors.toList()));
  }

  /**
   * One row a field: architectures, mean rise with its 95% interval, share of the architectures
   * whose true code has less error than every false one, share with no change.
   *
   * @param seed of the bootstrap
   */
  public Table summary(long seed) {
    StringColumn names = StringColumn.create("field");
    IntColumn counts = IntColumn.create("n");
    DoubleColumn rises = DoubleColumn.create("mean_rise");
    DoubleColumn lows = DoubleColumn.create("rise_low");
    DoubleColumn highs = DoubleColumn.create("rise_high");
    DoubleColumn best = DoubleColumn.create("best_share");
    DoubleColumn equal = DoubleColumn.create("equal_share");
    for (String field : fields()) {
      Interval rise = rise(field, seed);
      names.append(field);
      counts.append(byArchitecture(field).size());
      rises.append(rise.value());
      lows.append(rise.low());
      highs.append(rise.high());
      best.append(bestShare(field));
      equal.append(equalShare(field));
    }
    return Table.create("corruption_summary", names, counts, rises, lows, highs, best, equal);
  }

  /** The mean rise of each field in percentage points, with its interval. */
  public CategoryChart plot(long seed) {
    List<Interval> rises = fields().stream().map(f -> rise(f, seed)).toList();
    return Bars.draw(
        "rise in error with one field made wrong, n = " + grouped(rows).size(),
        "percentage points",
        fields(),
        rises.stream().mapToDouble(r -> 100 * r.value()).toArray(),
        rises.stream().mapToDouble(r -> 100 * r.low()).toArray(),
        rises.stream().mapToDouble(r -> 100 * r.high()).toArray());
  }
}
