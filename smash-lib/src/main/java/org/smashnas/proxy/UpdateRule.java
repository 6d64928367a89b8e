package org.smashnas.proxy;

import java.util.List;
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

  /**
   * Valid architectures to score, the most promising first.
   *
   * @param current where the walk stands
   * @param gradient predicts changes, and counts what its predictions cost
   * @param seed of this call
   */
  List<Architecture> propose(Architecture current, ProxyGradient gradient, long seed);
}
