package org.smashnas.search;

import org.smashnas.arch.Mutation;

/**
 * A chain of perturbations that begins at the best candidate so far and moves to each that is
 * better (paper, appendix C); if there is none, it begins with a random architecture.
 *
 * @param count steps, accepted or not; the paper takes 100
 * @param probability chance that an element is drawn anew, above 0, at most 1
 */
public record MarkovChain(int count, double probability) implements Stage {
  public MarkovChain {
    Stage.check(count, probability);
  }

  /** With the paper's probability, 5%. */
  public MarkovChain(int count) {
    this(count, Mutation.PAPER);
  }

  @Override
  public String name() {
    return "markov";
  }

  @Override
  public Proposal propose(Trail trail, long seed) {
    if (trail.all().isEmpty()) {
      return trail.random(seed);
    }
    // Begun at the best and moving only to what is better, the chain is always at the best so far.
    return trail.perturbed(Trail.best(trail.all()), probability, seed);
  }
}
