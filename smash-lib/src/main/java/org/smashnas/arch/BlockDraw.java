package org.smashnas.arch;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws one block, op by op, until its budget or its room is used up. */
final class BlockDraw {
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
    return new Op(read, write, units, bottleneck, convs, draw.activation(), draw.gated(pattern));
  }
}
