package org.smashnas.proxy;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Neighbour;

/**
 * A few steps of gradient descent on the code c as if it were continuous, the graph held still, and
 * then back to valid architectures: the neighbours whose codes are nearest to where it led.
 *
 * @param steps steps of descent, at least 1; each costs a gradient
 * @param length Euclidean length of each, above 0; a set channel of a cell is 1 from an unset one
 * @param batch neighbours that are scored for a move
 */
public record RelaxedRule(int steps, double length, int batch) implements UpdateRule {
  public RelaxedRule {
    NeighbourDraws.check(Integer.MAX_VALUE, batch);
    if (steps < 1 || !(length > 0)) {
      throw new IllegalArgumentException(
          "there are %d steps of length %s; give at least one, longer than 0"
              .formatted(steps, length));
    }
  }

  @Override
  public List<Move> propose(Architecture current, ProxyGradient gradient, long seed) {
    double[] moved = gradient.descend(current, steps, length);
    List<Architecture> all = Neighbour.of(current).stream().map(Neighbour::architecture).toList();
    List<Double> distances = gradient.distances(current, all, moved);
    return UpdateRule.to(
        IntStream.range(0, all.size())
            .boxed()
            .sorted(Comparator.comparingDouble(distances::get))
            .map(all::get)
            .toList());
  }
}
