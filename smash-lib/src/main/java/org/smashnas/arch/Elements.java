package org.smashnas.arch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * An architecture as numbers, for what learns from some architectures how others will do: what each
 * block has of every element that random architectures differ in.
 */
public final class Elements {
  private Elements() {}

  /**
   * By name, for example "block 1: units", in an order that is the same for all of a space: ops and
   * channels of a bank, and the means over the block's ops of banks read and written, units, active
   * convolutions, kernel (cells), dilation, groups, gates (share) and, of several activation
   * functions, ways of writing and pooling, the share of each; elements in which the space leaves
   * no choice are left out.
   */
  public static Map<String, Double> of(Architecture architecture) {
    SearchSpace space = architecture.space();
    Map<String, Double> all = new LinkedHashMap<>();
    for (int b = 0; b < SearchSpace.BLOCKS; b++) {
      Block block = architecture.blocks().get(b);
      String name = "block " + b + ": ";
      all.put(name + "ops", (double) block.ops().size());
      if (space.variableBanks()) {
        all.put(name + "bank channels", (double) block.bankChannels());
      }
      mean(all, name + "reads", block, op -> op.read().size());
      mean(all, name + "writes", block, op -> op.write().size());
      mean(all, name + "units", block, Op::units);
      if (space.patterns().size() > 1) {
        mean(all, name + "convolutions", block, op -> active(op).size());
      }
      if (space.kernels().size() > 1) {
        mean(all, name + "kernel", block, op -> mean(op, Conv::taps));
      }
      if (space.maxDilation() > 1) {
        mean(all, name + "dilation", block, op -> mean(op, Elements::dilation));
      }
      if (space.groups().size() > 1) {
        mean(all, name + "groups", block, op -> mean(op, Conv::groups));
      }
      if (space.gates()) {
        mean(all, name + "gates", block, op -> op.gated() ? 1 : 0);
      }
      shares(all, name, block, space.activations(), Op::activation);
      shares(all, name + "write ", block, space.writes(), Op::writing);
      shares(all, name + "pool ", block, space.pools(), Op::pool);
    }
    return Collections.unmodifiableMap(all);
  }

  private static <T> void shares(
      Map<String, Double> all, String name, Block block, List<T> values, Function<Op, T> of) {
    if (values.size() > 1) {
      values.forEach(v -> mean(all, name + v, block, op -> of.apply(op) == v ? 1 : 0));
    }
  }

  private static void mean(
      Map<String, Double> all, String name, Block block, ToDoubleFunction<Op> of) {
    all.put(name, block.ops().stream().mapToDouble(of).average().orElse(0));
  }

  private static List<Conv> active(Op op) {
    return op.convs().stream().filter(Conv::active).toList();
  }

  private static double mean(Op op, ToDoubleFunction<Conv> of) {
    return active(op).stream().mapToDouble(of).average().orElse(0);
  }

  private static double dilation(Conv conv) {
    return conv.dilation().stream().mapToInt(d -> d).average().orElse(1);
  }
}
