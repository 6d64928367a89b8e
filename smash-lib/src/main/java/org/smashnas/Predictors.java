package org.smashnas;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Augmentation;
import org.smashnas.data.Batches;
import org.smashnas.data.Dataset;
import org.smashnas.data.Minibatch;
import org.smashnas.data.Split;
import org.smashnas.study.Baselines;
import org.smashnas.study.NormalTraining;
import org.smashnas.study.Predictor;
import org.smashnas.study.Truths;
import org.smashnas.train.Measure;
import org.smashnas.train.Progress;
import org.smashnas.train.ResultConfig;
import org.smashnas.train.Seeds;

/**
 * The baselines that the field reports beside a score, for a data set.
 *
 * <pre>{@code
 * Truths truths = Truths.read(folder);
 * Baselines baselines = Predictors.measure(truths, data, budget, folder, Progress.show(), 1);
 * baselines.against(truths, "settled", 1);
 * }</pre>
 */
public final class Predictors {
  /** As many as Mellor et al. (2020) take. */
  private static final int BATCH = 256;

  /** Training of 50 steps should not be dearer to measure than to do. */
  private static final int VALIDATION = 1000;

  private Predictors() {}

  /**
   * parameters, multiply_adds, ops, synflow, jacob_cov and grad_norm on one batch of 256 training
   * examples, and training of 50 and 200 steps by cross entropy on at most 1,000 validation
   * examples.
   *
   * @param space fitted to the data: {@link Budget#fit}
   * @param budget says which examples, and by {@link Budget#result} how short trainings go; of a
   *     small data set the batch is all training examples
   * @param seed of the examples' split; weights, batch and order have seeds of their own, other
   *     than those of truths by the same seed
   */
  public static List<Predictor> standard(
      SearchSpace space, Dataset data, Budget budget, long seed) {
    return standard(examples(space, data, budget, seed), budget.result(), seed);
  }

  private static List<Predictor> standard(RunData data, ResultConfig config, long seed) {
    Minibatch batch =
        data.training(Math.min(BATCH, data.split().train().size()), Augmentation.none())
            .shuffled(Seeds.of(seed, "predictors' batch"))
            .iterator()
            .next();
    return List.of(
        Predictor.parameters(),
        Predictor.multiplyAdds(),
        Predictor.ops(),
        Predictor.synflow(Seeds.of(seed, "synflow")),
        Predictor.jacobCov(batch, Seeds.of(seed, "jacob_cov")),
        Predictor.gradNorm(batch, Seeds.of(seed, "grad_norm")),
        trained(50, data, config, seed),
        trained(200, data, config, seed));
  }

  private static Predictor trained(int steps, RunData data, ResultConfig config, long seed) {
    Batches training = data.training(config.batchSize(), config.augmentation());
    long own = Seeds.of(seed, "trained " + steps + " steps");
    return Predictor.trained(
        steps, Measure.CROSS_ENTROPY, config, training, data.validation(), own);
  }

  /**
   * Measures the standard predictors on all networks of a table of truths; the same call goes on
   * where an earlier one ended.
   *
   * @param data that of the truths, as the budget's training examples
   * @param folder gets baselines.arrow: {@link Baselines#measure}
   * @param progress hears of every value
   * @param seed as for {@link #standard}
   * @return all that the folder has
   * @throws IllegalArgumentException if the truths are of other data, or the folder has baselines
   *     of other conditions
   */
  public static Baselines measure(
      Truths truths, Dataset data, Budget budget, Path folder, Progress progress, long seed) {
    SearchSpace space = truths.space();
    RunData examples = examples(space, data, budget, seed);
    Truths fitting = truths.forStudy(space, examples.truthConditions());
    ResultConfig config = budget.result();
    Map<String, String> metadata = examples.metadata(space, budget, config.precision(), seed);
    metadata.put("truths", truths.name());
    Map<String, String> conditions = new TreeMap<>(examples.truthConditions());
    conditions.put("examples", examples.toString());
    conditions.put("seed", Long.toString(seed));
    conditions.put(NormalTraining.CONDITION, NormalTraining.about(config, space));
    return Baselines.measure(
        standard(examples, config, seed), fitting, folder, metadata, conditions, progress);
  }

  /** A run's examples, with fewer to validate on. */
  private static RunData examples(SearchSpace space, Dataset data, Budget budget, long seed) {
    RunData all = RunData.of(space, data, budget, seed);
    all.requireBatches(budget.result());
    Split split = all.split();
    return new RunData(
        new Split(split.train(), split.validation().head(VALIDATION), split.test()),
        all.normalization(),
        seed,
        all.about());
  }
}
