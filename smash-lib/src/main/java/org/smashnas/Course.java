package org.smashnas;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.smashnas.nn.NativeMemory;
import org.smashnas.nn.PointwiseSource;
import org.smashnas.study.Regime;
import org.smashnas.train.Checkpoints;
import org.smashnas.train.History;
import org.smashnas.train.Progress;
import org.smashnas.train.SmashTrainer;
import org.smashnas.train.TrainingException;

/** The course of a SMASH network's training, which tables tell: stops and other step sizes. */
final class Course {
  private static final String STOPPED = "stopped";
  private static final String STEP_SIZES = "step_sizes";

  private final SmashTrainer trainer;
  private final Checkpoints checkpoints;
  private final Map<String, String> metadata;
  private final double first;
  private String rates = "";

  /**
   * @param metadata of the run, which gets to know what happens
   */
  Course(
      SmashTrainer trainer,
      Checkpoints checkpoints,
      Map<String, String> metadata,
      Regime regime,
      PointwiseSource source) {
    metadata.put("regime", regime.name());
    if (source != PointwiseSource.HYPERNET) {
      metadata.put("pointwise", source.text());
    }
    this.trainer = trainer;
    this.checkpoints = checkpoints;
    this.metadata = metadata;
    first = trainer.learningRate();
  }

  /** A network that is trained for the first time, or on from its checkpoints. */
  static Smash begun(SmashPlan plan, Optional<Path> checkpoints) {
    return begun(new Smash(plan, checkpoints));
  }

  static Smash begun(Smash smash) {
    // A notebook's cell that is run again has dropped its network of the run before the last.
    NativeMemory.reclaim();
    try {
      smash.resume();
      return smash;
    } catch (RuntimeException e) {
      if (e instanceof TrainingException && !smash.history().epochs().isEmpty()) {
        // Its epochs are worth something: who has the network can go on.
        return smash;
      }
      smash.close();
      throw e;
    }
  }

  /** Goes on; of an error nothing stays but its sentence. */
  History run() {
    metadata.remove(STOPPED);
    try {
      return trainer.run(Progress.show(), checkpoints);
    } catch (TrainingException e) {
      metadata.put(STOPPED, e.getMessage());
      throw e;
    }
  }

  void learningRate(double value) {
    trainer.learningRate(value);
    rates += ", %s from epoch %d on".formatted(value, trainer.history().epochs().size() + 1);
    metadata.put(STEP_SIZES, first + rates);
  }

  /** Takes up what the metadata of an earlier run of this training tell. */
  void takeUp(Map<String, String> earlier) {
    String sizes = earlier.getOrDefault(STEP_SIZES, String.valueOf(first));
    rates = sizes.substring(String.valueOf(first).length());
    for (String key : List.of(STEP_SIZES, STOPPED)) {
      if (earlier.containsKey(key)) {
        metadata.put(key, earlier.get(key));
      }
    }
  }

  /** The step sizes that took the place of the config's, each after a comma. */
  String rates() {
    return rates;
  }

  Optional<String> stopped() {
    return Optional.ofNullable(metadata.get(STOPPED));
  }
}
