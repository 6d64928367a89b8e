package org.smashnas.study;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;
import org.smashnas.statistics.Bootstrap;
import org.smashnas.statistics.Interval;
import org.smashnas.statistics.RankCorrelation;
import org.smashnas.table.Tables;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Measure;
import org.smashnas.train.Progress;
import tech.tablesaw.api.Table;

/**
 * A table of truths: what many networks of a space came to when they were trained normally, which
 * depends on no encoding and no HyperNet, so that studies need not train them again.
 *
 * <pre>{@code
 * Truths truths = Truths.read(Path.of("notebooks/results/truths/lab"));
 * smash.correlate(truths, "settled", folder).summary(1);
 * }</pre>
 *
 * @param name the name of the table's folder
 * @param metadata conditions, library, machine: what the table says of its run
 * @param networks all that are to be trained, at least one, in the order of their turns
 * @param rows one a training; those of a network together, in its place
 */
public record Truths(
    String name, Map<String, String> metadata, List<Architecture> networks, List<Truth> rows) {
  /** What a study's tables say of the truths that it measured against. */
  static final String CONDITION = "truths";

  static final String SCHEDULE = "schedule_";
  static final String EXAMPLES = "examples";
  static final String SEED = "seed";

  public Truths {
    metadata = Map.copyOf(metadata);
    networks = List.copyOf(networks);
    rows = List.copyOf(rows);
    if (networks.isEmpty() || networks.stream().map(Architecture::space).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "truths %s have %d networks, and must have at least 1, all of one space; give more, or restore %s from the repository"
              .formatted(name, networks.size(), TruthTable.NETWORKS));
    }
    Set<String> known = byId(networks).keySet();
    for (Truth row : rows) {
      if (!known.contains(row.architecture())) {
        throw new IllegalArgumentException(
            "truths %s have a training of network %s and not the network; give both"
                .formatted(name, row.architecture()));
      }
    }
    for (String key : List.of(EXAMPLES, SEED)) {
      if (!metadata.containsKey(key)) {
        throw new IllegalArgumentException(
            "the metadata of truths %s lack \"%s\"; restore the table from the repository"
                .formatted(name, key));
      }
    }
  }

  /** Whether rows made under another value of this are not to be mixed with the table's. */
  static boolean isCondition(String key) {
    return key.equals(EXAMPLES) || key.equals(SEED) || key.startsWith(SCHEDULE);
  }

  /**
   * Reads a folder's table, also one that is being written or that a crash cut short, and checks it
   * against the folder's networks.
   *
   * @param folder with architectures.jsonl and truths.arrow, or a table of each part
   * @throws IllegalArgumentException if there is none, it is damaged, or table and networks do not
   *     belong together; the message says which file, and what to do
   */
  public static Truths read(Path folder) {
    return TruthFolder.read(folder);
  }

  /**
   * Puts the tables of all parts together into truths.arrow.
   *
   * @throws IllegalStateException if a run still writes one of them
   */
  public static Truths merge(Path folder) {
    return TruthFolder.merge(folder);
  }

  /** The networks' space. */
  public SearchSpace space() {
    return networks.get(0).space();
  }

  /** Names of the schedules that the networks were trained by. */
  public List<String> schedules() {
    return metadata.keySet().stream()
        .filter(k -> k.startsWith(SCHEDULE))
        .map(k -> k.substring(SCHEDULE.length()))
        .sorted()
        .toList();
  }

  /** All trainings: the columns of truths.arrow. */
  public Table table() {
    return TruthTable.of(this);
  }

  /**
   * A schedule's evaluations on the test examples by the networks' ids, one or two each.
   *
   * @throws IllegalArgumentException if there is no such schedule
   */
  public Map<String, List<Evaluation>> of(String schedule) {
    require(schedule);
    return rows.stream()
        .filter(r -> r.schedule().equals(schedule))
        .collect(
            Collectors.groupingBy(
                Truth::architecture,
                LinkedHashMap::new,
                Collectors.mapping(Truth::test, Collectors.toList())));
  }

  private void require(String schedule) {
    if (!schedules().contains(schedule)) {
      throw new IllegalArgumentException(
          "truths %s have no schedule \"%s\"; there are %s".formatted(name, schedule, schedules()));
    }
  }

  /**
   * One half of the networks, to choose settings on one and report on the other. A network's half
   * is the last bit of its id, whatever else is in the table.
   *
   * @param which 0 or 1
   * @throws IllegalArgumentException if so few networks leave it empty
   */
  public Truths half(int which) {
    if (which != 0 && which != 1) {
      throw new IllegalArgumentException("half " + which + "; there are 0 and 1");
    }
    return only(name + ", half " + which, a -> (Long.parseUnsignedLong(a.id(), 16) & 1) == which);
  }

  private Truths only(String newName, Predicate<Architecture> which) {
    Map<String, Architecture> kept = byId(networks.stream().filter(which).toList());
    return new Truths(
        newName,
        metadata,
        List.copyOf(kept.values()),
        rows.stream().filter(r -> kept.containsKey(r.architecture())).toList());
  }

  static Map<String, Architecture> byId(List<Architecture> networks) {
    Map<String, Architecture> map = new LinkedHashMap<>();
    networks.forEach(a -> map.put(a.id(), a));
    return map;
  }

  /**
   * How well the errors by one seed order the networks as those by another do: over the networks
   * that have two.
   *
   * @param seed of the bootstrap
   */
  public RankCorrelation reliability(String schedule, long seed) {
    return reliability(schedule, Measure.ERROR, seed);
  }

  /** The same by error or cross entropy. */
  public RankCorrelation reliability(String schedule, Measure measure, long seed) {
    return agreement(values(schedule, 0, measure), values(schedule, 1, measure), seed);
  }

  /**
   * How well the errors by one schedule order the networks as those by another do, over the
   * networks that have both; of each schedule the first training counts.
   *
   * @param seed of the bootstrap
   */
  public RankCorrelation agreement(String one, String other, long seed) {
    return agreement(one, other, Measure.ERROR, seed);
  }

  /** The same by error or cross entropy. */
  public RankCorrelation agreement(String one, String other, Measure measure, long seed) {
    return agreement(values(one, 0, measure), values(other, 0, measure), seed);
  }

  /** Each network's first training by a schedule. */
  List<Truth> firsts(String schedule) {
    require(schedule);
    return rows.stream().filter(r -> r.schedule().equals(schedule) && r.repeat() == 0).toList();
  }

  private Map<String, Double> values(String schedule, int repeat, Measure measure) {
    require(schedule);
    Map<String, Double> values = new LinkedHashMap<>();
    rows.stream()
        .filter(r -> r.schedule().equals(schedule) && r.repeat() == repeat)
        .forEach(r -> values.put(r.architecture(), measure.of(r.test())));
    return values;
  }

  private RankCorrelation agreement(Map<String, Double> x, Map<String, Double> y, long seed) {
    List<String> both = x.keySet().stream().filter(y::containsKey).toList();
    if (both.size() < RankCorrelation.LEAST) {
      throw new IllegalArgumentException(
          "truths %s have both trainings of %d networks, and a correlation takes at least %d; train more of them"
              .formatted(name, both.size(), RankCorrelation.LEAST));
    }
    return RankCorrelation.of(
        both.stream().mapToDouble(x::get).toArray(),
        both.stream().mapToDouble(y::get).toArray(),
        Bootstrap.RESAMPLES,
        seed);
  }

  /**
   * When the order of the networks is settled within a schedule: for each epoch, how well the
   * validation errors after it order the networks as the test errors at the end do.
   *
   * @param seed of the bootstrap
   * @return columns epoch, n, spearman, spearman_low and spearman_high
   */
  public Table settling(String schedule, long seed) {
    List<Truth> firsts = firsts(schedule);
    double[] last = firsts.stream().mapToDouble(r -> r.test().error()).toArray();
    requireSome(schedule, last.length);
    List<Settled> epochs =
        IntStream.rangeClosed(1, firsts.get(0).epochs())
            .mapToObj(
                e -> {
                  double[] now =
                      firsts.stream().mapToDouble(r -> r.validationErrors().get(e - 1)).toArray();
                  RankCorrelation agreement =
                      RankCorrelation.of(now, last, Bootstrap.RESAMPLES, seed);
                  return new Settled(e, last.length, agreement.spearman());
                })
            .toList();
    return Tables.of("settling of schedule " + schedule, Settled.class, epochs);
  }

  private record Settled(int epoch, int n, Interval spearman) {}

  /**
   * What a seed does to a training's error, for {@link Ranking#ceiling(double, long)}: a standard
   * deviation, a share of 1, over the networks that were trained twice.
   */
  public double seedNoise(String schedule) {
    List<List<Evaluation>> twice =
        of(schedule).values().stream().filter(e -> e.size() > 1).toList();
    requireSome(schedule + " twice", twice.size());
    return SeedNoise.of(twice);
  }

  private void requireSome(String what, int networks) {
    if (networks < RankCorrelation.LEAST) {
      throw new IllegalArgumentException(
          "truths %s have %d networks trained by schedule %s, and at least %d are needed; train more"
              .formatted(name, networks, what, RankCorrelation.LEAST));
    }
  }

  /**
   * These truths for a study of another network, whose space may have another name.
   *
   * @param study the study's space
   * @param conditions of the study, by the names that the table's metadata has
   * @throws IllegalArgumentException if space or conditions differ, with both values
   */
  public Truths forStudy(SearchSpace study, Map<String, String> conditions) {
    String different = SpaceDifference.of(space(), study);
    if (!different.isEmpty()) {
      throw new IllegalArgumentException(
          "truths %s are of space %s, which has %s as the study's space %s; train in the truths' space()"
              .formatted(name, space().name(), different, study.name()));
    }
    new TreeMap<>(conditions)
        .forEach(
            (key, value) -> {
              if (!value.equals(metadata.get(key))) {
                throw new IllegalArgumentException(
                    "truths %s were measured with %s %s, and the study has %s; take the same data and budget"
                        .formatted(name, key, metadata.get(key), value));
              }
            });
    return new Truths(name, metadata, networks.stream().map(a -> a.into(study)).toList(), rows);
  }

  /** The study of all networks that were trained by a schedule, each with its first training. */
  public CorrelationStudy study(String schedule) {
    Map<String, Double> trained = errors(schedule);
    return new CorrelationStudy(
        networks.stream().filter(a -> trained.containsKey(a.id())).toList(), 1);
  }

  /** The errors of a schedule's first trainings by the networks' ids. */
  public Map<String, Double> errors(String schedule) {
    return values(schedule, 0, Measure.ERROR);
  }

  /** The value of {@link #CONDITION} in a study by a schedule's trainings. */
  String about(String schedule) {
    return "schedule %s of truths %s".formatted(schedule, name);
  }

  /** The seed of studies that {@link #training} has the trainings of. */
  public long seed(String schedule) {
    require(schedule);
    return TruthRun.studySeed(Long.parseLong(metadata.get(SEED)), schedule);
  }

  /**
   * A normal training that trains nothing and gives what is known, to a {@link CorrelationStudy}
   * that runs with {@link #seed}.
   *
   * @return refuses a network or a seed that the table does not have
   */
  public NormalTraining training(String schedule) {
    long study = seed(schedule);
    Map<List<Object>, Evaluation> known = new LinkedHashMap<>();
    rows.stream()
        .filter(r -> r.schedule().equals(schedule))
        .forEach(r -> known.put(List.of(r.architecture(), r.seed()), r.test()));
    Map<String, String> conditions = new TreeMap<>();
    conditions.put(EXAMPLES, metadata.get(EXAMPLES));
    conditions.put(NormalTraining.CONDITION, metadata.get(SCHEDULE + schedule));
    conditions.put(CONDITION, about(schedule));
    return new NormalTraining(
        conditions,
        (network, seed, progress) -> {
          Evaluation test = known.get(List.of(network.id(), seed));
          if (test == null) {
            throw new IllegalArgumentException(
                "truths %s have no training of network %s by schedule %s with seed %d; run the study with networks of the table, as many trainings as they have, and seed %d"
                    .formatted(name, network.id(), schedule, seed, study));
          }
          return Optional.of(test);
        });
  }

  /**
   * Scores the networks of a schedule and pairs the scores with its truths.
   *
   * @param rater gives scores, to networks of {@link #space}
   * @param folder gets correlation.arrow and measurements.arrow: {@link CorrelationStudy#run}
   * @return all that the folder has
   */
  public Correlation correlate(
      String schedule,
      ScoringNetwork rater,
      Path folder,
      Map<String, String> metadata,
      Progress progress) {
    return study(schedule)
        .run(training(schedule), rater, folder, metadata, progress, seed(schedule));
  }

  /**
   * For example "truths lab: 200 networks of space lab, 460 trainings, schedules [settled, short]".
   */
  @Override
  public String toString() {
    return "truths %s: %d networks of space %s, %d trainings, schedules %s"
        .formatted(name, networks.size(), space().name(), rows.size(), schedules());
  }
}
