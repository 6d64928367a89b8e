package org.smashnas.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Block;
import org.smashnas.arch.Op;
import org.smashnas.arch.SearchSpace;
import org.smashnas.plot.Drawing.BankSign;
import org.smashnas.plot.Drawing.Box;
import org.smashnas.plot.Drawing.Wire;

/** Finds the place of every part of an architecture's diagram. */
final class DiagramLayout {
  /** Between two blocks, in pixels. */
  private static final double BLOCK_GAP = 22;

  private DiagramLayout() {}

  static Drawing of(Architecture architecture) {
    Drawing drawing = new Drawing();
    DiagramScale scale = DiagramScale.of(architecture);
    double y = DiagramScale.MARGIN;
    y = legend(drawing, architecture.space(), y) + BLOCK_GAP;
    for (int b = 0; b < architecture.blocks().size(); b++) {
      BlockPanel panel = new BlockPanel(drawing, scale, architecture.blocks().get(b), b);
      y = panel.layOut(OpText.blockTitle(architecture, b), y) + BLOCK_GAP;
    }
    double right =
        drawing.labels.stream().mapToDouble(l -> l.bounds().getMaxX()).max().orElseThrow();
    drawing.width = Math.max(scale.width(), right + DiagramScale.MARGIN);
    drawing.height = y;
    return drawing;
  }

  private static double legend(Drawing drawing, SearchSpace space, double top) {
    double x = DiagramScale.MARGIN + BankSign.RADIUS;
    double y = top + 8;
    List<BankSign.Kind> kinds =
        new ArrayList<>(List.of(BankSign.Kind.INPUT, BankSign.Kind.READ, BankSign.Kind.FILL));
    space.writes().forEach(w -> kinds.add(BankSign.Kind.of(w)));
    for (BankSign.Kind kind : kinds) {
      drawing.marks.add(new BankSign(kind, -1, -1, -1, x, y));
      Label label = new Label(meaning(kind), x + 10, y + 4.5, DiagramScale.TEXT, Theme.MUTED);
      drawing.labels.add(label);
      x = label.bounds().getMaxX() + 24;
    }
    return y + 8;
  }

  private static String meaning(BankSign.Kind kind) {
    return switch (kind) {
      case INPUT -> "bank filled by the input";
      case READ -> "read";
      case FILL -> "write to an empty bank";
      case ADD -> "added to a bank";
      case OVERWRITE -> "overwrites a bank";
      case MULTIPLY -> "gates a bank";
    };
  }

  /** Lays out one block: a column a bank, a row an op. */
  static final class BlockPanel {
    private final Drawing drawing;
    private final DiagramScale scale;
    private final Block block;
    private final int index;

    BlockPanel(Drawing drawing, DiagramScale scale, Block block, int index) {
      this.drawing = drawing;
      this.scale = scale;
      this.block = block;
      this.index = index;
    }

    /** Adds the block from {@code top} down; returns where it ends. */
    double layOut(String title, double top) {
      double y = top + 16;
      drawing.labels.add(new Label(title, DiagramScale.MARGIN, y, DiagramScale.HEAD, Theme.INK));
      y += 24;
      numberBanks(y);
      y += 14;
      double[] filledAt = new double[block.banks()];
      Arrays.fill(filledAt, y);
      for (int bank = 0; bank < block.inputBanks(); bank++) {
        drawing.marks.add(new BankSign(BankSign.Kind.INPUT, index, -1, bank, scale.bank(bank), y));
      }
      y = layOutOps(y + 8, filledAt) + 6;
      for (int bank = 0; bank < block.banks(); bank++) {
        // A bank's column is dark from the op that fills it to the block's end.
        double x = scale.bank(bank) - 2;
        drawing.grounds.add(Box.plain(x + 1.5, top + 54, 1, filledAt[bank] - top - 54, Theme.GRID));
        drawing.grounds.add(Box.plain(x, filledAt[bank], 4, y - filledAt[bank], Theme.LINE));
      }
      double right = scale.bank(block.banks() - 1);
      drawing.wires.add(new Wire(scale.bank(0) - 2, y, right + 2, y, Theme.MUTED));
      drawing.labels.add(
          new Label(OpText.output(block), scale.opLeft(), y + 4, DiagramScale.TEXT, Theme.MUTED));
      return y + 12;
    }

    private double layOutOps(double top, double[] filledAt) {
      double y = top;
      int filled = block.inputBanks();
      List<Op> ops = block.ops();
      for (int i = 0; i < ops.size(); i++) {
        OpRow row = new OpRow(drawing, scale, ops.get(i), y);
        if (i % 2 == 0) {
          drawing.grounds.add(
              Box.plain(
                  DiagramScale.MARGIN / 2,
                  y,
                  scale.width() - DiagramScale.MARGIN,
                  row.height(),
                  Theme.SHADE));
        }
        row.layOut(index, i, filled);
        for (int bank : ops.get(i).write()) {
          if (bank >= filled) {
            filledAt[bank] = y + row.height() / 2 + 7;
            filled = bank + 1;
          }
        }
        y += row.height();
      }
      return y;
    }

    /** Numbers above the columns, as many as have room. */
    private void numberBanks(double y) {
      int last = block.banks() - 1;
      double room = Fonts.width(Integer.toString(last), DiagramScale.TEXT) + 4;
      int step = 1;
      while (step * scale.pitch() < room) {
        step = step == 1 ? 2 : step == 2 ? 5 : 2 * step;
      }
      for (int bank = 0; bank <= last; bank += step) {
        drawing.labels.add(
            Label.centred(
                Integer.toString(bank), scale.bank(bank), y, DiagramScale.TEXT, Theme.MUTED));
      }
    }
  }
}
