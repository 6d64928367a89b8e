package org.smashnas.study;

import java.util.List;
import java.util.Locale;
import org.smashnas.arch.Architecture;
import org.smashnas.stop.Stop;
import org.smashnas.table.ResumableTable;
import org.smashnas.train.TrainingException;

/** Asks predictors for what a table of baselines lacks. */
record BaselineRun(
    List<Predictor> predictors, ResumableTable<Baselines.Row> table, StudyProgress progress) {
  void run(List<Architecture> networks) {
    progress.run(
        "Baselines",
        networks.size(),
        "networks",
        // A network's values together, so that all predictors know the same networks early.
        () -> networks.stream().allMatch(this::measure),
        () -> networks.size() + " networks measured");
  }

  /** False if an interrupt came before the end. */
  private boolean measure(Architecture network) {
    for (Predictor predictor : predictors) {
      if (table.has(network.id(), predictor.name())) {
        continue;
      }
      if (Stop.taken()) {
        return false;
      }
      long start = System.nanoTime();
      double value = value(predictor, network);
      double seconds = (System.nanoTime() - start) / 1e9;
      table.append(new Baselines.Row(network.id(), predictor.name(), value, seconds));
      progress.note(
          String.format(Locale.ROOT, "%s %s %.4g", network.id(), predictor.name(), value));
    }
    progress.advance(network.id());
    return true;
  }

  private static double value(Predictor predictor, Architecture network) {
    try {
      return predictor.value().applyAsDouble(network);
    } catch (TrainingException e) {
      return Double.NaN;
    }
  }
}
