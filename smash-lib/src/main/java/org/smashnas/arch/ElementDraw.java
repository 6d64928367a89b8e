package org.smashnas.arch;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The distributions of an op's elements, one method each; what sampling and mutation share.
 *
 * @param sampler the space and its limits
 * @param size channels of the block's banks
 * @param room most banks that the block may have
 * @param random where the draws come from
 */
record ElementDraw(Sampler sampler, int size, int room, SplittableRandom random) {
  private SearchSpace space() {
    return sampler.space();
  }

  /**
   * Banks to read, of those that are filled.
   *
   * @param affordable most reads that the budget pays for, in the space's read steps, at least 1
   */
  List<Integer> reads(int filled, int affordable) {
    int step = space().readStep(size);
    int count = step * Math.min(1 + random.nextInt(filled / step), affordable);
    return Sampler.subset(count, filled, random);
  }

  int units(int readChannels) {
    int most = Math.min(space().maxUnits(), room * size) / size;
    if (!space().unitsNearReads()) {
      return size * (1 + random.nextInt(most));
    }
    double unit = space().bankUnit();
    double[] weights =
        IntStream.rangeClosed(1, most)
            .mapToDouble(u -> 1 / (0.01 + 10 * Math.abs(u * size - readChannels) / unit))
            .toArray();
    return size * (1 + Sampler.weighted(weights, random));
  }

  /**
   * At least one bank a piece, each further bank e times less likely, up to half as many as are
   * filled; new banks in order.
   */
  List<Integer> writes(int pieces, int filled) {
    int fresh = Math.min(pieces, room - filled);
    int most = Math.min(Math.max(pieces, filled / 2), filled + fresh);
    double[] weights = IntStream.rangeClosed(pieces, most).mapToDouble(n -> Math.exp(-n)).toArray();
    int count = pieces + Sampler.weighted(weights, random);
    List<Integer> drawn = Sampler.subset(count, filled + fresh, random);
    int old = (int) drawn.stream().filter(w -> w < filled).count();
    return IntStream.concat(
            drawn.stream().mapToInt(w -> w).limit(old),
            IntStream.range(filled, filled + count - old))
        .boxed()
        .toList();
  }

  Pattern pattern() {
    List<Pattern> allowed = space().patterns();
    double[] weights = allowed.stream().mapToDouble(Pattern::prior).toArray();
    return allowed.get(Sampler.weighted(weights, random));
  }

  /** All alike; nothing is drawn where there is no choice. */
  <T> T choice(List<T> allowed) {
    return allowed.size() == 1 ? allowed.get(0) : Sampler.pick(allowed, random);
  }

  /** Half of the ops that can have a gate have one. */
  boolean gated(Pattern pattern) {
    return space().gates() && pattern.twoPaths() && random.nextBoolean();
  }

  Conv conv() {
    List<Integer> kernel = kernel();
    return new Conv(true, kernel, dilation(kernel), groups());
  }

  List<Integer> kernel() {
    return IntStream.range(0, space().dims())
        .mapToObj(a -> Sampler.pick(sampler.kernels(), random))
        .toList();
  }

  List<Integer> dilation(List<Integer> kernel) {
    if (space().isotropic()) {
      // One dilation for all axes must suit the largest kernel.
      int most = kernel.stream().mapToInt(space()::maxDilation).min().orElseThrow();
      int all = 1 + random.nextInt(most);
      return kernel.stream().map(k -> all).toList();
    }
    List<Integer> dilation = new ArrayList<>();
    for (int k : kernel) {
      dilation.add(1 + random.nextInt(space().maxDilation(k)));
    }
    return dilation;
  }

  int groups() {
    return Sampler.pick(space().groups(), random);
  }
}
