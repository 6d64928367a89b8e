package org.smashnas.data;

import org.smashnas.data.Canvas.Outline;

/**
 * The ten figures of {@link Datasets#shapes()}, whose names are its classes.
 *
 * <p>They are of like extent, so that size does not tell them apart, and each is its own mirror
 * image, so that training with flips shows nothing that the test pictures lack.
 */
enum DrawnFigure {
  DISC((x, y) -> inDisc(x, y, 0.85)),
  RING((x, y) -> inDisc(x, y, 0.95) && !inDisc(x, y, 0.5)),
  CRESCENT((x, y) -> inDisc(x, y, 1) && !inDisc(x, y + 0.5, 0.85)),
  TRIANGLE(polygon(star(3, 1.1, 1.1 / 2))),
  SQUARE((x, y) -> inBox(x, y, 0.75, 0.75)),
  STAR(polygon(star(5, 1.1, 0.45))),
  CROSS((x, y) -> inBox(x, y, 0.95, 0.3) || inBox(x, y, 0.3, 0.95)),
  HEART(
      polygon(-0.85, -0.15, 0.85, -0.15, 0, 1)
          .or((x, y) -> inDisc(x - 0.42, y + 0.35, 0.47) || inDisc(x + 0.42, y + 0.35, 0.47))),
  ARROW(polygon(0, -1, 0.8, -0.1, 0.28, -0.1, 0.28, 1, -0.28, 1, -0.28, -0.1, -0.8, -0.1)),
  HOURGLASS((x, y) -> Math.abs(y) <= 0.9 && Math.abs(x) <= 0.12 + 0.7 * Math.abs(y));

  @SuppressWarnings("ImmutableEnumChecker") // a figure's corners are not written to
  private final Outline outline;

  DrawnFigure(Outline outline) {
    this.outline = outline;
  }

  Outline outline() {
    return outline;
  }

  private static boolean inDisc(double x, double y, double radius) {
    return x * x + y * y <= radius * radius;
  }

  private static boolean inBox(double x, double y, double halfWidth, double halfHeight) {
    return Math.abs(x) <= halfWidth && Math.abs(y) <= halfHeight;
  }

  /** Of corners x, y: a ray from a point within crosses the sides an odd number of times. */
  private static Outline polygon(double... corners) {
    return (x, y) -> {
      boolean inside = false;
      for (int i = 0, j = corners.length - 2; i < corners.length; j = i, i += 2) {
        double yi = corners[i + 1];
        double yj = corners[j + 1];
        if (yi > y != yj > y && x < (corners[j] - corners[i]) * (y - yi) / (yj - yi) + corners[i]) {
          inside = !inside;
        }
      }
      return inside;
    };
  }

  /** Corners x, y of a star, one point up; StrictMath gives the same on every machine. */
  private static double[] star(int points, double outer, double inner) {
    double[] corners = new double[4 * points];
    for (int k = 0; k < 2 * points; k++) {
      double angle = StrictMath.PI * (k / (double) points - 0.5);
      double radius = k % 2 == 0 ? outer : inner;
      corners[2 * k] = radius * StrictMath.cos(angle);
      corners[2 * k + 1] = radius * StrictMath.sin(angle);
    }
    return corners;
  }
}
