package org.smashnas.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Locale;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.OpSite;

/**
 * The matrix W of generated weights as a heat map: 1x1 outputs down, channels read across, op by op
 * (paper, appendix B).
 *
 * <p>White is 0, blue negative and orange positive; full colour is the 99th percentile of the sizes
 * of the weights in use. What an op has no use for is blank.
 */
public final class WeightMap {
  private static final Font NAME = Fonts.of(Font.PLAIN, 10);
  private static final Font BLOCK = Fonts.of(Font.BOLD, 12);
  private static final int MARGIN = 16;
  private static final int HEAD = 40;
  private static final int FOOT = 24;
  private static final int WIDEST = 1000;

  private final Architecture architecture;
  private final float[] values;
  private final int columns;
  private final int rows;
  private final int cellWidth;
  private final int cellHeight;
  private final float full;

  private WeightMap(Architecture architecture, float[] values) {
    this.architecture = architecture;
    this.values = values;
    columns = architecture.columns() * architecture.space().columnChannels();
    rows = architecture.space().bottleneck() * architecture.space().maxUnits();
    if (values.length != rows * columns) {
      throw new IllegalArgumentException(
          "there are %d weights; the architecture's matrix has %d rows of %d"
              .formatted(values.length, rows, columns));
    }
    cellWidth = Math.max(1, Math.min(6, WIDEST / columns));
    cellHeight = Math.max(2, Math.min(6, 300 / rows));
    full = full();
  }

  /**
   * The map as pixels, each weight 1 to 6 by 2 to 6, smaller for more of them.
   *
   * @param values (B N_max) x (L D N) weights, row-major
   * @throws IllegalArgumentException if there are more or fewer
   */
  public static BufferedImage draw(Architecture architecture, float[] values) {
    WeightMap map = new WeightMap(architecture, values);
    int width = map.columns * map.cellWidth + 2 * MARGIN;
    return Theme.picture(width, HEAD + map.rows * map.cellHeight + FOOT + MARGIN, map::draw);
  }

  private float full() {
    int used =
        architecture.sites().stream().mapToInt(s -> s.readChannels() * s.op().bottleneck()).sum();
    float[] sizes = new float[used];
    int n = 0;
    for (OpSite site : architecture.sites()) {
      for (int row = 0; row < site.op().bottleneck(); row++) {
        for (int i = 0; i < site.readChannels(); i++) {
          sizes[n++] = Math.abs(values[row * columns + site.firstChannel() + i]);
        }
      }
    }
    Arrays.sort(sizes);
    return sizes[(int) (0.99 * (used - 1))];
  }

  private void draw(Graphics2D g) {
    int height = rows * cellHeight;
    g.setColor(Theme.SHADE);
    g.fillRect(MARGIN, HEAD, columns * cellWidth, height);
    for (OpSite site : architecture.sites()) {
      paint(g, site);
    }
    String scale =
        String.format(
            Locale.ROOT,
            "blue: down to %.2g, orange: up to %.2g; %d outputs down, %d channels read across",
            -full,
            full,
            rows,
            columns);
    new Label(scale, MARGIN, HEAD + height + FOOT, NAME, Theme.MUTED).draw(g);
  }

  private void paint(Graphics2D g, OpSite site) {
    int left = MARGIN + site.firstChannel() * cellWidth;
    int width = site.readChannels() * cellWidth;
    for (int row = 0; row < site.op().bottleneck(); row++) {
      for (int i = 0; i < site.readChannels(); i++) {
        g.setColor(shade(values[row * columns + site.firstChannel() + i]));
        g.fillRect(left + i * cellWidth, HEAD + row * cellHeight, cellWidth, cellHeight);
      }
    }
    boolean first = site.index() == 0;
    g.setColor(first ? Theme.INK : Theme.MUTED);
    int top = first ? HEAD - 24 : HEAD - 10;
    g.fillRect(left, top, 1, HEAD + rows * cellHeight - top);
    if (first) {
      new Label("block " + site.block(), left + 4, HEAD - 16, BLOCK, Theme.INK).draw(g);
    }
    String name = "op " + site.index();
    if (Fonts.width(name, NAME) + 6 < width) {
      new Label(name, left + 4, HEAD - 3, NAME, Theme.MUTED).draw(g);
    }
  }

  private Color shade(float value) {
    double share = full == 0 ? 0 : Math.min(1, Math.abs(value) / full);
    return Theme.mix(Color.WHITE, value < 0 ? Theme.BLUE : Theme.VERMILION, share);
  }
}
