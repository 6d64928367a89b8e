package org.smashnas.study;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;
import org.smashnas.cluster.Crew;
import org.smashnas.cluster.FailureTable;
import org.smashnas.cluster.PieceException;
import org.smashnas.files.OneWriter;
import org.smashnas.table.Conditions;
import org.smashnas.table.ResumableTable;
import org.smashnas.table.TableWriter;
import org.smashnas.train.Progress;
import org.smashnas.train.ResultConfig;
import org.smashnas.train.Seeds;
import org.smashnas.train.TrainingException;

/**
 * Trains the networks of a plan and writes down what each came to; goes on where an earlier run
 * ended, however it ended.
 */
public final class TruthRun {
  /** A network, how it is trained, and the training's seed. */
  public record Turn(Architecture network, ResultConfig config, long seed) {}

  /** One training. */
  @FunctionalInterface
  public interface Training {
    /**
     * Trains a network to the end and measures it on the test examples.
     *
     * @param seed of everything random in it
     * @param progress hears of every step
     * @return nothing if an interrupt ended training early
     */
    Optional<WholeTraining> train(
        Architecture network, ResultConfig config, long seed, Progress progress);

    /** Who trains many: this JVM one after the other, or a cluster. */
    default Crew<Turn, WholeTraining> crew(Progress progress) {
      return Crew.here(turn -> train(turn.network(), turn.config(), turn.seed(), progress));
    }
  }

  private final TruthPlan plan;
  private final Training training;
  private final ResumableTable<TruthTable.Line> table;
  private final FailureTable failures;
  private final StudyProgress progress;
  private final long seed;
  private int failed;

  private TruthRun(
      TruthPlan plan,
      Training training,
      ResumableTable<TruthTable.Line> table,
      FailureTable failures,
      Progress progress,
      long seed) {
    this.plan = plan;
    this.training = training;
    this.table = table;
    this.failures = failures;
    this.progress = new StudyProgress(progress);
    this.seed = seed;
  }

  /**
   * Does the plan's part; what the folder's tables have already is kept and not trained again.
   *
   * <p>Each row is on disk as soon as it is known, and an interrupt ends the run within a step, so
   * that at most the training under way is lost. A network whose loss is no number gets no row, and
   * one that a cluster failed to train gets one in truths-failed.arrow.
   *
   * @param folder gets architectures.jsonl, and truths.arrow or, of part 1, truths-1.arrow;
   *     networks that are there and not in the plan stay
   * @param metadata what the table says of its run
   * @param conditions metadata, too, but such that rows made under other ones are of no use
   * @param seed of the trainings
   * @return all that the folder has
   * @throws IllegalArgumentException if the folder's tables were made under other conditions
   * @throws IllegalStateException if another run writes this part
   */
  public static Truths run(
      TruthPlan plan,
      Training training,
      Path folder,
      Map<String, String> metadata,
      Map<String, String> conditions,
      Progress progress,
      long seed) {
    Map<String, String> all = new TreeMap<>(conditions);
    SearchSpace space = plan.networks().get(0).space();
    Map<String, String> about = new TreeMap<>(metadata);
    about.put("search_space", space.toString());
    for (TruthSchedule s : plan.schedules()) {
      all.put(Truths.SCHEDULE + s.name(), NormalTraining.about(s.config(), space));
    }
    all.put(Truths.SEED, Long.toString(seed));
    try (OneWriter only = TableWriter.right(TruthTable.file(folder, plan))) {
      Set<List<Object>> known = new HashSet<>();
      for (Path part : TruthTable.files(folder)) {
        Conditions.check(part, all);
        ResumableTable.read(part, TruthTable.Line.class).forEach(row -> known.add(row.key()));
      }
      TruthTable.addNetworks(folder, plan.networks());
      try (var table =
              ResumableTable.open(only, TruthTable.Line.class, TruthTable.KEYS, about, all);
          FailureTable failures = FailureTable.beside(only.file())) {
        new TruthRun(plan, training, table, failures, progress, seed).run(known);
      }
    }
    return Truths.read(folder);
  }

  private void run(Set<List<Object>> known) {
    List<TruthPlan.Job> jobs = plan.jobs();
    List<TruthPlan.Job> missing = jobs.stream().filter(job -> !known.contains(key(job))).toList();
    try {
      progress.run(
          "Truths of " + plan,
          Math.max(1, jobs.size()),
          "trainings",
          () -> {
            jobs.stream().filter(job -> known.contains(key(job))).forEach(this::skip);
            return training
                .crew(progress.training())
                .work(
                    missing.stream().map(this::turn).toList(),
                    (i, result) -> add(missing.get(i), result));
          },
          () ->
              jobs.size()
                  + " trainings done"
                  + (failed > 0 ? ", " + failed + " of them came to no number and have no row" : "")
                  + failures.note());
    } finally {
      table.arrange(jobs.stream().map(TruthRun::key).toList());
    }
  }

  private static List<Object> key(TruthPlan.Job job) {
    return List.of(job.network().id(), job.schedule().name(), job.repeat());
  }

  private void skip(TruthPlan.Job job) {
    progress.advance(job.network().id() + ": known already");
  }

  private Turn turn(TruthPlan.Job job) {
    TruthSchedule schedule = job.schedule();
    long own = CorrelationRun.trainingSeed(studySeed(seed, schedule.name()), job.repeat());
    return new Turn(job.network(), schedule.config(), own);
  }

  private void add(TruthPlan.Job job, Supplier<WholeTraining> result) {
    String name = job.schedule().name() + (job.repeat() > 0 ? " again" : "");
    String note;
    try {
      Truth truth = Truth.of(job, turn(job).seed(), result.get());
      table.append(TruthTable.Line.of(job.network(), truth));
      note =
          String.format(
              Locale.ROOT,
              "true error %.1f%% after %.0f s",
              100 * truth.test().error(),
              truth.seconds());
    } catch (TrainingException e) {
      failed++;
      note = e.getMessage();
    } catch (PieceException e) {
      failures.add(job.network(), "training " + name, e);
      note = e.getMessage();
    }
    progress.advance("%s %s: %s".formatted(job.network().id(), name, note));
  }

  /**
   * The seed of a correlation study whose trainings are those of a schedule. Each schedule has its
   * own, or two would agree through the weights that they begin with.
   */
  static long studySeed(long seed, String schedule) {
    return Seeds.of(seed, "truths " + schedule);
  }
}
