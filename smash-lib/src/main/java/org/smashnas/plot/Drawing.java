package org.smashnas.plot;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

/** A drawing's parts at their places, from the lowest layer to the highest. */
final class Drawing {
  /** Stripes and panels, below everything. */
  final List<Box> grounds = new ArrayList<>();

  final List<Wire> wires = new ArrayList<>();

  /** Boxes that wires end at. */
  final List<Box> boxes = new ArrayList<>();

  final List<BankSign> marks = new ArrayList<>();
  final List<Label> labels = new ArrayList<>();

  double width;
  double height;

  /** Adds a box with centred text. */
  void pill(Box box, Label label) {
    boxes.add(box);
    labels.add(label);
  }

  void draw(Graphics2D g) {
    grounds.forEach(b -> b.draw(g));
    wires.forEach(w -> w.draw(g));
    boxes.forEach(b -> b.draw(g));
    marks.forEach(m -> m.draw(g));
    labels.forEach(l -> l.draw(g));
  }
}
