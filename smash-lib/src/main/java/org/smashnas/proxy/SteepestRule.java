package org.smashnas.proxy;

import java.util.List;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Neighbour;

/**
 * Changes one element: those of the neighbours whose predicted decrease is largest are scored
 * first.
 *
 * @param share what predicts; with {@link PredictionPart#CODE} a prediction more costs next to
 *     nothing
 * @param sample neighbours to predict, drawn at random if there are more
 * @param batch how many of them are scored for a move
 */
public record SteepestRule(PredictionPart share, int sample, int batch) implements UpdateRule {
  public SteepestRule {
    NeighbourDraws.check(sample, batch);
  }

  @Override
  public List<Move> propose(Architecture current, ProxyGradient gradient, long seed) {
    List<Neighbour> drawn = NeighbourDraws.neighbours(current, sample, seed);
    List<Architecture> architectures = drawn.stream().map(Neighbour::architecture).toList();
    return UpdateRule.to(
        NeighbourDraws.ranked(current, architectures, architectures, share, gradient).stream()
            .map(NeighbourDraws.Ranked::item)
            .toList());
  }
}
