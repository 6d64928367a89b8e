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

  static int cellWidth(int columns) {
    return Math.max(3, Math.min(18, 900 / columns));
  }

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

  int bottom() {
    Band last = bands.get(bands.size() - 1);
    return y(last, last.field().channels());
  }

  /** The greatest distance of a value from the blank: what full colour stands for. */
  static float most(Embedding embedding, float blank) {
    float most = 0;
    for (float value : embedding.values()) {
      most = Math.max(most, Math.abs(value - blank));
    }
    return most;
  }

  /**
   * Neighbouring channels of a field that say something of one thing, such as one convolution.
   *
   * @param name what their labels share, for example "conv 1, axis 0"
   * @param first first channel within the field
   * @param size number of channels
   */
  record FieldGroup(String name, int first, int size) {
    /** The field's groups: labels such as "conv 1: 3" group by what stands before the colon. */
    static List<FieldGroup> of(Field field) {
      List<FieldGroup> groups = new ArrayList<>();
      int first = 0;
      for (int i = 1; i <= field.channels(); i++) {
        if (i == field.channels() || !name(field, i).equals(name(field, first))) {
          groups.add(new FieldGroup(name(field, first), first, i - first));
          first = i;
        }
      }
      return groups;
    }

    private static String name(Field field, int channel) {
      return field.labels().get(channel).replaceFirst(":.*", "");
    }
  }
}
