package org.smashnas.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.smashnas.arch.Mutation;

/**
 * Search by several objectives: NSGA-II (Deb et al. 2002), where the better of two random parents
 * is perturbed, and of parents and children together those of the least rank live on, of one rank
 * the least crowded.
 *
 * <p>Ours: children come from perturbation alone, since two networks' halves do not fit together;
 * it leaves the number of ops as it is, so only what it starts from brings others. That is the
 * first candidates of the whole search, those of earlier stages included; while there are too few,
 * the stage adds random architectures. All of them count as generations.
 *
 * @param count architectures to propose, random ones included
 * @param start candidates before the first children, at least the population
 * @param population parents, and children a generation, which a cluster scores at the same time; at
 *     least 2; Deb et al. take 100
 * @param objectives at least 2
 * @param probability chance that an element is drawn anew, above 0, at most 1
 */
public record ParetoEvolution(
    int count, int start, int population, List<Objective> objectives, double probability)
    implements Stage {
  public ParetoEvolution {
    Stage.check(count, probability);
    objectives = List.copyOf(objectives);
    if (population < 2 || start < population || objectives.size() < 2) {
      throw new IllegalArgumentException(
          "population is %d, start is %d and the objectives are %s; give at least 2, the population, and 2"
              .formatted(population, start, objectives));
    }
  }

  /**
   * From 3 in 10 of the count, with a population of 10, and elements drawn anew with 5%. From 10
   * networks alone, some searches of the laboratory never saw a small one.
   */
  public ParetoEvolution(int count, List<Objective> objectives) {
    this(count, Math.max(10, 3 * count / 10), 10, objectives, Mutation.PAPER);
  }

  @Override
  public String name() {
    return "pareto";
  }

  @Override
  public Proposal propose(Trail trail, long seed) {
    return propose(trail, List.of(seed)).get(0);
  }

  @Override
  public List<Proposal> propose(Trail trail, List<Long> seeds) {
    List<Candidate> all = trail.all();
    if (all.size() < start) {
      return seeds.stream().map(trail::random).toList();
    }
    List<Candidate> alive = fittest(all.subList(0, population));
    for (int born = 2 * population; born <= all.size(); born += population) {
      List<Candidate> together = new ArrayList<>(alive);
      together.addAll(all.subList(born - population, born));
      alive = fittest(together).subList(0, population);
    }
    List<Candidate> parents = alive;
    return seeds.stream().map(seed -> child(trail, parents, seed)).toList();
  }

  /** The fitter of two. */
  private Proposal child(Trail trail, List<Candidate> parents, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int first = Math.min(random.nextInt(population), random.nextInt(population));
    return trail.perturbed(parents.get(first), probability, random.nextLong());
  }

  /** By rank, of one rank by crowding. */
  List<Candidate> fittest(List<Candidate> candidates) {
    List<double[]> points = candidates.stream().map(c -> Front.point(c, objectives)).toList();
    int[] ranks = Pareto.ranks(points);
    double[] crowding = new double[ranks.length];
    for (int rank = 0; rank < ranks.length; rank++) {
      int own = rank;
      int[] those = IntStream.range(0, ranks.length).filter(i -> ranks[i] == own).toArray();
      double[] among = Pareto.crowding(IntStream.of(those).mapToObj(points::get).toList());
      IntStream.range(0, those.length).forEach(i -> crowding[those[i]] = among[i]);
    }
    return IntStream.range(0, ranks.length)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingInt(i -> ranks[i])
                .thenComparing(Comparator.<Integer>comparingDouble(i -> crowding[i]).reversed()))
        .map(candidates::get)
        .toList();
  }

  @Override
  public int ahead(Trail trail) {
    int size = trail.all().size();
    return size < start ? start - size : population - size % population;
  }
}
