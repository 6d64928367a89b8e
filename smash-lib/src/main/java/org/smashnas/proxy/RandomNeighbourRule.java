package org.smashnas.proxy;

import java.util.List;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Neighbour;

/**
 * A second control: one random neighbour at a time, drawn as the rules that change one element draw
 * theirs, without any gradient.
 */
public record RandomNeighbourRule() implements UpdateRule {
  @Override
  public int batch() {
    return 1;
  }

  @Override
  public List<Move> propose(Architecture current, ProxyGradient gradient, long seed) {
    return UpdateRule.to(
        NeighbourDraws.neighbours(current, 1, seed).stream().map(Neighbour::architecture).toList());
  }
}
