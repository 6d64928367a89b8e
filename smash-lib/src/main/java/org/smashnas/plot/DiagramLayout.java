package org.smashnas.plot;

import org.smashnas.arch.Architecture;

/** Finds the place of every part of an architecture's diagram. */
final class DiagramLayout {
  /** Between two blocks, in pixels. */
  private static final double BLOCK_GAP = 22;

  private DiagramLayout() {}

  static Drawing of(Architecture architecture) {
    Drawing drawing = new Drawing();
    DiagramScale scale = DiagramScale.of(architecture);
    double y = DiagramScale.MARGIN;
    y = legend(drawing, y) + BLOCK_GAP;
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

  private static double legend(Drawing drawing, double top) {
    double x = DiagramScale.MARGIN + BankSign.RADIUS;
    double y = top + 8;
    for (BankSign.Kind kind : BankSign.Kind.values()) {
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
    };
  }
}
