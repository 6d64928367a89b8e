package org.smashnas.study;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hipparchus.stat.interval.BinomialProportion;
import org.hipparchus.stat.interval.ConfidenceInterval;
import org.knowm.xchart.CategoryChart;
import org.smashnas.statistics.Bootstrap;
import org.smashnas.statistics.Interval;
import org.smashnas.table.ResumableTable;
import org.smashnas.table.Tables;
import org.smashnas.train.Measure;
import tech.tablesaw.api.Table;

/**
 * What a corruption study found.
 *
 * @param rows one false code each, in the order of their measurement; at least one
 * @param measure by what codes are compared
 */
public record Corruptions(List<Row> rows, Measure measure) {
  /**
   * One false code: a row of corruption.arrow.
   *
   * @param architectureId the architecture's
   * @param field the field that was made wrong, or {@link CorruptionStudy#ALL}
   * @param kind how, in lower case
   * @param cleanError validation error with the weights of the true code, 0 to 1
   * @param corruptedError the same with those of the false code
   * @param cleanCrossEntropy cross entropy with the weights of the true code, in nats
   * @param corruptedCrossEntropy the same with those of the false code
   */
  public record Row(
      String architectureId,
      String field,
      String kind,
      double cleanError,
      double corruptedError,
      double cleanCrossEntropy,
      double corruptedCrossEntropy) {
    public Row {
      Ranges.share("error", cleanError);
      Ranges.share("corrupted error", corruptedError);
      Ranges.notNegative("cross entropy", cleanCrossEntropy);
      Ranges.notNegative("corrupted cross entropy", corruptedCrossEntropy);
    }

    /** How much worse the false code is: a share of the examples, or nats. */
    public double rise(Measure measure) {
      return measure == Measure.ERROR
          ? corruptedError - cleanError
          : corruptedCrossEntropy - cleanCrossEntropy;
    }
  }

  /** Compared by error, as in the paper. */
  public Corruptions(List<Row> rows) {
    this(rows, Measure.ERROR);
  }

  /** The same codes compared by another measure. */
  public Corruptions by(Measure value) {
    return new Corruptions(rows, value);
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
    return new Corruptions(ResumableTable.read(folder.resolve(CorruptionStudy.FILE), Row.class));
  }

  /** The fields that were made wrong, in order. */
  public List<String> fields() {
    return rows.stream().map(Row::field).distinct().toList();
  }

  /** Only one kind of false codes. */
  public Corruptions ofKind(String kind) {
    return new Corruptions(rows.stream().filter(r -> r.kind().equals(kind)).toList(), measure);
  }

  /**
   * The mean rise of the measure with a field made wrong, with an interval over the architectures;
   * kinds are averaged for each architecture first.
   *
   * @throws IllegalArgumentException if there is no such field
   */
  public Interval rise(String field, long seed) {
    double[] rises =
        byArchitecture(field).values().stream()
            .mapToDouble(
                all -> all.stream().mapToDouble(r -> r.rise(measure)).average().orElseThrow())
            .toArray();
    return Bootstrap.mean(rises, Bootstrap.RESAMPLES, seed);
  }

  /** Share of the architectures whose true code is better than every false one, 0 to 1. */
  public double bestShare() {
    return share(grouped(rows), r -> r.rise(measure) > 0);
  }

  /** The same among the false codes of one field. */
  public double bestShare(String field) {
    return share(byArchitecture(field), r -> r.rise(measure) > 0);
  }

  /** {@link #bestShare(String)} with the interval that so many architectures leave it (Wilson). */
  public Interval bestShareInterval(String field) {
    int n = byArchitecture(field).size();
    double share = bestShare(field);
    ConfidenceInterval ends = BinomialProportion.getWilsonScoreInterval(n, share, 0.95);
    // Rounding leaves 1e-18 where the end is 0.
    return new Interval(share, share == 0 ? 0 : ends.getLowerBound(), ends.getUpperBound());
  }

  /** Share of the architectures for which no false code of a field changes anything, 0 to 1. */
  public double equalShare(String field) {
    return share(byArchitecture(field), r -> r.rise(measure) == 0);
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
        .collect(
            Collectors.groupingBy(Row::architectureId, LinkedHashMap::new, Collectors.toList()));
  }

  /**
   * One row a field: the measure, architectures, mean rise with its 95% interval, share of the
   * architectures whose true code is better than every false one with its interval, share with no
   * change.
   *
   * @param seed of the bootstrap
   */
  public Table summary(long seed) {
    return Tables.of(
        "corruption_summary",
        Summary.class,
        fields().stream().map(field -> summary(field, seed)).toList());
  }

  private record Summary(
      String field,
      String measure,
      int n,
      double meanRise,
      double riseLow,
      double riseHigh,
      Interval bestShare,
      double equalShare) {}

  private Summary summary(String field, long seed) {
    Interval rise = rise(field, seed);
    return new Summary(
        field,
        measure.name().toLowerCase(Locale.ROOT),
        byArchitecture(field).size(),
        rise.value(),
        rise.low(),
        rise.high(),
        bestShareInterval(field),
        equalShare(field));
  }

  /** The mean rise of each field, in percentage points or nats, with its interval. */
  public CategoryChart plot(long seed) {
    List<Interval> rises = fields().stream().map(f -> rise(f, seed)).toList();
    return IntervalBars.draw(
        "rise in " + measure.text() + " with one field made wrong, n = " + grouped(rows).size(),
        measure.unit(),
        fields(),
        rises,
        measure.scale());
  }

  /** For example "700 codes with a field made wrong: read, write, all". */
  @Override
  public String toString() {
    return "%d codes with a field made wrong: %s"
        .formatted(rows.size(), String.join(", ", fields()));
  }
}
