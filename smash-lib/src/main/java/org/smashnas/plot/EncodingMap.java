package org.smashnas.plot;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.smashnas.arch.Architecture;
import org.smashnas.encoding.Embedding;
import org.smashnas.encoding.Encoding;

/**
 * An architecture's encoding as a heat map: channels down by field, columns across by op and block
 * (paper, appendix B).
 *
 * <p>All filled rows of a column are alike, so the map shows their common values, and bars above it
 * how many rows each op fills. Blank stands for the encoding's off-value and full colour for the
 * value farthest from it; values below it are grey. Permuted channels stand with their fields.
 */
public final class EncodingMap {
  private EncodingMap() {}

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
    BufferedImage image = Theme.paper(labels.width(), labels.height());
    Graphics2D g = Theme.pen(image);
    new MapPainter(g, layout).paint(embedding, architecture);
    labels.all().forEach(label -> label.draw(g));
    g.dispose();
    return image;
  }

  /**
   * A code whose encoding is not at hand: channels down, columns across, without names; 0 is blank,
   * the value farthest from it has full colour, and what is below it is grey.
   */
  public static BufferedImage draw(Embedding embedding) {
    int width = MapLayout.cellWidth(embedding.columns());
    int height = MapLayout.cellHeight(embedding.channels());
    float most = 0;
    for (float value : embedding.values()) {
      most = Math.max(most, Math.abs(value));
    }
    BufferedImage image = Theme.paper(embedding.columns() * width, embedding.channels() * height);
    Graphics2D g = Theme.pen(image);
    g.setColor(Theme.SHADE);
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    for (int c = 0; c < embedding.channels(); c++) {
      for (int l = 0; l < embedding.columns(); l++) {
        float value = embedding.at(c, 0, l);
        if (value != 0) {
          g.setColor(MapPainter.colour(Theme.BLUE, value, most));
          g.fillRect(l * width, c * height, width, height);
        }
      }
    }
    g.dispose();
    return image;
  }
}
