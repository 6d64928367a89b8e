package org.smashnas.search;

import java.util.List;
import org.smashnas.arch.Mutation;

/**
 * A part of a {@link Search}: a rule that proposes so many architectures, one after the other.
 *
 * <p>A stage keeps nothing between proposals. All that it knows is the trail of candidates so far,
 * which is why a search can go on from its table alone.
 */
public interface Stage {
  /** What the table's column "stage" says of its candidates; one lower-case word. */
  String name();

  /** Architectures that it proposes, at least 1. */
  int count();

  /**
   * The next architecture to score.
   *
   * @param trail the candidates so far; it also makes random and perturbed architectures
   * @param seed of this proposal; the same trail and seed must give the same proposal
   */
  Proposal propose(Trail trail, long seed);

  /**
   * The next architectures, to be scored at the same time: by default {@link #propose(Trail, long)}
   * for each seed.
   *
   * @param seeds one a proposal
   */
  default List<Proposal> propose(Trail trail, List<Long> seeds) {
    return seeds.stream().map(seed -> propose(trail, seed)).toList();
  }

  /**
   * How many proposals, from the next on, hang on no candidate that is not in the trail: they can
   * be scored at the same time.
   *
   * @return at least 1; more than the stage has left is as good as all
   */
  default int ahead(Trail trail) {
    return 1;
  }

  /**
   * The paper's three stages in other numbers (appendix C); the paper has 500 and 100.
   *
   * @param random random architectures
   * @param refinements perturbations of the best of those, and as many Markov steps
   */
  static List<Stage> paper(int random, int refinements) {
    return List.of(
        new RandomSearch(random), new Perturbation(refinements), new MarkovChain(refinements));
  }

  /** Refuses a stage of no architectures, or one whose perturbations change nothing. */
  static void check(int count, double probability) {
    if (count < 1) {
      throw new IllegalArgumentException("count is " + count + "; score at least one");
    }
    Mutation.checkProbability(probability);
    if (probability == 0) {
      throw new IllegalArgumentException(
          "probability is 0, which changes nothing; the paper takes " + Mutation.PAPER);
    }
  }
}
