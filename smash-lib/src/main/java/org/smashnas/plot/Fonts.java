package org.smashnas.plot;

import java.awt.Font;
import java.awt.font.FontRenderContext;

/** The type of all charts and drawings. */
final class Fonts {
  /** One measure for bitmaps and SVG alike, so that both have the same layout. */
  static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);

  private Fonts() {}

  /** Only the logical font: every Java has it, whatever the machine's own fonts. */
  static Font of(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  /** Width of a line of text in pixels. */
  static double width(String text, Font font) {
    try {
      return font.getStringBounds(text, MEASURE).getWidth();
    } catch (InternalError | LinkageError e) {
      // Java reports a machine without fonts as a fault of its own, and names no remedy.
      throw new IllegalStateException(
          "Java finds no font to write with; charts need fontconfig and one font. On Debian and"
              + " Ubuntu: apt-get install fontconfig fonts-dejavu-core",
          e);
    }
  }
}
