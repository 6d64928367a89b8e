package org.smashnas.study;

import java.util.List;
import java.util.Locale;
import org.smashnas.arch.Architecture;
import org.smashnas.stop.Stop;
import org.smashnas.train.Progress;
import org.smashnas.train.TrainingException;

/** Asks predictors for what a table of baselines lacks. */
final class BaselineRun {
  private final List<Predictor> predictors;
  private final List<Architecture> networks;
  private final Ledger table;
  private final Progress progress;

  BaselineRun(List<Predictor> predictors, Truths truths, Ledger table, Progress progress) {
    this.predictors = predictors;
    this.networks = truths.networks();
    this.table = table;
    this.progress = progress;
  }

  void run() {
    progress.begin("Baselines", networks.size(), "networks");
    String note = "stopped by an error; what was measured stays";
    try {
      // A network's values together, so that all predictors know the same networks early.
      int done = 0;
      while (done < networks.size() && measure(networks.get(done), done)) {
        progress.advance(++done, networks.get(done - 1).id());
      }
      note =
          done == networks.size()
              ? done + " networks measured"
              : "interrupted; what was measured stays";
    } finally {
      progress.end(note);
    }
  }

  /** False if an interrupt came before the end. */
  private boolean measure(Architecture network, int done) {
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
      table.append(network.id(), predictor.name(), value, seconds);
      progress.advance(
          done, String.format(Locale.ROOT, "%s %s %.4g", network.id(), predictor.name(), value));
    }
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
