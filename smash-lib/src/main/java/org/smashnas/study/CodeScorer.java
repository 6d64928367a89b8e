package org.smashnas.study;

import org.smashnas.arch.Architecture;
import org.smashnas.encoding.Embedding;
import org.smashnas.train.Evaluation;

/** Measures an architecture with the weights that some code makes, its own or a false one. */
@FunctionalInterface
public interface CodeScorer {
  /**
   * Always on the same validation batches.
   *
   * @param code of the shape of the architecture's own embedding
   */
  Evaluation evaluate(Architecture architecture, Embedding code);
}
