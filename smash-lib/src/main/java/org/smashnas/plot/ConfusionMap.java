package org.smashnas.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.smashnas.train.Confusion;

/**
 * A confusion matrix as a heat map: true classes down, predicted classes across.
 *
 * <p>The colour is the share of the true class's examples, from white for none to blue for all, so
 * that classes of different sizes compare; up to 20 classes, cells also tell the counts.
 */
public final class ConfusionMap {
  private static final int MARGIN = 16;
  private static final int GAP = 6;
  private static final int COUNTED = 20;
  private static final int LONGEST_NAME = 140;
  private static final Font NAME = Fonts.of(Font.PLAIN, 12);
  private static final Font COUNT = Fonts.of(Font.PLAIN, 11);
  private static final Font TITLE = Fonts.of(Font.BOLD, 12);

  private final Confusion confusion;
  private final List<String> names = new ArrayList<>();
  private final int cell;
  private final int left;
  private final int top;
  private final int side;

  private ConfusionMap(Confusion confusion, List<String> classNames) {
    this.confusion = confusion;
    int classes = confusion.classes();
    cell = classes <= COUNTED ? 38 : Math.max(4, 700 / classes);
    side = classes * cell;
    classNames.forEach(name -> names.add(Label.shorten(name, NAME, LONGEST_NAME)));
    int widest =
        (int) names.stream().mapToDouble(name -> Fonts.width(name, NAME)).max().orElse(0) + GAP;
    left = MARGIN + 20 + widest;
    top = MARGIN + 20 + widest;
  }

  /**
   * The picture: cells of 38 pixels a side, smaller for more than 20 classes.
   *
   * @param classNames one a class, in the order of the labels; long ones end with an ellipsis
   * @throws IllegalArgumentException if nothing was counted, or names and classes differ in number
   */
  public static BufferedImage draw(Confusion confusion, List<String> classNames) {
    if (confusion.classes() == 0 || confusion.classes() != classNames.size()) {
      throw new IllegalArgumentException(
          "a confusion of %d classes with %d names; give one of an evaluation on data, and a name for each class"
              .formatted(confusion.classes(), classNames.size()));
    }
    ConfusionMap map = new ConfusionMap(confusion, classNames);
    return Theme.picture(map.left + map.side + MARGIN, map.top + map.side + MARGIN, map::draw);
  }

  private void draw(Graphics2D g) {
    for (int truth = 0; truth < confusion.classes(); truth++) {
      for (int predicted = 0; predicted < confusion.classes(); predicted++) {
        drawCell(g, truth, predicted);
      }
    }
    g.setColor(Theme.LINE);
    g.drawRect(left - 1, top - 1, side + 1, side + 1);
    // Names stand above one another where cells are lower than a line.
    int step = (int) Math.max(1, AxisNumbers.step(14.0 / cell));
    for (int k = 0; k < confusion.classes(); k += step) {
      double middle = (k + .5) * cell + 4;
      Label.right(names.get(k), left - GAP, top + middle, NAME, Theme.INK).draw(g);
      upright(g, names.get(k), left + middle, top - GAP, NAME, Theme.INK);
    }
    Label.centred("predicted class", left + side / 2.0, MARGIN + 8, TITLE, Theme.MUTED).draw(g);
    double half = Fonts.width("true class", TITLE) / 2;
    upright(g, "true class", MARGIN + 8, top + side / 2.0 + half, TITLE, Theme.MUTED);
  }

  private void drawCell(Graphics2D g, int truth, int predicted) {
    int count = confusion.count(truth, predicted);
    double share = count / Math.max(1.0, confusion.examples(truth));
    int x = left + predicted * cell;
    int y = top + truth * cell;
    g.setColor(shade(share));
    g.fillRect(x, y, cell, cell);
    if (confusion.classes() <= COUNTED && count > 0) {
      Color ink = share > .5 ? Color.WHITE : Theme.INK;
      Label.centred(Integer.toString(count), x + cell / 2.0, y + cell / 2.0 + 4, COUNT, ink)
          .draw(g);
    }
  }

  /** Text from bottom to top, beginning at a point. */
  private static void upright(
      Graphics2D g, String text, double x, double y, Font font, Color colour) {
    Graphics2D turned = (Graphics2D) g.create();
    turned.translate(x, y);
    turned.rotate(-Math.PI / 2);
    new Label(text, 0, 0, font, colour).draw(turned);
    turned.dispose();
  }

  /** White for 0, blue for 1. */
  static Color shade(double share) {
    return Theme.mix(Color.WHITE, Theme.BLUE, share);
  }
}
