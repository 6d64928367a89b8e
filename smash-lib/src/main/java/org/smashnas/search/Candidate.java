package org.smashnas.search;

import org.smashnas.arch.Architecture;

/**
 * One scored architecture: a row of a search's table.
 *
 * @param architecture what was scored
 * @param parent id of the architecture that it was made from, null for a random one
 * @param stage which part of the search made it, for example "random"
 * @param score SMASH score: validation error with generated weights, 0 to 1, lower is better; 1 if
 *     a logit is no finite number, or it was not scored
 * @param crossEntropy validation cross entropy with generated weights, in nats; NaN if a logit is
 *     no finite number, or it was not scored
 * @param seconds time to generate the weights and score them; NaN if it could not be scored: {@link
 *     org.smashnas.cluster.FailureTable}
 */
public record Candidate(
    Architecture architecture,
    String parent,
    String stage,
    double score,
    double crossEntropy,
    double seconds) {
  public Candidate {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException(
          "score is " + score + "; it is the share of misclassified examples, 0 to 1");
    }
    if (crossEntropy < 0 || seconds < 0) {
      throw new IllegalArgumentException(
          "the cross entropy is %s and the time %s s; neither is ever negative"
              .formatted(crossEntropy, seconds));
    }
  }

  /** What a piece that failed wherever it was tried leaves. */
  static Candidate failed(Architecture architecture, String parent, String stage) {
    return new Candidate(architecture, parent, stage, 1, Double.NaN, Double.NaN);
  }

  /** Whether it could not be scored; the score is then 1, and loss and time are NaN. */
  public boolean failed() {
    return !finite() && Double.isNaN(seconds);
  }

  /** Whether every logit was a finite number; where not, the score is 1 and the loss NaN. */
  public boolean finite() {
    return !(score == 1 && Double.isNaN(crossEntropy));
  }
}
