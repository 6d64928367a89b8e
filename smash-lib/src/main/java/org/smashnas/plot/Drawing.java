package org.smashnas.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.smashnas.arch.Write;

/** A drawing's parts at their places, from the lowest layer to the highest. */
final class Drawing {
  /** Stripes and panels, below everything. */
  final List<Box> grounds = new ArrayList<>();

  final List<Wire> wires = new ArrayList<>();

  final List<Box> boxes = new ArrayList<>();

  final List<BankSign> marks = new ArrayList<>();
  final List<Label> labels = new ArrayList<>();

  double width;
  double height;

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

  /** A straight line between two points, in pixels. */
  record Wire(double x1, double y1, double x2, double y2, Color colour) {
    void draw(Graphics2D g) {
      g.setStroke(new BasicStroke(1.4f));
      g.setColor(colour);
      g.draw(new Line2D.Double(x1, y1, x2, y2));
    }
  }

  /**
   * A filled rectangle.
   *
   * @param x left, y top, width and height in pixels
   * @param round radius of the corners, 0 for none
   * @param edge colour of its edge; the fill's own for no edge
   */
  record Box(
      double x, double y, double width, double height, double round, Color fill, Color edge) {
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
      RoundRectangle2D shape =
          new RoundRectangle2D.Double(x, y, width, height, 2 * round, 2 * round);
      g.setColor(fill);
      g.fill(shape);
      if (!edge.equals(fill)) {
        g.setStroke(new BasicStroke(1.1f));
        g.setColor(edge);
        g.draw(shape);
      }
    }
  }

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

    enum Kind {
      INPUT,
      READ,
      FILL,
      ADD,
      OVERWRITE,
      MULTIPLY;

      /** What happens to a bank that is filled. */
      static Kind of(Write writing) {
        return switch (writing) {
          case ADD -> ADD;
          case OVERWRITE -> OVERWRITE;
          case MULTIPLY -> MULTIPLY;
        };
      }
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
          outlined(g, circle(RADIUS));
          g.draw(new Line2D.Double(x - 2.5, y, x + 2.5, y));
          g.draw(new Line2D.Double(x, y - 2.5, x, y + 2.5));
        }
        case OVERWRITE -> outlined(g, new Rectangle2D.Double(x - 4, y - 4, 8, 8));
        case MULTIPLY -> {
          outlined(g, circle(RADIUS));
          g.draw(new Line2D.Double(x - 2, y - 2, x + 2, y + 2));
          g.draw(new Line2D.Double(x - 2, y + 2, x + 2, y - 2));
        }
      }
    }

    private static void outlined(Graphics2D g, Shape shape) {
      g.setColor(Color.WHITE);
      g.fill(shape);
      g.setColor(Theme.VERMILION);
      g.draw(shape);
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
}
