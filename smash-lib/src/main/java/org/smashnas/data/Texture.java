package org.smashnas.data;

import java.util.SplittableRandom;

/** A pattern of two colours over the plane, drawn at random. */
final class Texture {
  private enum Pattern {
    PLAIN,
    GRADIENT,
    STRIPES,
    CHECKER,
    DOTS,
    BLOTCHES
  }

  private static final int LATTICE = 8;

  private final double[] first;
  private final double[] second;
  private final Pattern pattern;
  private final double period;
  private final double cos;
  private final double sin;
  private final double phase;
  private final double[] lattice = new double[LATTICE * LATTICE];

  /**
   * Draws pattern, period (pixels), direction and second colour.
   *
   * @param colour red, green, blue, 0 to 1
   * @param spread the most by which a channel of the second colour differs from the first
   */
  Texture(double[] colour, double spread, SplittableRandom random) {
    first = colour.clone();
    second = new double[3];
    for (int c = 0; c < 3; c++) {
      second[c] = clamp(colour[c] + spread * (2 * random.nextDouble() - 1));
    }
    pattern = Pattern.values()[random.nextInt(Pattern.values().length)];
    period = 4 + 6 * random.nextDouble();
    double angle = 2 * StrictMath.PI * random.nextDouble();
    cos = StrictMath.cos(angle);
    sin = StrictMath.sin(angle);
    phase = 32 * random.nextDouble();
    for (int i = 0; i < lattice.length; i++) {
      lattice[i] = random.nextDouble();
    }
  }

  /** Channel {@code c}, 0 to 1, of the two colours mixed; {@code share} is the second one's. */
  double at(int c, double share) {
    return first[c] + share * (second[c] - first[c]);
  }

  /** How much of the second colour a point in pixels has, 0 to 1. */
  double share(double x, double y) {
    double u = (cos * x + sin * y + phase) / period;
    double v = (cos * y - sin * x + phase) / period;
    return switch (pattern) {
      case PLAIN -> 0;
      case GRADIENT -> clamp((cos * (x - 16) + sin * (y - 16)) / 32 + 0.5);
      case STRIPES -> fraction(u) < 0.5 ? 0 : 1;
      case CHECKER -> fraction(u) < 0.5 == fraction(v) < 0.5 ? 0 : 1;
      case DOTS -> square(fraction(u) - 0.5) + square(fraction(v) - 0.5) < 0.1 ? 1 : 0;
      case BLOTCHES -> blend(u, v);
    };
  }

  /** Random values on a lattice, blended linearly in between. */
  private double blend(double u, double v) {
    double x = fraction(u);
    double y = fraction(v);
    int column = (int) Math.floor(u);
    int row = (int) Math.floor(v);
    double top = (1 - x) * node(column, row) + x * node(column + 1, row);
    double bottom = (1 - x) * node(column, row + 1) + x * node(column + 1, row + 1);
    return (1 - y) * top + y * bottom;
  }

  private double node(int column, int row) {
    return lattice[Math.floorMod(row, LATTICE) * LATTICE + Math.floorMod(column, LATTICE)];
  }

  private static double fraction(double value) {
    return value - Math.floor(value);
  }

  private static double square(double value) {
    return value * value;
  }

  static double clamp(double value) {
    return Math.min(1, Math.max(0, value));
  }
}
