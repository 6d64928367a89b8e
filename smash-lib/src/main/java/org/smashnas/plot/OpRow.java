package org.smashnas.plot;

import java.awt.Color;
import java.util.List;
import org.smashnas.arch.Conv;
import org.smashnas.arch.Op;
import org.smashnas.plot.Drawing.BankSign;
import org.smashnas.plot.Drawing.Box;
import org.smashnas.plot.Drawing.Wire;

/** Lays out one op: its reads and writes in the bank columns, its box beside them. */
final class OpRow {
  private static final double PILL = 20;
  private static final Color GENERATED = new Color(0xFCE9CF);
  private static final Color SHARED = new Color(0xE6F0F7);

  private final Drawing drawing;
  private final DiagramScale scale;
  private final Op op;
  private final boolean parallel;
  private final double top;
  private final double height;

  OpRow(Drawing drawing, DiagramScale scale, Op op, double top) {
    this.drawing = drawing;
    this.scale = scale;
    this.op = op;
    this.top = top;
    parallel = op.convs().get(2).active();
    height = parallel ? 58 : 34;
  }

  double height() {
    return height;
  }

  /** Adds the op; banks up to {@code filled} are non-empty before it. */
  void layOut(int block, int index, int filled) {
    double reads = middle() - 7;
    double writes = middle() + 7;
    double left = scale.opLeft();
    rail(reads, op.read().get(0), left, Theme.BLUE);
    rail(writes, op.write().get(0), left, Theme.VERMILION);
    for (int bank : op.read()) {
      mark(BankSign.Kind.READ, block, index, bank, reads);
    }
    for (int bank : op.write()) {
      BankSign.Kind kind = bank < filled ? BankSign.Kind.of(op.writing()) : BankSign.Kind.FILL;
      mark(kind, block, index, bank, writes);
    }
    drawing.grounds.add(
        new Box(left, top + 3, scale.opWidth(), height - 6, 5, Color.WHITE, Theme.LINE));
    layOutParts(left + DiagramScale.GAP, index);
  }

  private void layOutParts(double left, int index) {
    double baseline = middle() + 4.5;
    drawing.labels.add(
        new Label(OpText.name(op, index), left, baseline, DiagramScale.BOLD, Theme.INK));
    double x = left + scale.name() + DiagramScale.GAP;
    Box one = pill(OpText.generated(op), x, middle(), scale.generated(), GENERATED);
    double shift = parallel ? 13 : 0;
    double sum = path(one, op.convs().subList(0, 2), middle() - shift);
    if (parallel) {
      path(one, op.convs().subList(2, 4), middle() + shift);
      wire(sum, middle() - shift, sum, middle() + shift);
    }
    double joined = sum + scale.join();
    // Where the two paths' wires meet their results are added, unless a gate stands there.
    arrow(op.gated() ? gate(sum, joined) : sum, joined + DiagramScale.GAP - 4, middle());
    drawing.labels.add(
        new Label(
            OpText.units(op), joined + DiagramScale.GAP, baseline, DiagramScale.BOLD, Theme.INK));
  }

  private double gate(double from, double to) {
    double left = from + DiagramScale.GAP / 2;
    wire(from, middle(), left, middle());
    return pill(OpText.GATE, left, middle(), to - left, Color.WHITE).right();
  }

  /** One path's boxes from left to right; returns where its wire ends. */
  private double path(Box from, List<Conv> convs, double y) {
    double fork = from.right() + DiagramScale.GAP / 2;
    double first = from.right() + DiagramScale.GAP;
    double end = first + (scale.seconds() ? 2 * scale.conv() + DiagramScale.GAP : scale.conv());
    double sum = end + DiagramScale.GAP;
    wire(from.right(), from.middle(), fork, from.middle());
    wire(fork, from.middle(), fork, y);
    wire(fork, y, sum, y);
    pill(OpText.conv(convs.get(0)), first, y, scale.conv(), SHARED);
    if (convs.get(1).active()) {
      double second = first + scale.conv() + DiagramScale.GAP;
      pill(OpText.conv(convs.get(1)), second, y, scale.conv(), SHARED);
    }
    return sum;
  }

  private Box pill(String text, double x, double y, double width, Color fill) {
    Box box = new Box(x, y - PILL / 2, width, PILL, 4, fill, fill.darker());
    drawing.pill(box, Label.centred(text, x + width / 2, y + 4.5, DiagramScale.TEXT, Theme.INK));
    return box;
  }

  private void rail(double y, int firstBank, double right, Color colour) {
    drawing.wires.add(new Wire(scale.bank(firstBank), y, right, y, colour));
  }

  private void mark(BankSign.Kind kind, int block, int index, int bank, double y) {
    drawing.marks.add(new BankSign(kind, block, index, bank, scale.bank(bank), y));
  }

  private void wire(double x1, double y1, double x2, double y2) {
    drawing.wires.add(new Wire(x1, y1, x2, y2, Theme.MUTED));
  }

  private void arrow(double from, double to, double y) {
    wire(from, y, to, y);
    wire(to - 3, y - 3, to, y);
    wire(to - 3, y + 3, to, y);
  }

  private double middle() {
    return top + height / 2;
  }
}
