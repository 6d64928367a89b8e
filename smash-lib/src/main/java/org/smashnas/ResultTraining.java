package org.smashnas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Batches;
import org.smashnas.files.AtomicFolder;
import org.smashnas.nn.ResultNet;
import org.smashnas.nn.SmashNet;
import org.smashnas.study.NormalTraining;
import org.smashnas.study.WholeTraining;
import org.smashnas.train.Checkpoints;
import org.smashnas.train.Epoch;
import org.smashnas.train.Evaluation;
import org.smashnas.train.History;
import org.smashnas.train.Progress;
import org.smashnas.train.ResultConfig;
import org.smashnas.train.ResultTrainer;

/** Trains architectures with free weights on a run's examples. */
final class ResultTraining {
  /** Folder in a study's, of the networks under way. */
  static final String CHECKPOINTS = "training";

  private final SearchSpace space;
  private final RunData data;
  private final BiFunction<Architecture, Long, ResultNet> generated;
  private String sha256;

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

  /** See {@link Smash#trainResult(Architecture, ResultConfig, long, Path)}. */
  Trained train(
      Architecture architecture,
      ResultConfig config,
      Progress progress,
      long seed,
      Optional<Path> folder) {
    String wanted = interfaceOf(space);
    String given = interfaceOf(architecture.space());
    if (!given.equals(wanted)) {
      throw new IllegalArgumentException(
          "the architecture is for " + given + "; the data has " + wanted);
    }
    require(config);
    ResultNet result = begun(architecture, config, seed);
    try {
      History history = run(result, config, progress, seed, folder, config.epochs());
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

  /** Trains as far as the end of an epoch, with checkpoints; nothing if an interrupt came first. */
  Optional<Epoch> until(
      int epoch,
      Architecture architecture,
      ResultConfig config,
      Progress progress,
      long seed,
      Path folder) {
    try (ResultNet result = begun(architecture, config, seed)) {
      List<Epoch> epochs = run(result, config, progress, seed, Optional.of(folder), epoch).epochs();
      return epochs.stream().filter(e -> e.number() == epoch).findFirst();
    }
  }

  private ResultNet begun(Architecture architecture, ResultConfig config, long seed) {
    return config.fromGenerated()
        ? generated.apply(architecture, seed)
        : new ResultNet(architecture, config.precision(), seed);
  }

  private History run(
      ResultNet net,
      ResultConfig config,
      Progress progress,
      long seed,
      Optional<Path> folder,
      int last) {
    Batches training = data.training(config.batchSize(), config.augmentation());
    Checkpoints checkpoints =
        folder
            .map(f -> Checkpoints.in(f, conditions(net, config, seed)))
            .orElse(Checkpoints.none());
    return new ResultTrainer(net, config, training, data.validation(), seed)
        .run(progress, checkpoints, last);
  }

  private Map<String, String> conditions(ResultNet net, ResultConfig config, long seed) {
    if (sha256 == null) {
      sha256 = String.join(", ", data.sha256());
    }
    return Map.of(
        "architecture",
        net.architecture().id(),
        "examples",
        "%s (SHA-256 %s)".formatted(data, sha256),
        NormalTraining.CONDITION,
        NormalTraining.about(config, net.architecture().space()),
        "initial_weights",
        net.parameters().sha256(),
        "seed",
        Long.toString(seed));
  }

  /**
   * Training for studies, with all that its outcome depends on, so that a study can resume.
   *
   * @param checkpoints gets a folder for each network under way, if there is one
   */
  NormalTraining normal(ResultConfig config, Optional<Path> checkpoints) {
    return new NormalTraining(
        Map.of(
            "examples",
            data.toString(),
            NormalTraining.CONDITION,
            NormalTraining.about(config, space)),
        (architecture, seed, progress) ->
            whole(architecture, config, progress, seed, checkpoints).map(WholeTraining::test));
  }

  /**
   * Trains to the end; nothing if an interrupt came first.
   *
   * @param checkpoints gets a folder for this network until it is done, if there is one
   */
  Optional<WholeTraining> whole(
      Architecture architecture,
      ResultConfig config,
      Progress progress,
      long seed,
      Optional<Path> checkpoints) {
    String name = "%s-%x-%x".formatted(architecture.id(), seed, config.toString().hashCode());
    Optional<Path> own = checkpoints.map(c -> c.resolve(name));
    try (Trained t = train(architecture, config, progress, seed, own)) {
      if (t.history().epochs().size() < config.epochs()) {
        return Optional.empty();
      }
      own.ifPresent(ResultTraining::clear);
      return Optional.of(new WholeTraining(t.history(), t.test()));
    }
  }

  /** Deletes what is of no more use, and the folder around it with its last one. */
  private static void clear(Path checkpoints) {
    try {
      AtomicFolder.delete(checkpoints);
      Files.delete(checkpoints.getParent());
    } catch (IOException e) {
      // Another network is under way there; what stays does no harm.
      return;
    }
  }

  private static String interfaceOf(SearchSpace space) {
    return "resolution %d, %d channels, %d classes"
        .formatted(space.resolution(), space.inputChannels(), space.classes());
  }
}
