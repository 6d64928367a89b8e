package org.smashnas.arch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Draws random architectures (paper, appendices A and C; the priors are the authors' code's).
 *
 * @param space the space to draw from
 * @param kernels kernel sizes to draw from, a beginning of the space's
 * @param maxBudget most share of each block's budget to draw, at least the space's least
 */
public record Sampler(SearchSpace space, List<Integer> kernels, double maxBudget) {
  /** Share of the pool at either end whose rare sizes would have to be filled with neighbours. */
  private static final double TAIL = 0.02;

  private static final int TRIES = 1000;
  private static final int POOL = 20;

  public Sampler {
    kernels = List.copyOf(kernels);
    SpaceChecks.require(
        !kernels.isEmpty() && space.kernels().containsAll(kernels),
        "kernels is " + kernels + "; space " + space.name() + " has " + space.kernels());
    SpaceChecks.require(
        maxBudget >= space.minBudget() && maxBudget <= 1,
        "maxBudget is " + maxBudget + "; it lies between minBudget and 1");
  }

  /** Draws from the whole space. */
  public static Sampler of(SearchSpace space) {
    return new Sampler(space, space.kernels(), 1);
  }

  /**
   * Draws as training has it at some point: over the first half, the largest kernel grows from the
   * smallest size to the largest, and the most budget from 0.5 to 1 (authors' code).
   *
   * @param progress share of training done, 0 to 1
   */
  public static Sampler during(SearchSpace space, double progress) {
    double grown = Math.min(2 * progress, 1);
    int sizes = 1 + (int) Math.round(grown * (space.kernels().size() - 1));
    double most = Math.max(space.minBudget(), 0.5 + 0.5 * grown);
    return new Sampler(space, space.kernels().subList(0, sizes), most);
  }

