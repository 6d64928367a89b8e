package org.smashnas.search;

import java.util.List;
import org.smashnas.arch.Mutation;

/**
 * Perturbations of the best candidate that the stages before it found (paper, appendix C); if there
 * were none, its first architecture is random and the others perturb that one.
 *
 * @param count architectures to propose; the paper takes 100
 * @param probability chance that an element is drawn anew, above 0, at most 1
 */
public record Perturbation(int count, double probability) implements Stage {
  public Perturbation {
    Stage.check(count, probability);
  }

  /** With the paper's probability, 5%. */
  public Perturbation(int count) {
    this(count, Mutation.PAPER);
  }

  @Override
  public String name() {
    return "perturbation";
  }

  @Override
  public Proposal propose(Trail trail, long seed) {
    List<Candidate> all = trail.all();
    if (all.isEmpty()) {
      return trail.random(seed);
    }
    Candidate base = Trail.best(all.subList(0, Math.max(1, trail.earlier())));
    return trail.perturbed(base, probability, seed);
  }

  @Override
  public int ahead(Trail trail) {
    return trail.all().isEmpty() ? 1 : count;
  }
}
