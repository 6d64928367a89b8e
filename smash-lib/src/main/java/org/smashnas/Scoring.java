package org.smashnas;

import ai.djl.ndarray.NDArray;
import java.util.function.Function;
import org.smashnas.arch.Architecture;
import org.smashnas.data.Batches;
import org.smashnas.nn.Ablation;
import org.smashnas.nn.SmashNet;
import org.smashnas.search.Scorer;
import org.smashnas.search.SmashScorer;
import org.smashnas.study.CodeScorer;
import org.smashnas.train.Evaluation;
import org.smashnas.train.FineTuner;
import org.smashnas.train.FineTuning;
import org.smashnas.train.SmashConfig;

/** A run's scorer, made when it is first asked for and kept until the network changes. */
final class Scoring implements AutoCloseable {
  /** Stem outputs are kept for scoring up to so many bytes: above, memory is dearer than time. */
  private static final long MOST_KEPT = 4L << 30;

  private final SmashNet net;
  private final RunData data;
  private SmashScorer kept;

  Scoring(SmashNet net, RunData data) {
    this.net = net;
    this.data = data;
  }

  Scorer scorer() {
    if (SmashScorer.bytes(net.encoding().space(), data.split().validation().size()) > MOST_KEPT) {
      return Scorer.of(net, data.validation());
    }
    if (kept == null) {
      kept = new SmashScorer(net, data.validation());
    }
    return kept;
  }

  /** Scores with the same examples and less of the 1x1 weights. */
  Scorer scorer(Ablation ablation, long seed) {
    if (ablation == Ablation.NONE) {
      return scorer();
    }
    Function<Architecture, NDArray> weights = ablation.of(net, seed);
    if (scorer() instanceof SmashScorer fast) {
      return fast.with(weights);
    }
    Batches validation = data.validation();
    return architecture -> Evaluation.of(net, architecture, weights, validation);
  }

  /** Scores after some training on each architecture. */
  Scorer scorer(FineTuning tuning, SmashConfig config, long seed) {
    Batches training = data.training(config.batchSize(), config.augmentation());
    return new FineTuner(net, config, tuning, training, data.validation(), seed)::evaluate;
  }

  /** Scores with the weights of any code, not only the architecture's own. */
  CodeScorer codeScorer() {
    net.source().requireHyperNet("scores with any code's weights");
    if (scorer() instanceof SmashScorer fast) {
      return fast::evaluate;
    }
    Batches validation = data.validation();
    return (architecture, code) -> Evaluation.of(net, architecture, code, validation);
  }

  /** Frees what is kept; the next call makes it anew. */
  @Override
  public void close() {
    if (kept != null) {
      kept.close();
      kept = null;
    }
  }
}
