package org.smashnas.plot;

import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.List;

/** Pictures in rows, each with its label below. */
public final class PictureGrid {
  private static final int GAP = 10;
  private static final int LABEL = 18;
  private static final Font FONT = Fonts.of(Font.PLAIN, 12);

  private PictureGrid() {}

  /**
   * Draws the pictures from left to right, row by row; cells are as large as the largest needs.
   *
   * @param pictures at least one; they may differ in size
   * @param labels one a picture, blank for none; a long one is cut and ends with an ellipsis
   * @param columns pictures a row, at least 1
   * @param zoom pixels a side that each pixel becomes, at least 1, without smoothing
   * @throws IllegalArgumentException if a number is out of range, or labels and pictures differ in
   *     number
   */
  public static BufferedImage draw(
      List<BufferedImage> pictures, List<String> labels, int columns, int zoom) {
    check(pictures, labels, columns, zoom);
    int width = pictures.stream().mapToInt(BufferedImage::getWidth).max().orElseThrow() * zoom;
    int height = pictures.stream().mapToInt(BufferedImage::getHeight).max().orElseThrow() * zoom;
    int across = Math.min(columns, pictures.size());
    int down = (pictures.size() + columns - 1) / columns;
    return Theme.picture(
        GAP + across * (width + GAP),
        GAP + down * (height + LABEL + GAP),
        g -> {
          for (int i = 0; i < pictures.size(); i++) {
            int x = GAP + i % columns * (width + GAP);
            int y = GAP + i / columns * (height + LABEL + GAP);
            BufferedImage picture = pictures.get(i);
            // Java2D copies without smoothing unless told otherwise.
            g.drawImage(picture, x, y, picture.getWidth() * zoom, picture.getHeight() * zoom, null);
            String text = Label.shorten(labels.get(i), FONT, width);
            Label.centred(text, x + width / 2.0, y + height + 14, FONT, Theme.INK).draw(g);
          }
        });
  }

  private static void check(
      List<BufferedImage> pictures, List<String> labels, int columns, int zoom) {
    if (pictures.isEmpty() || labels.size() != pictures.size()) {
      throw new IllegalArgumentException(
          "%s pictures and %s labels; give at least one picture, and a label for each"
              .formatted(pictures.size(), labels.size()));
    }
    if (columns < 1 || zoom < 1) {
      throw new IllegalArgumentException(
          "columns is " + columns + " and zoom " + zoom + "; both are at least 1");
    }
  }
}
