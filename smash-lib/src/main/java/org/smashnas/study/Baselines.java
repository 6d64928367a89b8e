package org.smashnas.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.smashnas.arch.Architecture;
import org.smashnas.statistics.Interval;
import org.smashnas.statistics.RankCorrelation;
import org.smashnas.table.ResumableTable;
import org.smashnas.table.Tables;
import org.smashnas.train.Progress;
import tech.tablesaw.api.Table;

/**
 * What {@link Predictor}s say of the networks of a table of truths, measured once, so that every
 * correlation can have its baselines beside it.
 *
 * <pre>{@code
 * Baselines baselines = Baselines.read(Path.of("notebooks/results/truths/lab"));
 * baselines.against(truths, "settled", 1);
 * }</pre>
 *
 * @param metadata conditions, library, machine: what the table says of its run
 * @param rows one a network and predictor, in the order of their measurement
 */
public record Baselines(Map<String, String> metadata, List<Row> rows) {
  static final String FILE = "baselines.arrow";
  static final int KEYS = 2;

  /** The condition that says of which space the networks are. */
  private static final String SPACE = "search_space";

  /**
   * One value: a row of baselines.arrow.
   *
   * @param architectureId the network's
   * @param predictor the predictor's name
   * @param value higher for a lower true error; NaN or infinite where the predictor has none
   * @param seconds that it took
   */
  public record Row(String architectureId, String predictor, double value, double seconds) {
    public Row {
      Ranges.notNegative("time", seconds);
    }
  }

  public Baselines {
    metadata = Map.copyOf(metadata);
    rows = List.copyOf(rows);
  }

  /**
   * Measures all of a table's networks, trained or not; what the folder's table has already is kept
   * and not measured again, be it of these predictors or of others.
   *
   * <p>Each row is on disk as soon as it is known, and an interrupt ends the run after the value
   * under way. A predictor whose training comes to no number gets the value NaN.
   *
   * @param predictors each with a name of its own
   * @param folder gets baselines.arrow; it may be the truths' own
   * @param metadata what the table says of its run
   * @param conditions metadata, too, but such that values of other ones are of no use: the data,
   *     the seed
   * @return all that the folder has
   * @throws IllegalArgumentException if the folder's table was made under other conditions, or in
   *     another space
   * @throws IllegalStateException if another run writes it
   */
  public static Baselines measure(
      List<Predictor> predictors,
      Truths truths,
      Path folder,
      Map<String, String> metadata,
      Map<String, String> conditions,
      Progress progress) {
    OneSpace.require("predictors", predictors.stream().map(Predictor::name).toList());
    Map<String, String> all = new TreeMap<>(conditions);
    all.put(SPACE, truths.space().toString());
    try (var table = ResumableTable.open(folder.resolve(FILE), Row.class, KEYS, metadata, all)) {
      new BaselineRun(predictors, table, new StudyProgress(progress)).run(truths.networks());
    }
    return read(folder);
  }

  /**
   * Reads what a run wrote, whole or as a crash left it.
   *
   * @param folder where baselines.arrow is
   * @throws java.io.UncheckedIOException if there is none
   */
  public static Baselines read(Path folder) {
    Path file = folder.resolve(FILE);
    return new Baselines(Tables.metadata(file), ResumableTable.read(file, Row.class));
  }

  /** The predictors' names, in the order of their first values. */
  public List<String> predictors() {
    return rows.stream().map(Row::predictor).distinct().toList();
  }

  /**
   * A predictor's values by the networks' ids, without those that are NaN or infinite.
   *
   * @throws IllegalArgumentException if there is no such predictor
   */
  public Map<String, Double> values(String predictor) {
    if (!predictors().contains(predictor)) {
      throw new IllegalArgumentException(
          "the baselines have no predictor \"%s\"; there are %s"
              .formatted(predictor, predictors()));
    }
    Map<String, Double> values = new LinkedHashMap<>();
    rows.stream()
        .filter(r -> r.predictor().equals(predictor) && Double.isFinite(r.value()))
        .forEach(r -> values.put(r.architectureId(), r.value()));
    return values;
  }

  /**
   * How well each predictor orders the networks that a schedule trained, by their first trainings'
   * test errors: as a {@link Baseline}, positive if a higher value means less error.
   *
   * @param truths those that were measured, or some of them, as a {@link Truths#half}
   * @param seed of the bootstrap, the same for all
   * @return columns predictor, n, spearman and given_multiply_adds with their ends, and seconds,
   *     the mean a network; n leaves out networks that have no finite value yet, and correlations
   *     of fewer than 3, or of constant values, are missing
   * @throws IllegalArgumentException if the truths are of another space, have no network of the
   *     table, or no such schedule
   */
  public Table against(Truths truths, String schedule, long seed) {
    Map<String, Double> errors = truths.errors(schedule);
    Map<String, Architecture> networks = Truths.byId(truths.networks());
    List<Row> common = rows.stream().filter(r -> networks.containsKey(r.architectureId())).toList();
    String space = truths.space().toString();
    if (common.isEmpty() || !space.equals(metadata.get(SPACE))) {
      throw new IllegalArgumentException(
          "truths %s have %d networks of space %s, and the baselines are of space %s and know %d of them; give the truths that they were measured for, or measure these"
              .formatted(
                  truths.name(),
                  networks.size(),
                  space,
                  metadata.get(SPACE),
                  common.stream().map(Row::architectureId).distinct().count()));
    }
    List<Against> all = new ArrayList<>();
    for (String predictor : predictors()) {
      Map<String, Double> values = values(predictor);
      List<String> both = errors.keySet().stream().filter(values::containsKey).toList();
      double seconds = seconds(common, predictor);
      if (both.size() < RankCorrelation.LEAST) {
        all.add(new Against(predictor, both.size(), Interval.none(), Interval.none(), seconds));
        continue;
      }
      Baseline found =
          Baseline.of(
              predictor,
              both.stream().mapToDouble(values::get).toArray(),
              both.stream().mapToDouble(errors::get).toArray(),
              both.stream().mapToDouble(id -> networks.get(id).multiplyAdds()).toArray(),
              seed);
      Interval spearman = found.correlation().spearman();
      all.add(new Against(predictor, both.size(), spearman, found.givenMultiplyAdds(), seconds));
    }
    return Tables.of("baselines against " + truths.about(schedule), Against.class, all);
  }

  private record Against(
      String predictor, int n, Interval spearman, Interval givenMultiplyAdds, double seconds) {}

  private static double seconds(List<Row> rows, String predictor) {
    return rows.stream()
        .filter(r -> r.predictor().equals(predictor))
        .mapToDouble(Row::seconds)
        .average()
        .orElse(Double.NaN);
  }

  /** For example "1600 values of 200 networks by [parameters, multiply_adds]". */
  @Override
  public String toString() {
    return "%d values of %d networks by %s"
        .formatted(
            rows.size(), rows.stream().map(Row::architectureId).distinct().count(), predictors());
  }
}
