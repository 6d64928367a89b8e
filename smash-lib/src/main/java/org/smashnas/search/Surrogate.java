package org.smashnas.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Mutation;
import org.smashnas.encoding.CodeSums;
import org.smashnas.encoding.Encoding;

/**
 * Search that learns (paper, appendix D; Hutter et al. 2011, "Sequential Model-Based Optimization",
 * SMAC): a random forest learns the score from the codes of all candidates so far, and of a pool of
 * new architectures the one is scored that promises most, by expected improvement on the best.
 *
 * <p>Half of the pool is random, half perturbs the best candidates. What the forest knows of an
 * architecture's score is the mean and the deviation of what its trees say.
 *
 * @param count architectures to propose, the first ones included
 * @param start random architectures to learn from before the first choice, those of earlier stages
 *     included; at least 2
 * @param pool architectures to choose from, at least 2
 * @param trees of the forest, at least 2
 * @param round choices by the same forest before their scores are learned, at least 1; a cluster
 *     scores those of a round at the same time
 */
public record Surrogate(int count, int start, int pool, int trees, int round) implements Stage {
  /** Candidates that the pool's perturbations start from. */
  private static final int PARENTS = 5;

  private static final NormalDistribution NORMAL = new NormalDistribution();

  public Surrogate {
    Stage.check(count, 1);
    if (start < 2 || pool < 2 || trees < 2 || round < 1) {
      throw new IllegalArgumentException(
          "start is %d, pool %d, trees %d and round %d; give at least 2, 2, 2 and 1"
              .formatted(start, pool, trees, round));
    }
  }

  /** 20 to start from, a pool of 200, 30 trees, and rounds of 5. */
  public Surrogate(int count) {
    this(count, 20, 200, 30, 5);
  }

  /** The same in rounds of so many choices. */
  public Surrogate withRound(int choices) {
    return new Surrogate(count, start, pool, trees, choices);
  }

  @Override
  public String name() {
    return "surrogate";
  }

  @Override
  public Proposal propose(Trail trail, long seed) {
    return propose(trail, List.of(seed)).get(0);
  }

  @Override
  public List<Proposal> propose(Trail trail, List<Long> seeds) {
    List<Candidate> known = trail.all();
    if (known.size() < start) {
      return seeds.stream().map(trail::random).toList();
    }
    SplittableRandom random = new SplittableRandom(seeds.get(0));
    Encoding encoding = Encoding.oneHot(trail.space());
    double[] scores = known.stream().mapToDouble(Candidate::score).toArray();
    Forest forest =
        Forest.fit(
            known.stream().map(c -> CodeSums.of(encoding, c.architecture())).toList(),
            scores,
            trees,
            random.nextLong());
    double best = Arrays.stream(scores).min().orElseThrow();
    Map<Proposal, Double> promises = new LinkedHashMap<>();
    for (Proposal p : pool(trail, seeds.size(), random)) {
      double[] says = forest.each(CodeSums.of(encoding, p.architecture()));
      promises.put(p, improvement(best, says));
    }
    return promises.keySet().stream()
        .sorted(Comparator.comparingDouble(promises::get).reversed())
        .limit(seeds.size())
        .toList();
  }

  /** Architectures of which nothing is known yet, each once, if the space has so many. */
  private List<Proposal> pool(Trail trail, int least, SplittableRandom random) {
    List<Candidate> best = trail.all().stream().sorted(Trail.BEST_FIRST).limit(PARENTS).toList();
    Set<Architecture> seen = new HashSet<>();
    trail.all().forEach(c -> seen.add(c.architecture()));
    List<Proposal> fresh = new ArrayList<>();
    for (int i = 0; i < Math.max(pool, least); i++) {
      Candidate parent = best.get(i / 2 % best.size());
      long seed = random.nextLong();
      Proposal drawn =
          i % 2 == 0 ? trail.random(seed) : trail.perturbed(parent, Mutation.PAPER, seed);
      if (seen.add(drawn.architecture())) {
        fresh.add(drawn);
      }
    }
    while (fresh.size() < least) {
      fresh.add(trail.random(random.nextLong()));
    }
    return fresh;
  }

  /**
   * How far below the best score a new one is expected, all above counted as 0 (Jones et al. 1998,
   * equation 15).
   *
   * @param best least score so far
   * @param says what each tree says of the new one
   */
  static double improvement(double best, double[] says) {
    double mean = Arrays.stream(says).average().orElseThrow();
    double deviation =
        Math.sqrt(Arrays.stream(says).map(s -> (s - mean) * (s - mean)).average().orElseThrow());
    if (deviation == 0) {
      return Math.max(0, best - mean);
    }
    double z = (best - mean) / deviation;
    return deviation * (z * NORMAL.cumulativeProbability(z) + NORMAL.density(z));
  }

  @Override
  public int ahead(Trail trail) {
    int size = trail.all().size();
    return size < start ? start - size : round;
  }
}
