package org.smashnas.plot;

import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import org.smashnas.arch.Architecture;
import org.smashnas.encoding.Embedding;
import org.smashnas.encoding.Encoding;
import org.smashnas.encoding.Field;

/**
 * Where the parts of an encoding's map stand, in pixels: the rows' fill on top, the fields below.
 *
 * @param cellWidth width of a column, whole pixels so that cells have sharp edges
 * @param cellHeight height of a channel
 * @param left left edge of the first column
 * @param top upper edge of the fill's topmost row
 * @param fillBottom lower edge of the fill: row 0 ends here
 * @param blank the encoding's off-value, which cells leave blank
 * @param bands one band a field, in channel order
 */
record MapLayout(
    int columns,
    int rows,
    int cellWidth,
    int cellHeight,
    int left,
    int top,
    int fillBottom,
    float blank,
    List<Band> bands) {
  static final Font NAME = Fonts.of(Font.BOLD, 12);
  static final Font SMALL = Fonts.of(Font.PLAIN, 10);

  /** Height of one row of the fill. */
  static final int ROW = 7;

  static final int MARGIN = 16;

  private static final int GAP = 5;

  /** Room for a field's name, which a field of one channel needs as well. */
  private static final int LEAST_BAND = 15;

  /**
   * One field's stretch of the map.
   *
   * @param channel its first channel
   * @param top upper edge in pixels
   */
  record Band(Field field, int channel, int top) {}

  static MapLayout of(Encoding encoding, Architecture architecture) {
    int columns = architecture.columns();
    int rows = encoding.space().rows();
    int cellWidth = cellWidth(columns);
    int cellHeight = cellHeight(encoding.channels());
    int left = MARGIN + nameWidth(encoding) + 10 + groupWidth(encoding) + 8;
    int top = MARGIN + 34;
    int fillBottom = top + rows * ROW;
    List<Band> bands = new ArrayList<>();
    int y = fillBottom + 2 * GAP;
    int channel = 0;
    for (Field field : encoding.fields()) {
      bands.add(new Band(field, channel, y));
      channel += field.channels();
      y += Math.max(LEAST_BAND, field.channels() * cellHeight) + GAP;
    }
    return new MapLayout(
        columns, rows, cellWidth, cellHeight, left, top, fillBottom, encoding.offValue(), bands);
  }

  /** Width of a cell in a map of so many columns. */
  static int cellWidth(int columns) {
    return Math.max(3, Math.min(18, 900 / columns));
  }

  /** Height of a cell in a map of so many channels. */
  static int cellHeight(int channels) {
    return Math.max(4, Math.min(13, 900 / channels));
  }

  private static int nameWidth(Encoding encoding) {
    return (int)
        Math.ceil(
            encoding.fields().stream()
                .mapToDouble(f -> Fonts.width(f.name(), NAME))
                .max()
                .orElseThrow());
  }

  private static int groupWidth(Encoding encoding) {
    return (int)
        Math.ceil(
            encoding.fields().stream()
                .flatMap(f -> FieldGroup.of(f).stream())
                .mapToDouble(g -> Fonts.width(g.name(), SMALL))
                .max()
                .orElse(0));
  }

  /** Left edge of a column, or the map's right edge for the column after the last. */
  int x(int column) {
    return left + column * cellWidth;
  }

  /** Upper edge of a field's channel, or the band's lower edge for the channel after the last. */
  int y(Band band, int channelOfField) {
    return band.top() + channelOfField * cellHeight;
  }

  /** Upper edge of a row of the fill; row 0 is the lowest, so that the fill reads as bars. */
  int fillY(int row) {
    return fillBottom - (row + 1) * ROW;
  }

  /** Lower edge of the last field. */
  int bottom() {
    Band last = bands.get(bands.size() - 1);
    return y(last, last.field().channels());
  }

  /** The greatest distance of a value from the blank: what full colour stands for. */
  float most(Embedding embedding) {
    float most = 0;
    for (int c = 0; c < embedding.channels(); c++) {
      for (int l = 0; l < embedding.columns(); l++) {
        most = Math.max(most, Math.abs(embedding.at(c, 0, l) - blank));
      }
    }
    return most;
  }

  /** The least value of an embedding. */
  static float least(Embedding embedding) {
    float least = Float.POSITIVE_INFINITY;
    for (int c = 0; c < embedding.channels(); c++) {
      for (int l = 0; l < embedding.columns(); l++) {
        least = Math.min(least, embedding.at(c, 0, l));
      }
    }
    return least;
  }
}
