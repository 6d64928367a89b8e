package org.smashnas.proxy;

import java.util.List;
import java.util.Optional;
import org.smashnas.arch.Architecture;

/**
 * Chooses what to score next, from where a descent stands.
 *
 * <p>A rule keeps nothing between two calls.
 */
public interface UpdateRule {
  /**
   * How many proposals are scored before the walk moves to the best of them, if it is better than
   * where it stands; at least 1. If none is, it goes on down the list.
   */
  int batch();

  /** Whether the walk goes on down the list even after it has moved. */
  default boolean lasting() {
    return false;
  }

  /** A change of whatever architecture the walk stands at. */
  @FunctionalInterface
  interface Move {
    /** The changed architecture, or nothing where the change is not possible there. */
    Optional<Architecture> from(Architecture current);
  }

  /**
   * Changes to score, the most promising first.
   *
   * @param current where the walk stands
   * @param gradient predicts changes, and counts what its predictions cost
   * @param seed of this call
   */
  List<Move> propose(Architecture current, ProxyGradient gradient, long seed);

  /** Moves to architectures, wherever the walk stands. */
  static List<Move> to(List<Architecture> all) {
    return all.stream().map(a -> (Move) current -> Optional.of(a)).toList();
  }
}
