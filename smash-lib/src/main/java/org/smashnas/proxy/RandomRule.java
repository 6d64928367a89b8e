package org.smashnas.proxy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Mutation;

/**
 * The control: one random perturbation at a time, without any gradient, as the Markov steps of a
 * search (paper, appendix C).
 *
 * @param probability chance that an element is drawn anew, above 0, at most 1
 */
public record RandomRule(double probability) implements UpdateRule {
  /** Draws of which one at least changes something, where a space has more than one network. */
  private static final int TRIES = 1000;

  public RandomRule {
    Mutation.checkProbability(probability);
    if (probability == 0) {
      throw new IllegalArgumentException(
          "probability is 0, which changes nothing; the paper takes " + Mutation.PAPER);
    }
  }

  /** With the paper's probability, 5%. */
  public RandomRule() {
    this(Mutation.PAPER);
  }

  @Override
  public int batch() {
    return 1;
  }

  @Override
  public List<Move> propose(Architecture current, ProxyGradient gradient, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return UpdateRule.to(
        Stream.generate(() -> Mutation.perturb(current, probability, random.nextLong()))
            .limit(TRIES)
            .filter(a -> !a.equals(current))
            .limit(1)
            .toList());
  }
}
