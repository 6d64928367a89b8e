package org.smashnas;

import java.io.Serializable;
import org.smashnas.arch.Architecture;
import org.smashnas.train.ResultConfig;

/** A piece of work that another JVM can do with a {@link Carried}. */
sealed interface Piece extends Serializable {
  /** Gives a {@link org.smashnas.search.Scored}. */
  record Score(Architecture architecture) implements Piece {}

  /** Gives an {@link org.smashnas.train.Evaluation} on one part of the examples. */
  record Part(Architecture architecture, int part) implements Piece {}

  /** Gives a {@link org.smashnas.study.WholeTraining}. */
  record Training(Architecture architecture, ResultConfig config, long seed) implements Piece {}
}
