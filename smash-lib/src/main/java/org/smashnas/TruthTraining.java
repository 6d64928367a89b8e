package org.smashnas;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.smashnas.arch.SearchSpace;
import org.smashnas.cluster.Cluster;
import org.smashnas.data.Dataset;
import org.smashnas.study.TruthPlan;
import org.smashnas.study.TruthRun;
import org.smashnas.study.Truths;
import org.smashnas.train.Progress;

/**
 * Makes a table of truths: networks trained normally once, for all studies to come.
 *
 * <pre>{@code
 * var schedules = List.of(
 *     TruthSchedule.of("short", budget.result().withEpochs(3)),
 *     TruthSchedule.of("settled", budget.result()).withRepeated(60));
 * var plan = TruthPlan.draw(budget.fit(space, data), 200, schedules, 1);
 * Truths truths = TruthTraining.run(plan, data, budget, folder, Progress.show(), 1);
 * }</pre>
 */
public final class TruthTraining {
  private TruthTraining() {}

  /**
   * Does a plan, or its part; the same call goes on where an earlier one ended, be it by an
   * interrupt or by the end of its process: the training under way has {@link
   * org.smashnas.train.Checkpoints}.
   *
   * @param plan its networks of a space fitted to the data: {@link Budget#fit}
   * @param budget says which examples; the plan says how to train
   * @param folder gets the table: {@link TruthRun#run}
   * @param progress hears of every training
   * @param seed of the examples' split and of the trainings
   * @return all that the folder has
   * @throws IllegalArgumentException if the folder has truths of other conditions
   */
  public static Truths run(
      TruthPlan plan, Dataset data, Budget budget, Path folder, Progress progress, long seed) {
    return run(plan, data, budget, folder, Cluster.here(), progress, seed);
  }

  /** Does a plan as {@link #run(TruthPlan, Dataset, Budget, Path, Progress, long)} by a cluster. */
  public static Truths run(
      TruthPlan plan,
      Dataset data,
      Budget budget,
      Path folder,
      Cluster cluster,
      Progress progress,
      long seed) {
    SearchSpace space = plan.networks().get(0).space();
    RunData examples = RunData.of(space, data, budget, seed);
    ResultTraining training = new ResultTraining(space, examples);
    plan.schedules().forEach(schedule -> training.require(schedule.config()));
    Optional<Path> under = Optional.of(folder.resolve(ResultTraining.CHECKPOINTS));
    Map<String, String> metadata =
        examples.metadata(space, budget, plan.schedules().get(0).config().precision(), seed);
    Map<String, String> conditions = new TreeMap<>(examples.truthConditions());
    conditions.put("examples", examples.toString());
    TruthRun.Training here =
        (network, config, s, p) -> training.whole(network, config, p, s, under);
    return TruthRun.run(
        plan,
        cluster
            .<Piece, Serializable>crew(() -> Carried.of(examples, space, budget, cluster))
            .map(all -> ClusterTraining.of(here, all))
            .orElse(here),
        folder,
        metadata,
        conditions,
        progress,
        seed);
  }
}
