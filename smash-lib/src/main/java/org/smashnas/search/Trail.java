package org.smashnas.search;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Mutation;
import org.smashnas.arch.SearchSpace;

/**
 * What a stage can build on: the candidates so far, in the order of their scoring.
 *
 * @param space where new architectures come from
 * @param allowed the search's constraint; new architectures keep it
 * @param all every candidate so far
 * @param earlier how many of them the stages before this one made
 */
public record Trail(
    SearchSpace space, Predicate<Architecture> allowed, List<Candidate> all, int earlier) {
  /** The order of rankings: by score, ties by cross entropy. */
  static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::score).thenComparingDouble(Candidate::crossEntropy);

  private static final int TRIES = 1000;

  /** The first of the best among some candidates, at least one. */
  public static Candidate best(List<Candidate> candidates) {
    return candidates.stream().min(BEST_FIRST).orElseThrow();
  }

  /**
   * A random architecture that the constraint allows.
   *
   * @throws IllegalStateException if a thousand draws all break it
   */
  public Proposal random(long seed) {
    return new Proposal(draw(space::sample, allowed, "random architectures", seed), null);
  }

  /**
   * A perturbation that the constraint allows and that differs from its parent: to score the same
   * architecture again would tell nothing.
   *
   * @param probability chance that an element is drawn anew, above 0, at most 1
   * @throws IllegalStateException if a thousand perturbations are all equal or break the constraint
   */
  public Proposal perturbed(Candidate parent, double probability, long seed) {
    Architecture base = parent.architecture();
    return new Proposal(
        draw(
            s -> Mutation.perturb(base, probability, s),
            a -> allowed.test(a) && !a.equals(base),
            "perturbations of " + base,
            seed),
        base.id());
  }

  private Architecture draw(
      LongFunction<Architecture> source, Predicate<Architecture> wanted, String what, long seed) {
    SplittableRandom more = new SplittableRandom(seed);
    long next = seed;
    for (int i = 0; i < TRIES; i++) {
      Architecture drawn = source.apply(next);
      if (wanted.test(drawn)) {
        return drawn;
      }
      next = more.nextLong();
    }
    throw new IllegalStateException(
        "none of %d %s is new and within the search's constraint; loosen the constraint, or search a space whose budgets and widths make networks that keep it"
            .formatted(TRIES, what));
  }
}
