package org.smashnas.data;

/**
 * What makes the drawn pictures of {@link Datasets#shapes(Scene, int, int, long)} easy or hard.
 *
 * @param name names the pictures in {@link Dataset#source}
 * @param lighter how much lighter than its background a figure is at the least, the mean of its
 *     channels, -1 (it may be darker) to 0.5; what is lighter by rule is learned within steps,
 *     where a figure that may be either leaves the loss at ln 10 for a thousand
 * @param clutter spots and strokes behind the figure: 2 to 1 more than this, at least 1
 * @param cover spots and strokes on the figure: 0 to 1 less than this, at least 1
 * @param turn radians by which a figure is turned to either side at most, 0 to pi
 * @param noise most standard deviation of the noise, of values from 0 to 1
 */
public record Scene(
    String name, double lighter, int clutter, int cover, double turn, double noise) {
  public Scene {
    check("lighter", lighter, -1, 0.5);
    check("clutter", clutter, 1, 100);
    check("cover", cover, 1, 100);
    check("turn", turn, 0, Math.PI);
    check("noise", noise, 0, 1);
  }

  private static void check(String field, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s of a scene is %s; it lies between %s and %s".formatted(field, value, least, most));
    }
  }

  /** The laboratory's: lighter figures, much covered, turned by up to 63 degrees. */
  public static Scene lab() {
    return new Scene("lab", 0.25, 6, 3, 1.1, 0.12);
  }

  /**
   * The pictures of before the laboratory, which some stored results are of: figures lighter or
   * darker than what is behind them, turned by 30 degrees at most.
   */
  public static Scene plain() {
    return new Scene("plain", -1, 4, 2, 0.5, 0.08);
  }

  /** Leaves room for a lighter figure. */
  double lightestBackground() {
    return Math.min(1, 0.85 - lighter);
  }

  /** Its name. */
  @Override
  public String toString() {
    return name;
  }
}
