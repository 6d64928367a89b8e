package org.smashnas.study;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;
import org.smashnas.files.OneWriter;
import org.smashnas.stop.Stop;
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
  }

  private final TruthPlan plan;
  private final Training training;
  private final ResumableTable<TruthTable.Line> table;
  private final StudyProgress progress;
  private final long seed;
  private int failed;

  private TruthRun(
      TruthPlan plan,
      Training training,
      ResumableTable<TruthTable.Line> table,
      Progress progress,
      long seed) {
    this.plan = plan;
    this.training = training;
    this.table = table;
    this.progress = new StudyProgress(progress);
    this.seed = seed;
  }

  /**
   * Does the plan's part; what the folder's tables have already is kept and not trained again.
   *
   * <p>Each row is on disk as soon as it is known, and an interrupt ends the run within a step, so
   * that at most the training under way is lost. A network whose loss is no number gets no row.
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
          ResumableTable.open(only, TruthTable.Line.class, TruthTable.KEYS, about, all)) {
        new TruthRun(plan, training, table, progress, seed).run(known);
      }
    }
    return Truths.read(folder);
  }

  private void run(Set<List<Object>> known) {
    List<TruthPlan.Job> jobs = plan.jobs();
    progress.run(
        "Truths of " + plan,
        Math.max(1, jobs.size()),
        "trainings",
        () -> jobs.stream().allMatch(job -> known.contains(key(job)) ? skip(job) : train(job)),
        () ->
            jobs.size()
                + " trainings done"
                + (failed > 0 ? ", " + failed + " of them came to no number and have no row" : ""));
  }

  private static List<Object> key(TruthPlan.Job job) {
    return List.of(job.network().id(), job.schedule().name(), job.repeat());
  }

  private boolean skip(TruthPlan.Job job) {
    progress.advance(job.network().id() + ": known already");
    return true;
  }

  /** False if an interrupt came before the end. */
  private boolean train(TruthPlan.Job job) {
    if (Stop.taken()) {
      return false;
    }
    String name =
        "%s %s%s"
            .formatted(job.network().id(), job.schedule().name(), job.repeat() > 0 ? " again" : "");
    long trainingSeed =
        CorrelationRun.trainingSeed(studySeed(seed, job.schedule().name()), job.repeat());
    try {
      Optional<WholeTraining> result =
          training.train(job.network(), job.schedule().config(), trainingSeed, progress.training());
      if (result.isEmpty()) {
        return false;
      }
      Truth truth = Truth.of(job, trainingSeed, result.get());
      table.append(TruthTable.Line.of(job.network(), truth));
      progress.advance(
          String.format(
              Locale.ROOT,
              "%s: true error %.1f%% after %.0f s",
              name,
              100 * truth.test().error(),
              truth.seconds()));
    } catch (TrainingException e) {
      failed++;
      progress.advance(name + ": " + e.getMessage());
    }
    return true;
  }

  /**
   * The seed of a correlation study whose trainings are those of a schedule. Each schedule has its
   * own, or two would agree through the weights that they begin with.
   */
  static long studySeed(long seed, String schedule) {
    return Seeds.of(seed, "truths " + schedule);
  }
}
