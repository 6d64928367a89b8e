package org.smashnas.search;

import java.io.Serializable;
import org.smashnas.arch.Architecture;
import org.smashnas.train.Evaluation;

/**
 * What scoring an architecture came to.
 *
 * @param seconds that it took
 */
public record Scored(Evaluation evaluation, double seconds) implements Serializable {
  Candidate candidate(Architecture architecture, String parent, String stage) {
    return new Candidate(
        architecture, parent, stage, evaluation.error(), evaluation.loss(), seconds);
  }
}
