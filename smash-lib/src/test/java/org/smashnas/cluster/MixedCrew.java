package org.smashnas.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Does pieces in a drawn order, as a cluster may, at most so many, and some never. */
public final class MixedCrew {
  /** How many pieces it was given at once, one after the other. */
  public final List<Integer> batches = new ArrayList<>();

  /** Pieces that fail wherever they are tried. */
  public final Set<Object> broken = new HashSet<>();

  private int left;

  /**
   * A crew that is stopped.
   *
   * @param most pieces that it does before that
   */
  public MixedCrew(int most) {
    left = most;
  }

  /** Has pieces of one kind done. */
  public <P, R> Crew<P, R> of(Function<P, R> how) {
    return new Crew<>() {
      @Override
      public boolean work(List<P> pieces, Listener<R> listener) {
        batches.add(pieces.size());
        List<Integer> order = new ArrayList<>(IntStream.range(0, pieces.size()).boxed().toList());
        Collections.shuffle(order, new Random(pieces.size()));
        for (int i : order) {
          if (left-- <= 0) {
            return false;
          }
          P piece = pieces.get(i);
          listener.done(
              i,
              () -> {
                if (broken.contains(piece)) {
                  throw new PieceException("no luck");
                }
                return how.apply(piece);
              });
        }
        return true;
      }

      @Override
      public boolean atOnce() {
        return true;
      }
    };
  }
}
