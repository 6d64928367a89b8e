package org.smashnas.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.util.List;

/** Whether texts run into each other. */
final class Overlaps {
  private Overlaps() {}

  static void assertNone(List<Label> labels) {
    for (int i = 0; i < labels.size(); i++) {
      for (int j = 0; j < i; j++) {
        Label a = labels.get(i);
        Label b = labels.get(j);
        assertThat(ink(a).intersects(ink(b))).as("%s over %s", a, b).isFalse();
      }
    }
  }

  /** The text's box without the room that a font keeps for accents and descenders. */
  private static Rectangle2D ink(Label label) {
    var box = label.bounds();
    double size = label.font().getSize2D();
    return new Rectangle2D.Double(box.getX(), label.y() - .75 * size, box.getWidth(), size);
  }
}
