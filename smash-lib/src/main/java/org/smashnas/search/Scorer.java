package org.smashnas.search;

import org.smashnas.arch.Architecture;
import org.smashnas.data.Batches;
import org.smashnas.nn.SmashNet;
import org.smashnas.train.Evaluation;

/**
 * Gives architectures their SMASH score: the error on validation data with generated weights
 * (paper, section 3).
 *
 * @param net the trained SMASH network
 * @param validation examples held out of training, never the test set
 */
public record Scorer(SmashNet net, Batches validation) {

  /** Scores a random architecture, or one whose origin does not matter. */
  public Candidate score(Architecture architecture) {
    return score(architecture, null, "random");
  }

  /**
   * Scores an architecture.
   *
   * @param parent id of the architecture that it was made from, or null
   * @param stage which part of a search made it
   */
  public Candidate score(Architecture architecture, String parent, String stage) {
    long start = System.nanoTime();
    Evaluation e = Evaluation.of(net, architecture, validation);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Candidate(architecture, parent, stage, e.error(), e.loss(), seconds);
  }
}
