package org.smashnas.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.LineMetrics;
import java.awt.geom.Rectangle2D;

/**
 * A line of text at its place.
 *
 * @param text what it says
 * @param x left end in pixels
 * @param y baseline in pixels
 */
record Label(String text, double x, double y, Font font, Color colour) {
  static Label centred(String text, double x, double y, Font font, Color colour) {
    return new Label(text, x - Fonts.width(text, font) / 2, y, font, colour);
  }

  static Label right(String text, double x, double y, Font font, Color colour) {
    return new Label(text, x - Fonts.width(text, font), y, font, colour);
  }

  /** The text, or as much of it as fits into so many pixels with an ellipsis. */
  static String shorten(String text, Font font, double room) {
    if (Fonts.width(text, font) <= room) {
      return text;
    }
    int length = text.length();
    while (length > 0 && Fonts.width(text.substring(0, length).strip() + "…", font) > room) {
      length--;
    }
    return text.substring(0, length).strip() + "…";
  }

  /** The rectangle that the text fills, from its tallest letter to its deepest. */
  Rectangle2D bounds() {
    LineMetrics metrics = font.getLineMetrics(text, Fonts.MEASURE);
    return new Rectangle2D.Double(
        x,
        y - metrics.getAscent(),
        Fonts.width(text, font),
        metrics.getAscent() + metrics.getDescent());
  }

  void draw(Graphics2D g) {
    g.setFont(font);
    g.setColor(colour);
    g.drawString(text, (float) x, (float) y);
  }
}
