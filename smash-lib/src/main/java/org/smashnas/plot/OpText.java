package org.smashnas.plot;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.smashnas.arch.Activation;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Block;
import org.smashnas.arch.Conv;
import org.smashnas.arch.Op;
import org.smashnas.arch.Pool;

/** What is written on the parts of a drawing. */
final class OpText {
  /** Where two paths meet that are not added. */
  static final String GATE = "gate";

  private OpText() {}

  /** Kernel, then dilation and groups unless they are 1: {@code 3x5 d2,1 g4}. */
  static String conv(Conv conv) {
    StringBuilder text = new StringBuilder(joined(conv.kernel(), "x"));
    List<Integer> dilation = conv.dilation();
    if (dilation.stream().anyMatch(d -> d > 1)) {
      boolean same = dilation.stream().distinct().count() == 1;
      text.append(" d").append(same ? dilation.get(0).toString() : joined(dilation, ","));
    }
    if (conv.groups() > 1) {
      text.append(" g").append(conv.groups());
    }
    return text.toString();
  }

  /** The op's number, and its activation function unless it is the paper's. */
  static String name(Op op, int index) {
    return op.activation() == Activation.RELU
        ? "op " + index
        : "op " + index + " " + op.activation().name().toLowerCase(Locale.ROOT);
  }

  /** The 1x1's outputs, and the pooling before it if there is any: {@code max, 1x1 to 8}. */
  static String generated(Op op) {
    String pool = op.pool() == Pool.NONE ? "" : op.pool().name().toLowerCase(Locale.ROOT) + ", ";
    return pool + "1x1 to " + op.bottleneck();
  }

  static String units(Op op) {
    return op.units() + " units";
  }

  static String blockTitle(Architecture architecture, int index) {
    Block block = architecture.blocks().get(index);
    int side = architecture.space().resolution() >> index;
    String cells =
        List.of(side, side, side).subList(0, architecture.space().dims()).stream()
            .map(s -> Integer.toString(s))
            .collect(Collectors.joining("x"));
    return String.format(
        "Block %d, %s cells: %s of %d channels, %s",
        index,
        cells,
        count(block.banks(), "bank"),
        block.bankChannels(),
        count(block.ops().size(), "op"));
  }

  static String output(Block block) {
    return "output: " + count(block.banks(), "bank") + ", " + block.outputChannels() + " channels";
  }

  private static String count(int n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }

  private static String joined(List<Integer> numbers, String between) {
    return numbers.stream().map(n -> Integer.toString(n)).collect(Collectors.joining(between));
  }
}
