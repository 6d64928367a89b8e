package org.smashnas.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/**
 * A sign in a bank's column.
 *
 * @param block block index, -1 in the legend
 * @param op op index, -1 where no op is concerned
 * @param bank bank index, -1 in the legend
 * @param x centre in pixels
 * @param y centre in pixels
 */
record BankSign(Kind kind, int block, int op, int bank, double x, double y) {
  /** Half a sign's size in pixels. */
  static final double RADIUS = 4.5;

  /** What a sign says of its bank. */
  enum Kind {
    INPUT,
    READ,
    FILL,
    ADD
  }

  void draw(Graphics2D g) {
    g.setStroke(new BasicStroke(1.6f));
    switch (kind) {
      case INPUT -> {
        g.setColor(Theme.INK);
        g.fill(triangle());
      }
      case READ -> {
        g.setColor(Theme.BLUE);
        g.fill(circle(RADIUS - .5));
      }
      case FILL -> {
        g.setColor(Theme.VERMILION);
        g.fill(new Rectangle2D.Double(x - 4, y - 4, 8, 8));
      }
      case ADD -> {
        g.setColor(Color.WHITE);
        g.fill(circle(RADIUS));
        g.setColor(Theme.VERMILION);
        g.draw(circle(RADIUS));
        g.draw(new Line2D.Double(x - 2.5, y, x + 2.5, y));
        g.draw(new Line2D.Double(x, y - 2.5, x, y + 2.5));
      }
    }
  }

  private Ellipse2D circle(double radius) {
    return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  private Path2D triangle() {
    Path2D path = new Path2D.Double();
    path.moveTo(x - RADIUS, y - 4);
    path.lineTo(x + RADIUS, y - 4);
    path.lineTo(x, y + 4);
    path.closePath();
    return path;
  }
}
