package org.smashnas.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.OpSite;
import org.smashnas.encoding.Embedding;
import org.smashnas.plot.MapLayout.Band;

/** Paints the cells and separators of an encoding's map. */
final class MapPainter {
  private static final Color NEGATIVE = new Color(0x7A828C);

  private final Graphics2D g;
  private final MapLayout layout;

  MapPainter(Graphics2D g, MapLayout layout) {
    this.g = g;
    this.layout = layout;
  }

  void paint(Embedding embedding, Architecture architecture) {
    List<Color> palette = Theme.palette();
    ground(layout.top(), layout.fillBottom());
    for (Band band : layout.bands()) {
      ground(band.top(), layout.y(band, band.field().channels()));
    }
    float most = layout.most(embedding);
    for (int b = 0; b < layout.bands().size(); b++) {
      paintField(layout.bands().get(b), embedding, palette.get(b % palette.size()), most);
    }
    for (OpSite site : architecture.sites()) {
      g.setColor(Theme.MUTED);
      for (int row = 0; row < site.rows(); row++) {
        // The pixel left over on each side keeps ops and rows apart.
        g.fillRect(
            layout.x(site.column()),
            layout.fillY(row),
            Math.max(1, site.columns() * layout.cellWidth() - 1),
            MapLayout.ROW - 1);
      }
    }
    separators(architecture);
  }

  private void ground(int top, int bottom) {
    g.setColor(Theme.SHADE);
    g.fillRect(layout.left(), top, layout.x(layout.columns()) - layout.left(), bottom - top);
  }

  /** Thin lines where an op begins, strong ones over the whole map where a block does. */
  private void separators(Architecture architecture) {
    for (OpSite site : architecture.sites()) {
      boolean block = site.index() == 0;
      g.setColor(block ? Theme.INK : Theme.GRID);
      int top = block ? layout.top() - 16 : layout.top();
      g.fillRect(layout.x(site.column()) - 1, top, 1, layout.bottom() - top);
    }
  }

  private void paintField(Band band, Embedding embedding, Color colour, float most) {
    for (FieldGroup group : FieldGroup.of(band.field())) {
      if (group.first() > 0 && group.size() > 1) {
        g.setColor(Theme.LINE);
        int width = layout.x(layout.columns()) - layout.left() + 5;
        g.fillRect(layout.left() - 5, layout.y(band, group.first()), width, 1);
      }
    }
    for (int c = 0; c < band.field().channels(); c++) {
      for (int l = 0; l < layout.columns(); l++) {
        float value = embedding.at(band.channel() + c, 0, l) - layout.blank();
        if (value != 0) {
          g.setColor(colour(colour, value, most));
          g.fillRect(layout.x(l), layout.y(band, c), layout.cellWidth(), layout.cellHeight());
        }
      }
    }
  }

  /** Of a value that is {@code value} above the blank, or below it, {@code most} being farthest. */
  static Color colour(Color full, float value, float most) {
    return shade(value > 0 ? full : NEGATIVE, Math.abs(value) / most);
  }

  /** The colour, mixed with white where {@code share} is below 1. */
  private static Color shade(Color colour, float share) {
    float white = 255 * (1 - share);
    return new Color(
        Math.round(white + share * colour.getRed()),
        Math.round(white + share * colour.getGreen()),
        Math.round(white + share * colour.getBlue()));
  }
}
