package org.smashnas.proxy;

import java.util.ArrayList;
import java.util.List;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Neighbour;

/**
 * Lets one gradient serve many moves: changes of single elements, the largest predicted decrease
 * first and one an element, are tried some at a time, each time from where the walk stands by then.
 *
 * @param share what predicts
 * @param sample neighbours to predict, drawn at random if there are more
 * @param together changes that are tried at once, at least 1
 */
public record SweepRule(PredictionPart share, int sample, int together) implements UpdateRule {
  public SweepRule {
    NeighbourDraws.check(sample, together);
  }

  @Override
  public int batch() {
    return 1;
  }

  @Override
  public boolean lasting() {
    return true;
  }

  @Override
  public List<Move> propose(Architecture current, ProxyGradient gradient, long seed) {
    List<Neighbour> drawn = NeighbourDraws.neighbours(current, sample, seed);
    List<Architecture> architectures = drawn.stream().map(Neighbour::architecture).toList();
    List<Neighbour> taken = new ArrayList<>();
    for (NeighbourDraws.Ranked<Neighbour> next :
        NeighbourDraws.ranked(current, drawn, architectures, share, gradient)) {
      boolean promising = next.change() < 0 || taken.isEmpty();
      if (promising && taken.stream().noneMatch(next.item()::sameElement)) {
        taken.add(next.item());
      }
    }
    List<Move> moves = new ArrayList<>();
    for (int i = 0; i < taken.size(); i += together) {
      List<Neighbour> some = taken.subList(i, Math.min(i + together, taken.size()));
      moves.add(from -> Neighbour.together(current, some, from));
    }
    return moves;
  }
}
