package org.smashnas.search;

import java.util.Optional;
import org.smashnas.arch.Architecture;
import org.smashnas.cluster.Crew;
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

  /** Who measures many on one part: this JVM one after the other, or a cluster. */
  default Crew<Architecture, Evaluation> crew(int part) {
    return Crew.here(a -> Optional.of(evaluate(a, part)));
  }
}
