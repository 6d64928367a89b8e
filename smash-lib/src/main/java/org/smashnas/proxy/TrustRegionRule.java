package org.smashnas.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Neighbour;

/**
 * Changes several elements at once, as far as the gradient is trusted: those with the largest
 * predicted decreases, as many as together predict no more than a limit; then half of them, and
 * half again, down to one.
 *
 * @param share what predicts
 * @param sample neighbours to predict, drawn at random if there are more
 * @param radius most predicted decrease of all changes together, nats, above 0; one change is
 *     always tried
 */
public record TrustRegionRule(PredictionPart share, int sample, double radius)
    implements UpdateRule {
  public TrustRegionRule {
    NeighbourDraws.check(sample, 1);
    if (!(radius > 0)) {
      throw new IllegalArgumentException(
          "the radius is " + radius + " nats; give a predicted decrease above 0");
    }
  }

  /** The four boldest. */
  @Override
  public int batch() {
    return 4;
  }

  @Override
  public List<Move> propose(Architecture current, ProxyGradient gradient, long seed) {
    List<Neighbour> drawn = NeighbourDraws.neighbours(current, sample, seed);
    List<Architecture> architectures = drawn.stream().map(Neighbour::architecture).toList();
    List<Architecture> further = new ArrayList<>();
    List<Neighbour> taken = new ArrayList<>();
    double predicted = 0;
    for (NeighbourDraws.Ranked<Neighbour> next :
        NeighbourDraws.ranked(current, drawn, architectures, share, gradient)) {
      boolean trusted = next.change() < 0 && predicted + next.change() >= -radius;
      if (!trusted && !further.isEmpty()) {
        break;
      }
      if (taken.stream().noneMatch(t -> t.sameElement(next.item()))) {
        taken.add(next.item());
        Optional<Architecture> together = Neighbour.together(current, taken);
        together.ifPresentOrElse(further::add, () -> taken.remove(taken.size() - 1));
        predicted += together.isPresent() ? next.change() : 0;
      }
    }
    List<Architecture> proposals = new ArrayList<>();
    for (int n = further.size(); n >= 1; n /= 2) {
      proposals.add(further.get(n - 1));
    }
    return UpdateRule.to(proposals);
  }
}
