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
 * @param result what is wanted of what comes back
 */
record ClusterCrew<P, R>(
    Crew<Piece, Serializable> all, Function<P, Piece> piece, Function<Serializable, R> result)
    implements Crew<P, R> {
  @Override
  public boolean work(List<P> pieces, Listener<R> listener) {
    return all.work(
        pieces.stream().map(piece).toList(),
        (i, done) -> listener.done(i, () -> result.apply(done.get())));
  }

  @Override
  public boolean atOnce() {
    return all.atOnce();
  }
}
