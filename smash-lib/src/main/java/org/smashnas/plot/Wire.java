package org.smashnas.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;

/** A straight line between two points, in pixels. */
record Wire(double x1, double y1, double x2, double y2, Color colour) {
  void draw(Graphics2D g) {
    g.setStroke(new BasicStroke(1.4f));
    g.setColor(colour);
    g.draw(new Line2D.Double(x1, y1, x2, y2));
  }
}
