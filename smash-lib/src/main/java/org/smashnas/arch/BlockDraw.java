package org.smashnas.arch;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws one block, op by op, until its budget or its room is used up. */
final class BlockDraw {
  private final Sampler sampler;
  private final SearchSpace space;
  private final SplittableRandom random;
  private final int size;
  private final int inputBanks;
  private final int bankLimit;
  private final int budget;
  private int filled;

  BlockDraw(Sampler sampler, int block, SplittableRandom random) {
    this.sampler = sampler;
    this.space = sampler.space();
    this.random = random;
    size = Sampler.pick(space.bankSizes(block), random);
    inputBanks = space.inputBanks(block, size);
    int most = space.bankLimit(block, size);
    bankLimit = inputBanks + random.nextInt(most - inputBanks + 1);
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
      Op op = drawOp(left);
      left -= op.read().size() * size;
      ops.add(op);
    }
    return new Block(size, inputBanks, filled, ops);
  }

  private Op drawOp(int left) {
    int step = space.readStep(size);
    int affordable = left / (step * size);
    int reads = step * Math.min(1 + random.nextInt(filled / step), affordable);
    List<Integer> read = Sampler.subset(reads, filled, random);
    int units = drawUnits(reads * size);
    List<Integer> write = drawWrites(units / size);
    filled = Math.max(filled, write.get(write.size() - 1) + 1);
    int bottleneck = space.bottleneckFor(reads * size, units);
    Pattern pattern = drawPattern();
    List<Conv> convs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      convs.add(pattern.active().get(i) ? drawConv() : Conv.inactive(space.dims()));
    }
    return new Op(read, write, units, bottleneck, convs);
  }

  private int drawUnits(int readChannels) {
    int most = Math.min(space.maxUnits(), bankLimit * size) / size;
    if (!space.unitsNearReads()) {
      return size * (1 + random.nextInt(most));
    }
    double unit = space.bankUnit();
    double[] weights =
        IntStream.rangeClosed(1, most)
            .mapToDouble(u -> 1 / (0.01 + 10 * Math.abs(u * size - readChannels) / unit))
            .toArray();
    return size * (1 + Sampler.weighted(weights, random));
  }

  /** At least one bank a piece, each further bank e times less likely; new banks in order. */
  private List<Integer> drawWrites(int pieces) {
    int fresh = Math.min(pieces, bankLimit - filled);
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

  private Pattern drawPattern() {
    List<Pattern> allowed = space.patterns();
    double[] weights = allowed.stream().mapToDouble(Pattern::prior).toArray();
    return allowed.get(Sampler.weighted(weights, random));
  }

  private Conv drawConv() {
    List<Integer> kernel =
        IntStream.range(0, space.dims())
            .mapToObj(a -> Sampler.pick(sampler.kernels(), random))
            .toList();
    List<Integer> dilation = new ArrayList<>();
    for (int k : kernel) {
      boolean repeat = space.isotropic() && !dilation.isEmpty();
      dilation.add(repeat ? dilation.get(0) : 1 + random.nextInt(space.maxDilation(k)));
    }
    return new Conv(true, kernel, dilation, Sampler.pick(space.groups(), random));
  }
}
