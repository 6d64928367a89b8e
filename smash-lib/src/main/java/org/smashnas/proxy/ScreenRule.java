package org.smashnas.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Mutation;

/**
 * Draws random perturbations as the control does, many more than are scored: those with the largest
 * predicted decrease come first. Perturbations that change a bank size cannot be predicted, and are
 * drawn again.
 *
 * @param share what predicts
 * @param probability chance that an element is drawn anew, above 0, at most 1
 * @param sample perturbations to predict
 * @param batch how many of them are scored for a move
 */
public record ScreenRule(PredictionPart share, double probability, int sample, int batch)
    implements UpdateRule {
  /** Draws for each that is wanted, of which most can be predicted. */
  private static final int TRIES = 100;

  public ScreenRule {
    Mutation.checkProbability(probability);
    NeighbourDraws.check(sample, batch);
  }

  @Override
  public List<Move> propose(Architecture current, ProxyGradient gradient, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Architecture> drawn = new ArrayList<>();
    for (int i = 0; i < TRIES * sample && drawn.size() < sample; i++) {
      Architecture next = Mutation.perturb(current, probability, random.nextLong());
      if (!next.equals(current) && ProxyGradient.comparable(current, next)) {
        drawn.add(next);
      }
    }
    return UpdateRule.to(
        NeighbourDraws.ranked(current, drawn, drawn, share, gradient).stream()
            .map(NeighbourDraws.Ranked::item)
            .toList());
  }
}
