package org.smashnas;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Batches;
import org.smashnas.nn.ResultNet;
import org.smashnas.nn.SmashNet;
import org.smashnas.study.NormalTraining;
import org.smashnas.study.WholeTraining;
import org.smashnas.train.Evaluation;
import org.smashnas.train.History;
import org.smashnas.train.Progress;
import org.smashnas.train.ResultConfig;
import org.smashnas.train.ResultTrainer;

/** Trains architectures with free weights on a run's examples. */
final class ResultTraining {
  private final SearchSpace space;
  private final RunData data;
  private final BiFunction<Architecture, Long, ResultNet> generated;

  /**
   * @param net writes the initial weights where a config asks for generated ones
   */
  ResultTraining(SmashNet net, RunData data) {
    this(net.encoding().space(), data, (a, seed) -> ResultNet.of(net, a, seed));
  }

  /** Trains without a SMASH network, from random weights only. */
  ResultTraining(SearchSpace space, RunData data) {
    this(space, data, null);
  }

  private ResultTraining(
      SearchSpace space, RunData data, BiFunction<Architecture, Long, ResultNet> generated) {
    this.space = space;
    this.data = data;
    this.generated = generated;
  }

  /** Refuses a config that could not be trained by, before anything else takes time. */
  void require(ResultConfig config) {
    data.requireBatches(config);
    if (config.fromGenerated() && generated == null) {
      throw new IllegalArgumentException(
          "fromGenerated is true, and there is no SMASH network here; use withFromGenerated(false)");
    }
  }

  /** See {@link Smash#trainResult(Architecture, ResultConfig, long)}. */
  Trained train(Architecture architecture, ResultConfig config, Progress progress, long seed) {
    String wanted = interfaceOf(space);
    String given = interfaceOf(architecture.space());
    if (!given.equals(wanted)) {
      throw new IllegalArgumentException(
          "the architecture is for " + given + "; the data has " + wanted);
    }
    require(config);
    ResultNet result =
        config.fromGenerated()
            ? generated.apply(architecture, seed)
            : new ResultNet(architecture, config.precision(), seed);
    try {
      Batches training = data.training(config.batchSize(), config.augmentation());
      History history =
          new ResultTrainer(result, config, training, data.validation(), seed).run(progress);
      Batches turned = data.test(config.augmentation().rotations());
      Evaluation test = Evaluation.overRotations(x -> result.forward(x, false), turned);
      test.requireFinite(result.toString());
      List<String> classes = data.split().test().classNames();
      return new Trained(result, data.normalization(), history, test, classes);
    } catch (RuntimeException e) {
      result.close();
      throw e;
    }
  }

  /** Training for studies, with all that its outcome depends on, so that a study can resume. */
  NormalTraining normal(ResultConfig config) {
    return new NormalTraining(
        Map.of(
            "examples",
            data.toString(),
            NormalTraining.CONDITION,
            NormalTraining.about(config, space)),
        (architecture, seed, progress) ->
            whole(architecture, config, progress, seed).map(WholeTraining::test));
  }

  /** Trains to the end; nothing if an interrupt came first. */
  Optional<WholeTraining> whole(
      Architecture architecture, ResultConfig config, Progress progress, long seed) {
    try (Trained t = train(architecture, config, progress, seed)) {
      boolean whole = t.history().epochs().size() == config.epochs();
      return whole ? Optional.of(new WholeTraining(t.history(), t.test())) : Optional.empty();
    }
  }

  private static String interfaceOf(SearchSpace space) {
    return "resolution %d, %d channels, %d classes"
        .formatted(space.resolution(), space.inputChannels(), space.classes());
  }
}
