package org.smashnas.search;

import java.util.Optional;
import org.smashnas.arch.Architecture;
import org.smashnas.cluster.Crew;
import org.smashnas.data.Batches;
import org.smashnas.nn.SmashNet;
import org.smashnas.train.Evaluation;

/** Gives architectures their score; a lambda is enough for a score of one's own. */
@FunctionalInterface
public interface Scorer {

  /**
   * The SMASH score: the error on validation data with generated weights (paper, section 3); {@link
   * SmashScorer} gives the same in less time for more memory.
   *
   * @param net the trained SMASH network
   * @param validation examples held out of training, never the test set
   */
  static Scorer of(SmashNet net, Batches validation) {
    return architecture -> Evaluation.of(net, architecture, validation);
  }

  /**
   * Measures an architecture; the same one must get the same result each time, or a search cannot
   * be repeated.
   *
   * @return its error is the score, 0 to 1, lower is better; its loss decides between equal errors
   */
  Evaluation evaluate(Architecture architecture);

  /** Who scores many: this JVM one after the other, or a cluster. */
  default Crew<Architecture, Scored> crew() {
    return Crew.here(a -> Optional.of(scored(a)));
  }

  /** Measures an architecture, and the time that it takes. */
  default Scored scored(Architecture architecture) {
    long start = System.nanoTime();
    Evaluation e = evaluate(architecture);
    return new Scored(e, (System.nanoTime() - start) / 1e9);
  }

  /** Scores a random architecture, or one whose origin does not matter. */
  default Candidate score(Architecture architecture) {
    return score(architecture, null, "random");
  }

  /**
   * Scores an architecture.
   *
   * @param parent id of the architecture that it was made from, or null
   * @param stage which part of a search made it
   */
  default Candidate score(Architecture architecture, String parent, String stage) {
    return scored(architecture).candidate(architecture, parent, stage);
  }
}
