package org.smashnas.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.smashnas.files.Checksums;
import org.smashnas.nn.Parameters;
import org.smashnas.nn.Safetensors;

/**
 * A training in a folder: its place, the network's arrays and, until it is over, the optimiser's.
 */
final class SavedTraining {
  static final String WEIGHTS = "weights.safetensors";
  static final String OPTIMIZER = "optimizer.safetensors";

  /** Names of all that it may have. */
  static final Set<String> PARTS = Set.of(TrainingFile.NAME, WEIGHTS, OPTIMIZER);

  private SavedTraining() {}

  static void write(Trainer trainer, Map<String, String> conditions, Path folder) {
    Map<String, String> metadata = Map.of("format", "pt");
    new Safetensors(trainer.parameters().all(), metadata).write(folder.resolve(WEIGHTS));
    if (!trainer.finished()) {
      new Safetensors(trainer.optimizer().state(), metadata).write(folder.resolve(OPTIMIZER));
    }
    trainer.loop().place(conditions, trainer.drawn()).write(folder);
  }

  /**
   * Sees to it that a folder's files are whole.
   *
   * @throws IllegalArgumentException if one is damaged, with the reason
   */
  static void verify(Path folder) {
    Checksums files = Checksums.read(folder);
    files.checked(TrainingFile.NAME);
    files.checked(WEIGHTS);
    if (files.has(OPTIMIZER)) {
      files.checked(OPTIMIZER);
    }
  }

  /** Puts a trainer where the training in a folder stands. */
  static void read(Trainer trainer, TrainingFile place, Path folder) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> weights = Safetensors.read(folder.resolve(WEIGHTS), manager).arrays();
      boolean over = place.history().epochs().size() == trainer.loop().epochs();
      Map<String, NDArray> state =
          over
              ? new LinkedHashMap<>()
              : Safetensors.read(folder.resolve(OPTIMIZER), manager).arrays();
      Parameters.copy(weights, trainer.parameters().all());
      if (!over) {
        Parameters.copy(state, trainer.optimizer().state());
        trainer.optimizer().restored();
      }
      trainer.loop().go(place);
      trainer.continueOn(place.drawn());
    }
  }
}
