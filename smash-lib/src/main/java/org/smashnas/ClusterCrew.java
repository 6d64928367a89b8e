package org.smashnas;

import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import org.smashnas.cluster.Crew;

/**
 * Has one kind of pieces done by those who do all kinds.
 *
 * @param all who does them
 * @param piece what travels for one
 * @param type of what comes back
 */
record ClusterCrew<P, R extends Serializable>(
    Crew<Piece, Serializable> all, Function<P, Piece> piece, Class<R> type) implements Crew<P, R> {
  @Override
  public boolean work(List<P> pieces, Listener<R> listener) {
    return all.work(
        pieces.stream().map(piece).toList(),
        (i, result) -> listener.done(i, () -> type.cast(result.get())));
  }

  @Override
  public boolean atOnce() {
    return all.atOnce();
  }
}
