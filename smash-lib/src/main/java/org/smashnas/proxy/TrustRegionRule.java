package org.smashnas.proxy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Neighbour;

/**
 * Changes several ops at once, an element each, as far as the gradient is trusted: the changes with
 * the largest predicted decreases, as many as together predict no more than a limit; then half of
 * them, and half again, down to one.
 *
 * @param share what predicts
 * @param sample neighbours to predict, drawn at random if there are more
 * @param radius most predicted decrease of all changes together, nats, above 0; one change is
 *     always tried
 */
public record TrustRegionRule(Share share, int sample, double radius) implements UpdateRule {
  public TrustRegionRule {
    Pool.check(sample, 1);
    if (!(radius > 0)) {
      throw new IllegalArgumentException(
          "the radius is " + radius + " nats; give a predicted decrease above 0");
    }
  }

  /** All the halvings of some ten changes. */
  @Override
  public int batch() {
    return 4;
  }

  @Override
  public List<Architecture> propose(Architecture current, ProxyGradient gradient, long seed) {
    List<Neighbour> drawn = Pool.neighbours(current, sample, seed);
    List<Architecture> architectures = drawn.stream().map(Neighbour::architecture).toList();
    Map<Integer, Pool.Ranked<Neighbour>> bestOfOp = new LinkedHashMap<>();
    Pool.ranked(current, drawn, architectures, share, gradient)
        .forEach(r -> bestOfOp.putIfAbsent(r.item().site(), r));
    List<Pool.Ranked<Neighbour>> best =
        bestOfOp.values().stream().sorted(Comparator.comparingDouble(Pool.Ranked::change)).toList();
    int count = 1;
    double predicted = best.get(0).change();
    while (count < best.size()
        && best.get(count).change() < 0
        && predicted + best.get(count).change() >= -radius) {
      predicted += best.get(count++).change();
    }
    List<Architecture> proposals = new ArrayList<>();
    for (int n = count; n >= 1; n /= 2) {
      List<Neighbour> some = best.subList(0, n).stream().map(Pool.Ranked::item).toList();
      Neighbour.together(current, some).ifPresent(proposals::add);
    }
    return proposals;
  }
}
