package org.smashnas.arch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Builds an architecture by hand, block by block and op by op: what follows from the space and from
 * the ops before (input banks, banks filled, 1x1 outputs) is worked out.
 *
 * <pre>{@code
 * Architecture.builder(space)
 *     .block(8).op(List.of(0, 1), List.of(0), 8).op(List.of(0, 1), List.of(1), 8)
 *     .block(8).op(List.of(0, 1), List.of(2), 8)
 *     .block(16).op(List.of(0), List.of(0), 16, Pattern.LONG, conv)
 *     .build();
 * }</pre>
 */
public final class ArchitectureBuilder {
  private final SearchSpace space;
  private final List<Integer> sizes = new ArrayList<>();
  private final List<List<Op>> ops = new ArrayList<>();

  ArchitectureBuilder(SearchSpace space) {
    this.space = space;
  }

  /** Begins the next block, with banks of so many channels; its input fills the first banks. */
  public ArchitectureBuilder block(int bankChannels) {
    sizes.add(bankChannels);
    ops.add(new ArrayList<>());
    return this;
  }

  /** Adds an op with one convolution: the space's smallest kernel, no dilation, one group. */
  public ArchitectureBuilder op(List<Integer> read, List<Integer> write, int units) {
    List<Integer> kernel = Collections.nCopies(space.dims(), space.kernels().get(0));
    List<Integer> dilation = Collections.nCopies(space.dims(), 1);
    return op(read, write, units, Pattern.SINGLE, new Conv(true, kernel, dilation, 1));
  }

  /**
   * Adds an op to the block that was begun last.
   *
   * @param read banks read, ascending from 0
   * @param write banks written, ascending; new ones in order
   * @param units output channels, a multiple of the bank size
   * @param pattern which convolutions are active
   * @param convs one for all active convolutions, or one for each, in the order of {@link Pattern}
   * @throws IllegalStateException before the first block
   * @throws IllegalArgumentException for another number of convolutions or an impossible op
   */
  public ArchitectureBuilder op(
      List<Integer> read, List<Integer> write, int units, Pattern pattern, Conv... convs) {
    if (ops.isEmpty()) {
      throw new IllegalStateException("there is no block yet; call block(bankChannels) before op");
    }
    int active = Collections.frequency(pattern.active(), true);
    SpaceChecks.require(
        convs.length == 1 || convs.length == active,
        "the op has %d convolutions; pattern %s has %d active ones, so give 1 for all or %d"
            .formatted(convs.length, pattern, active, active));
    List<Conv> all = new ArrayList<>();
    int next = 0;
    for (boolean on : pattern.active()) {
      all.add(on ? convs[Math.min(next++, convs.length - 1)] : Conv.inactive(space.dims()));
    }
    int readChannels = read.size() * sizes.get(sizes.size() - 1);
    int bottleneck = space.bottleneckFor(readChannels, units);
    Activation activation = space.activations().get(0);
    Write writing = space.writes().get(0);
    Pool pool = space.pools().get(0);
    ops.get(ops.size() - 1)
        .add(new Op(read, write, units, bottleneck, all, activation, false, writing, pool));
    return this;
  }

  /** Gives the op that was added last another activation function than the space's first. */
  public ArchitectureBuilder activation(Activation value) {
    return editLast(op -> op.withActivation(value));
  }

  /** Joins the two paths of the op that was added last by a gate. */
  public ArchitectureBuilder gated() {
    return editLast(op -> op.withGated(true));
  }

  /** Lets the op that was added last write in another way than the space's first. */
  public ArchitectureBuilder writing(Write value) {
    return editLast(op -> op.withWriting(value));
  }

  /** Lets the op that was added last pool in another way than the space's first. */
  public ArchitectureBuilder pool(Pool value) {
    return editLast(op -> op.withPool(value));
  }

  private ArchitectureBuilder editLast(UnaryOperator<Op> change) {
    if (ops.isEmpty() || ops.get(ops.size() - 1).isEmpty()) {
      throw new IllegalStateException("there is no op yet to change; call op(...) first");
    }
    List<Op> own = ops.get(ops.size() - 1);
    own.set(own.size() - 1, change.apply(own.get(own.size() - 1)));
    return this;
  }

  /**
   * The architecture, checked like any other.
   *
   * @throws IllegalArgumentException if it is none of the space, with the reason
   */
  public Architecture build() {
    // More blocks than a space has budgets for would fail below with a mere index.
    SpaceChecks.require(
        sizes.size() == SearchSpace.BLOCKS,
        "there are " + sizes.size() + " blocks; an architecture has " + SearchSpace.BLOCKS);
    List<Block> blocks = new ArrayList<>();
    for (int b = 0; b < sizes.size(); b++) {
      int inputs = space.inputBanks(b, sizes.get(b));
      int filled =
          ops.get(b).stream()
              .flatMap(op -> op.write().stream())
              .mapToInt(w -> w + 1)
              .reduce(inputs, Math::max);
      blocks.add(new Block(sizes.get(b), inputs, filled, ops.get(b)));
    }
    return new Architecture(space, blocks);
  }
}