  /**
   * One architecture within the space's limits.
   *
   * @throws IllegalStateException if a thousand draws all exceed {@code maxParameters}
   */
  public Architecture sample(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < TRIES; i++) {
      List<Block> blocks =
          IntStream.range(0, SearchSpace.BLOCKS)
              .mapToObj(b -> new BlockDraw(this, b, random).draw())
              .toList();
      Architecture drawn = new Architecture(space, blocks);
      if (drawn.parameters() <= space.maxParameters()) {
        return drawn;
      }
    }
    throw new IllegalStateException(
        "none of "
            + TRIES
            + " random networks of space "
            + space.name()
            + " has at most "
            + space.maxParameters()
            + " parameters; raise maxParameters or lower budgets");
  }

  /** So many architectures; the same seed gives the same list, and longer lists begin alike. */
  public List<Architecture> sample(int count, long seed) {
    SplittableRandom seeds = new SplittableRandom(seed);
    return IntStream.range(0, count).mapToObj(i -> sample(seeds.nextLong())).toList();
  }

  /**
   * Of so many random architectures the one whose number of parameters is nearest to the wanted
   * one, for comparisons at the same size.
   *
   * @param parameters free weights of the resulting network that are wanted
   * @param draws at least 1; the more, the nearer
   */
  public Architecture sampleOfSize(long parameters, int draws, long seed) {
    SpaceChecks.positive("draws", draws);
    return sample(draws, seed).stream()
        .min(Comparator.comparingLong(a -> Math.abs(a.parameters() - parameters)))
        .orElseThrow();
  }

  /**
   * Different architectures of all sizes alike, so that size does not tell everything: out of
   * {@value #POOL} times as many random ones, spread evenly over the logarithm of multiply-adds
   * between the 2nd and the 98th percentile.
   *
   * @param count at least 1
   * @return in an order drawn by the seed, so that every beginning of the list is spread, too
   * @throws IllegalStateException if the space gave fewer different ones
   */
  public List<Architecture> sampleSpread(int count, long seed) {
    SpaceChecks.positive("count", count);
    List<Architecture> pool = sample(POOL * count, seed).stream().distinct().toList();
    if (pool.size() < count) {
      throw new IllegalStateException(
          "%d draws from space %s gave %d different networks, and %d are wanted; take fewer or a larger space"
              .formatted(POOL * count, space.name(), pool.size(), count));
    }
    return evenly(pool, count, seed);
  }

  static <T> T pick(List<T> values, SplittableRandom random) {
    return values.get(random.nextInt(values.size()));
  }

  /** An index drawn in proportion to its weight. */
  static int weighted(double[] weights, SplittableRandom random) {
    double rest = random.nextDouble() * java.util.Arrays.stream(weights).sum();
    int i = 0;
    while (i < weights.length - 1 && rest >= weights[i]) {
      rest -= weights[i++];
    }
    return i;
  }

  /** So many different values of 0 to below, ascending. */
  static List<Integer> subset(int count, int below, SplittableRandom random) {
    List<Integer> all = new ArrayList<>(IntStream.range(0, below).boxed().toList());
    for (int i = 0; i < count; i++) {
      Collections.swap(all, i, i + random.nextInt(below - i));
    }
    return all.subList(0, count).stream().sorted().toList();
  }

  /**
   * So many of a pool, evenly over the logarithm of multiply-adds; each target between the pool's
   * 2nd and 98th percentile gets the nearest network that is free, the smallest target first.
   *
   * @param pool at least {@code count}, each once
   * @param seed of the order, which is mixed: every beginning of the list is spread, too
   */
  static List<Architecture> evenly(List<Architecture> pool, int count, long seed) {
    record Sized(Architecture architecture, double log) {}
    List<Sized> free =
        new ArrayList<>(
            pool.stream()
                .map(a -> new Sized(a, Math.log((double) a.multiplyAdds())))
                .sorted(Comparator.comparingDouble(Sized::log))
                .toList());
    int last = free.size() - 1;
    double low = free.get((int) Math.round(TAIL * last)).log();
    double high = free.get((int) Math.round((1 - TAIL) * last)).log();
    List<Architecture> chosen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double target = low + (high - low) * (i + 0.5) / count;
      Sized nearest =
          Collections.min(free, Comparator.comparingDouble(s -> Math.abs(s.log() - target)));
      free.remove(nearest);
      chosen.add(nearest.architecture());
    }
    Collections.shuffle(chosen, new Random(seed));
    return List.copyOf(chosen);
  }

  /** Draws one block, op by op, until its budget or its room is used up. */
  static final class BlockDraw {
    private final SearchSpace space;
    private final ElementDraw draw;
    private final int size;
    private final int inputBanks;
    private final int budget;
    private int filled;

    BlockDraw(Sampler sampler, int block, SplittableRandom random) {
      space = sampler.space();
      size = Sampler.pick(space.bankSizes(block), random);
      inputBanks = space.inputBanks(block, size);
      int most = space.bankLimit(block, size);
      int room = inputBanks + random.nextInt(most - inputBanks + 1);
      draw = new ElementDraw(sampler, size, room, random);
      double share =
          space.minBudget() + random.nextDouble() * (sampler.maxBudget() - space.minBudget());
      budget = (int) (share * space.budgets().get(block));
      filled = inputBanks;
    }

    Block draw() {
      int step = space.readStep(size);
      List<Op> ops = new ArrayList<>();
      // The first op is drawn even from a budget that is too small: a block needs one.
      int left = Math.max(budget, step * size);
      while (left >= step * size && ops.size() < space.maxOps()) {
        Op op = drawOp(left / (step * size));
        left -= op.read().size() * size;
        ops.add(op);
      }
      return new Block(size, inputBanks, filled, ops);
    }

    private Op drawOp(int affordable) {
      List<Integer> read = draw.reads(filled, affordable);
      int units = draw.units(read.size() * size);
      List<Integer> write = draw.writes(units / size, filled);
      filled = Math.max(filled, write.get(write.size() - 1) + 1);
      int bottleneck = space.bottleneckFor(read.size() * size, units);
      Pattern pattern = draw.pattern();
      List<Conv> convs = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        convs.add(pattern.active().get(i) ? draw.conv() : Conv.inactive(space.dims()));
      }
      Activation activation = draw.choice(space.activations());
      boolean gated = draw.gated(pattern);
      Write writing = draw.choice(space.writes());
      Pool pool = draw.choice(space.pools());
      return new Op(read, write, units, bottleneck, convs, activation, gated, writing, pool);
    }
  }
}
