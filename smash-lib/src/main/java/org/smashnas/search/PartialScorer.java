package org.smashnas.search;

import org.smashnas.arch.Architecture;
import org.smashnas.train.Evaluation;

/** A scorer whose examples come in parts, so that few of them can tell what needs no more. */
public interface PartialScorer extends Scorer {
  /** Number of parts, at least 1. */
  int parts();

  /**
   * Measures an architecture on one part alone; over all parts, errors add up to those of {@link
   * #evaluate(Architecture)}.
   *
   * @param part 0 to {@link #parts} - 1
   */
  Evaluation evaluate(Architecture architecture, int part);
}
