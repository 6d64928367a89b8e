package org.smashnas.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Block;
import org.smashnas.arch.Conv;
import org.smashnas.arch.Op;

/** An architecture's blocks as a Python list, each op under one line that describes it. */
final class BlocksText {
  private BlocksText() {}

  static String of(Architecture a) {
    StringBuilder text = new StringBuilder("[\n");
    for (int b = 0; b < a.blocks().size(); b++) {
      Block block = a.blocks().get(b);
      text.append(
          "    # Block %d, %s cells\n    dict(bank=%d, filled=%d, banks=%d, ops=[\n"
              .formatted(b, cells(a, b), block.bankChannels(), block.inputBanks(), block.banks()));
      for (int i = 0; i < block.ops().size(); i++) {
        text.append(op(block, i));
      }
      text.append("    ]),\n");
    }
    return text.append("]").toString();
  }

  private static String cells(Architecture a, int block) {
    String side = Integer.toString(a.space().resolution() >> block);
    return a.space().dims() == 2 ? side + "x" + side : side + "x" + side + "x" + side;
  }

  private static String op(Block block, int index) {
    Op op = block.ops().get(index);
    boolean two = op.pattern().twoPaths();
    return """
                # Op %d: %d channels, 1x1 to %d, %s to %d units%s
                dict(
        %s
        %s
                    bottleneck=%d, units=%d, activation="%s", gated=%s,
                    writing="%s", pool="%s",
                    paths=[
        %s
                    ]),
        """
        .formatted(
            index,
            block.readChannels(op),
            op.bottleneck(),
            two ? "two paths" : "one path",
            op.units(),
            op.gated() ? ", gated" : two ? ", added" : "",
            PythonText.wrap("read=" + PythonText.list(op.read()) + ",", 12),
            PythonText.wrap("write=" + PythonText.list(op.write()) + ",", 12),
            op.bottleneck(),
            op.units(),
            op.activation().name().toLowerCase(Locale.ROOT),
            PythonText.flag(op.gated()),
            op.writing().name().toLowerCase(Locale.ROOT),
            op.pool().name().toLowerCase(Locale.ROOT),
            paths(op));
  }

  private static String paths(Op op) {
    List<String> paths = new ArrayList<>();
    for (int first = 0; first < 4; first += 2) {
      List<Conv> path = op.convs().subList(first, first + 2).stream().filter(Conv::active).toList();
      if (!path.isEmpty()) {
        String convs =
            path.stream().map(BlocksText::conv).collect(Collectors.joining(",\n" + " ".repeat(17)));
        paths.add(" ".repeat(16) + "[" + convs + "],");
      }
    }
    return String.join("\n", paths);
  }

  /** Kernel, dilation, groups. */
  private static String conv(Conv conv) {
    return "(%s, %s, %d)"
        .formatted(
            PythonText.tuple(conv.kernel()), PythonText.tuple(conv.dilation()), conv.groups());
  }
}
