package org.smashnas.arch;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One block with some elements drawn anew, and the others kept wherever they still fit. */
final class BlockMutation {
  private final SearchSpace space;
  private final Block old;
  private final double probability;
  private final SplittableRandom random;
  private final ElementDraw draw;
  private final int size;
  private final int inputBanks;
  private final int budget;
  private final int leastReads;
  private int filled;

  BlockMutation(
      Sampler sampler, int block, Block old, double probability, SplittableRandom random) {
    space = sampler.space();
    this.old = old;
    this.probability = probability;
    this.random = random;
    size = redrawn() ? Sampler.pick(space.bankSizes(block), random) : old.bankChannels();
    inputBanks = space.inputBanks(block, size);
    // Sampling draws a block's room, too, but the block does not keep it: its banks need the least.
    int least = sameBanks() ? old.banks() : inputBanks;
    int room = least + random.nextInt(space.bankLimit(block, size) - least + 1);
    draw = new ElementDraw(sampler, size, room, random);
    budget = space.budgets().get(block);
    leastReads = space.readStep(size) * size;
    filled = inputBanks;
  }

  Block draw() {
    // Larger banks can make the least that an op reads too dear for as many ops.
    int affordable = sameBanks() ? old.ops().size() : Math.max(1, budget / leastReads);
    List<Op> before = old.ops().subList(0, Math.min(old.ops().size(), affordable));
    int reserved = before.stream().mapToInt(this::reserve).sum();
    int left = budget;
    List<Op> ops = new ArrayList<>();
    for (Op op : before) {
      reserved -= reserve(op);
      Op next = mutate(op, Math.max(1, (left - reserved) / leastReads));
      left -= next.read().size() * size;
      filled = Math.max(filled, next.write().get(next.write().size() - 1) + 1);
      ops.add(next);
    }
    return new Block(size, inputBanks, filled, ops);
  }

  /** Channels of the budget that a later op needs: what it reads, or the least if it must change */
  private int reserve(Op op) {
    return sameBanks() ? old.readChannels(op) : leastReads;
  }

  // In each of these conditions the coin comes first, so that every element is given its chance.
  private Op mutate(Op op, int affordable) {
    boolean newReads = redrawn() || !sameBanks() || last(op.read()) >= filled;
    List<Integer> read = newReads ? draw.reads(filled, affordable) : op.read();
    boolean newUnits = redrawn() || op.units() % size != 0 || op.units() / size > draw.room();
    int units = newUnits ? draw.units(read.size() * size) : op.units();
    boolean newWrites = redrawn() || !sameBanks() || !writable(op.write(), units / size);
    List<Integer> write = newWrites ? draw.writes(units / size, filled) : op.write();
    Pattern pattern = redrawn() ? draw.pattern() : op.pattern();
    List<Conv> convs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      convs.add(pattern.active().get(i) ? mutate(op.convs().get(i)) : Conv.inactive(space.dims()));
    }
    int bottleneck = space.bottleneckFor(read.size() * size, units);
    Activation activation = mutate(op.activation(), space.activations());
    boolean newGate = space.gates() && (redrawn() || !op.pattern().twoPaths());
    boolean gated = newGate ? draw.gated(pattern) : op.gated() && pattern.twoPaths();
    Write writing = mutate(op.writing(), space.writes());
    Pool pool = mutate(op.pool(), space.pools());
    return new Op(read, write, units, bottleneck, convs, activation, gated, writing, pool);
  }

  /** No coin where there is no choice: the space of the paper keeps its perturbations. */
  private <T> T mutate(T now, List<T> allowed) {
    return allowed.size() > 1 && redrawn() ? draw.choice(allowed) : now;
  }

  private Conv mutate(Conv conv) {
    if (!conv.active()) {
      return draw.conv();
    }
    List<Integer> kernel = redrawn() ? draw.kernel() : conv.kernel();
    boolean newDilation = redrawn() || !fits(conv.dilation(), kernel);
    List<Integer> dilation = newDilation ? draw.dilation(kernel) : conv.dilation();
    return new Conv(true, kernel, dilation, redrawn() ? draw.groups() : conv.groups());
  }

  private boolean fits(List<Integer> dilation, List<Integer> kernel) {
    for (int axis = 0; axis < kernel.size(); axis++) {
      if (dilation.get(axis) > space.maxDilation(kernel.get(axis))) {
        return false;
      }
    }
    return true;
  }

  /** Whether every piece has a bank and new banks come in order. */
  private boolean writable(List<Integer> write, int pieces) {
    int next = filled;
    for (int bank : write) {
      if (bank > next) {
        return false;
      }
      next = Math.max(next, bank + 1);
    }
    return write.size() >= pieces;
  }

  private boolean redrawn() {
    return random.nextDouble() < probability;
  }

  private boolean sameBanks() {
    return size == old.bankChannels();
  }

  private static int last(List<Integer> banks) {
    return banks.get(banks.size() - 1);
  }
}
