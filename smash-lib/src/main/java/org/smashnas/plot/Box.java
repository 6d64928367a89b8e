package org.smashnas.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.RoundRectangle2D;

/**
 * A filled rectangle.
 *
 * @param x left, y top, width and height in pixels
 * @param round radius of the corners, 0 for none
 * @param edge colour of its edge; the fill's own for no edge
 */
record Box(double x, double y, double width, double height, double round, Color fill, Color edge) {
  static Box plain(double x, double y, double width, double height, Color fill) {
    return new Box(x, y, width, height, 0, fill, fill);
  }

  double right() {
    return x + width;
  }

  double middle() {
    return y + height / 2;
  }

  void draw(Graphics2D g) {
    RoundRectangle2D shape = new RoundRectangle2D.Double(x, y, width, height, 2 * round, 2 * round);
    g.setColor(fill);
    g.fill(shape);
    if (!edge.equals(fill)) {
      g.setStroke(new BasicStroke(1.1f));
      g.setColor(edge);
      g.draw(shape);
    }
  }
}
