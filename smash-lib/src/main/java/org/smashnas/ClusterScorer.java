package org.smashnas;

import java.io.Serializable;
import org.smashnas.arch.Architecture;
import org.smashnas.cluster.Crew;
import org.smashnas.search.PartialScorer;
import org.smashnas.search.Scored;
import org.smashnas.search.Scorer;
import org.smashnas.train.Evaluation;

/**
 * A network's scores by a cluster, where there are many; single ones by this JVM.
 *
 * @param here gives the same scores
 */
record ClusterScorer(Scorer here, Crew<Piece, Serializable> all) implements PartialScorer {
  @Override
  public Evaluation evaluate(Architecture architecture) {
    return here.evaluate(architecture);
  }

  @Override
  public Evaluation evaluate(Architecture architecture, int part) {
    return partial().evaluate(architecture, part);
  }

  @Override
  public int parts() {
    return partial().parts();
  }

  @Override
  public Crew<Architecture, Scored> crew() {
    return new ClusterCrew<>(all, Piece.Score::new, Scored.class::cast);
  }

  @Override
  public Crew<Architecture, Evaluation> crew(int part) {
    return new ClusterCrew<>(all, a -> new Piece.Part(a, part), Evaluation.class::cast);
  }

  private PartialScorer partial() {
    if (here instanceof PartialScorer partial) {
      return partial;
    }
    throw new UnsupportedOperationException(
        "the network's validation examples take too much memory to be scored in parts; lower the budget's validation");
  }
}
