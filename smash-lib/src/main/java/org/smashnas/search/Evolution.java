package org.smashnas.search;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.smashnas.arch.Mutation;

/**
 * Regularised evolution (Real et al. 2019, "Regularized Evolution for Image Classifier Architecture
 * Search", Algorithm 1): the best of a random sample of the population is perturbed, and its child
 * takes the place of the oldest, however good that one is.
 *
 * <p>The population is the latest candidates of the whole search, so those of earlier stages are
 * the first one; while there are too few, the stage adds random architectures.
 *
 * @param count architectures to propose, random ones included
 * @param population candidates that are alive, at least 2; Real et al. take 100
 * @param sample candidates drawn, with replacement, to choose a parent from; at least 1 and at most
 *     the population; Real et al. take 25
 * @param probability chance that an element is drawn anew, above 0, at most 1; Real et al. change
 *     one element a child
 * @param round children that the same population has before any of them joins it, at least 1 and at
 *     most the population; 1 is Algorithm 1, and a cluster scores those of a round at the same time
 */
public record Evolution(int count, int population, int sample, double probability, int round)
    implements Stage {
  public Evolution {
    Stage.check(count, probability);
    if (population < 2 || sample < 1 || sample > population) {
      throw new IllegalArgumentException(
          "population is %d and sample %d; the population has at least 2, and the sample 1 to all of them"
              .formatted(population, sample));
    }
    if (round < 1 || round > population) {
      throw new IllegalArgumentException(
          "round is %d; give 1 child to as many as the population, %d"
              .formatted(round, population));
    }
  }

  /** In rounds of one child. */
  public Evolution(int count, int population, int sample, double probability) {
    this(count, population, sample, probability, 1);
  }

  /** With a population of 100, samples of 25, and elements drawn anew with 5%. */
  public Evolution(int count) {
    this(count, 100, 25, Mutation.PAPER);
  }

  /** The same in rounds of so many children. */
  public Evolution withRound(int children) {
    return new Evolution(count, population, sample, probability, children);
  }

  /** For example "Evolution[count=700, population=100, sample=25, probability=0.05]". */
  @Override
  public String toString() {
    // Tables of before there were rounds name the search so.
    return "Evolution[count=%d, population=%d, sample=%d, probability=%s%s]"
        .formatted(count, population, sample, probability, round == 1 ? "" : ", round=" + round);
  }

  @Override
  public String name() {
    return "evolution";
  }

  @Override
  public Proposal propose(Trail trail, long seed) {
    int size = trail.all().size();
    if (size < population) {
      return trail.random(seed);
    }
    int joined = size - (size - population) % round;
    List<Candidate> alive = trail.all().subList(joined - population, joined);
    SplittableRandom random = new SplittableRandom(seed);
    List<Candidate> drawn = new ArrayList<>();
    for (int i = 0; i < sample; i++) {
      drawn.add(alive.get(random.nextInt(population)));
    }
    return trail.perturbed(Trail.best(drawn), probability, random.nextLong());
  }

  @Override
  public int ahead(Trail trail) {
    int size = trail.all().size();
    return size < population ? population - size : round - (size - population) % round;
  }
}
