package org.smashnas;

import java.io.Serializable;
import java.util.Optional;
import org.smashnas.cluster.Work;
import org.smashnas.search.PartialScorer;
import org.smashnas.search.Scorer;
import org.smashnas.train.Progress;

/**
 * Does pieces with a run's examples, and its network if there is one.
 *
 * @param network closed with this
 */
record PieceDoer(Optional<Smash> network, RunData data) implements Work.Doer<Piece, Serializable> {
  @Override
  public Optional<Serializable> apply(Piece piece) {
    if (piece instanceof Piece.Score score) {
      return Optional.of(scorer().scored(score.architecture()));
    }
    if (piece instanceof Piece.Part part) {
      return Optional.of(((PartialScorer) scorer()).evaluate(part.architecture(), part.part()));
    }
    Piece.Training training = (Piece.Training) piece;
    return network
        .map(smash -> smash.results)
        .orElseGet(() -> new ResultTraining(training.architecture().space(), data))
        .whole(
            training.architecture(),
            training.config(),
            Progress.silent(),
            training.seed(),
            Optional.empty())
        .map(whole -> whole);
  }

  private Scorer scorer() {
    return network.orElseThrow().scorer();
  }

  @Override
  public void close() {
    network.ifPresent(Smash::close);
  }
}
