package org.smashnas.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.OpSite;
import org.smashnas.encoding.Embedding;
import org.smashnas.encoding.Encoding;
import org.smashnas.plot.MapLayout.Band;
import org.smashnas.plot.MapLayout.FieldGroup;

/**
 * An architecture's encoding as a heat map: channels down by field, columns across by op and block
 * (paper, appendix B).
 *
 * <p>All filled rows of a column are alike, so the map shows their common values, and bars above it
 * how many rows each op fills. Blank stands for the encoding's off-value and full colour for the
 * value farthest from it; values below it are grey. Permuted channels stand with their fields.
 */
public final class EncodingMap {
  private static final Color NEGATIVE = new Color(0x7A828C);

  private final Graphics2D g;
  private final MapLayout layout;

  private EncodingMap(Graphics2D g, MapLayout layout) {
    this.g = g;
    this.layout = layout;
  }

  /**
   * The map as pixels: cells of 3 to 18 by 4 to 13, smaller for more columns and channels; large
   * encodings enlarge the picture.
   *
   * @throws IllegalArgumentException if the architecture is of another space than the encoding
   */
  public static BufferedImage draw(Encoding encoding, Architecture architecture) {
    Encoding ordered = encoding.inFieldOrder();
    Embedding embedding = ordered.encode(architecture);
    MapLayout layout = MapLayout.of(ordered, architecture);
    MapLabels labels = MapLabels.of(layout, architecture, embedding);
    return Theme.picture(
        labels.width(),
        labels.height(),
        g -> {
          new EncodingMap(g, layout).paint(embedding, architecture);
          labels.all().forEach(label -> label.draw(g));
        });
  }

  /**
   * A code whose encoding is not at hand: channels down, columns across, without names; 0 is blank,
   * the value farthest from it has full colour, and what is below it is grey.
   */
  public static BufferedImage draw(Embedding embedding) {
    int width = MapLayout.cellWidth(embedding.columns());
    int height = MapLayout.cellHeight(embedding.channels());
    float most = MapLayout.most(embedding, 0);
    double right = embedding.columns() * (double) width;
    double bottom = embedding.channels() * (double) height;
    return Theme.picture(
        right,
        bottom,
        g -> {
          g.setColor(Theme.SHADE);
          g.fill(new Rectangle2D.Double(0, 0, right, bottom));
          for (int c = 0; c < embedding.channels(); c++) {
            for (int l = 0; l < embedding.columns(); l++) {
              float value = embedding.at(c, 0, l);
              if (value != 0) {
                g.setColor(colour(Theme.BLUE, value, most));
                g.fillRect(l * width, c * height, width, height);
              }
            }
          }
        });
  }

  private void paint(Embedding embedding, Architecture architecture) {
    List<Color> palette = Theme.palette();
    ground(layout.top(), layout.fillBottom());
    for (Band band : layout.bands()) {
      ground(band.top(), layout.y(band, band.field().channels()));
    }
    float most = MapLayout.most(embedding, layout.blank());
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
  private static Color colour(Color full, float value, float most) {
    return Theme.mix(Color.WHITE, value > 0 ? full : NEGATIVE, Math.abs(value) / most);
  }
}
