package org.smashnas;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Batches;
import org.smashnas.nn.ResultNet;
import org.smashnas.nn.SmashNet;
import org.smashnas.study.NormalTraining;
import org.smashnas.train.Evaluation;
import org.smashnas.train.History;
import org.smashnas.train.Progress;
import org.smashnas.train.ResultConfig;
import org.smashnas.train.ResultTrainer;

/** Trains architectures with free weights on a run's examples. */
final class ResultTraining {
  private final SmashNet net;
  private final RunData data;

  /**
   * @param net writes the initial weights where a config asks for generated ones
   */
  ResultTraining(SmashNet net, RunData data) {
    this.net = net;
    this.data = data;
  }

  /** See {@link Smash#trainResult(Architecture, ResultConfig, long)}. */
  Trained train(Architecture architecture, ResultConfig config, Progress progress, long seed) {
    String wanted = interfaceOf(net.encoding().space());
    String given = interfaceOf(architecture.space());
    if (!given.equals(wanted)) {
      throw new IllegalArgumentException(
          "the architecture is for " + given + "; the data has " + wanted);
    }
    ResultNet result =
        config.fromGenerated()
            ? ResultNet.of(net, architecture, seed)
            : new ResultNet(architecture, config.precision(), seed);
    try {
      Batches training = data.training(config.batchSize(), config.augmentation());
      History history =
          new ResultTrainer(result, config, training, data.validation(), seed).run(progress);
      Batches turned = data.test(config.augmentation().rotations());
      Evaluation test = Evaluation.overRotations(x -> result.forward(x, false), turned);
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
            "normal_training",
            config + (net.encoding().space().preActivation() ? "" : ", post-activation")),
        (architecture, seed, progress) -> {
          try (Trained t = train(architecture, config, progress, seed)) {
            boolean whole = t.history().epochs().size() == config.epochs();
            return whole ? Optional.of(t.test()) : Optional.empty();
          }
        });
  }

  private static String interfaceOf(SearchSpace space) {
    return "resolution %d, %d channels, %d classes"
        .formatted(space.resolution(), space.inputChannels(), space.classes());
  }
}
