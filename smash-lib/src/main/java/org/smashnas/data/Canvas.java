package org.smashnas.data;

import java.util.SplittableRandom;

/**
 * A small RGB picture that figures are drawn on.
 *
 * <p>A rasteriser of its own, in plain double arithmetic: AWT's edges depend on the Java version
 * and the fonts and libraries at hand, and these pictures must be the same everywhere.
 */
final class Canvas {
  /** Points tested along each side of a pixel to find how much of it a figure covers. */
  private static final int SAMPLES = 3;

  private static final long LOW = (1 << 21) - 1;

  private final int side;
  private final double[] values;

  Canvas(int side, Texture background) {
    this.side = side;
    this.values = new double[3 * side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        blend(x, y, 1, background);
      }
    }
  }

  /**
   * Draws a figure over what is there.
   *
   * @param centreX in pixels from the left, {@code centreY} from the top
   * @param halfWidth pixels that the figure's 1 becomes along its own x axis, {@code halfHeight}
   *     along its y axis
   * @param angle by which its axes are turned, in radians
   */
  void draw(
      Outline outline,
      double centreX,
      double centreY,
      double halfWidth,
      double halfHeight,
      double angle,
      Texture texture) {
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double perWidth = 1 / halfWidth;
    double perHeight = 1 / halfHeight;
    // No figure reaches further than this from its centre.
    double reach = 1.5 * Math.max(halfWidth, halfHeight) + 1;
    int top = (int) Math.max(0, Math.floor(centreY - reach));
    int bottom = (int) Math.min(side - 1, Math.floor(centreY + reach));
    int left = (int) Math.max(0, Math.floor(centreX - reach));
    int right = (int) Math.min(side - 1, Math.floor(centreX + reach));
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        int hits = 0;
        for (int row = 0; row < SAMPLES; row++) {
          for (int column = 0; column < SAMPLES; column++) {
            double dx = x + (column + 0.5) / SAMPLES - centreX;
            double dy = y + (row + 0.5) / SAMPLES - centreY;
            double u = (cos * dx + sin * dy) * perWidth;
            double v = (cos * dy - sin * dx) * perHeight;
            hits += outline.covers(u, v) ? 1 : 0;
          }
        }
        if (hits > 0) {
          blend(x, y, (double) hits / (SAMPLES * SAMPLES), texture);
        }
      }
    }
  }

  private void blend(int x, int y, double coverage, Texture texture) {
    double share = texture.share(x + 0.5, y + 0.5);
    for (int c = 0; c < 3; c++) {
      int k = (c * side + y) * side + x;
      values[k] += coverage * (texture.at(c, share) - values[k]);
    }
  }

  /**
   * Adds noise to every value: a sum of three uniform numbers, standard deviation {@code sigma}.
   */
  void addNoise(double sigma, SplittableRandom random) {
    for (int k = 0; k < values.length; k++) {
      // One draw holds three numbers of 21 bits. Each, as -1 to 1, has variance 1/3: together 1.
      long bits = random.nextLong();
      long sum = (bits & LOW) + (bits >>> 21 & LOW) + (bits >>> 42 & LOW);
      values[k] += sigma * (2.0 * sum / LOW - 3);
    }
  }

  /** The picture as red, green and blue planes of unsigned bytes. */
  byte[] values() {
    byte[] bytes = new byte[values.length];
    for (int k = 0; k < values.length; k++) {
      bytes[k] = (byte) (int) (255 * Texture.clamp(values[k]) + 0.5);
    }
    return bytes;
  }

  /** A plane figure about the unit disc's size, centred at 0; y points down. */
  interface Outline {
    boolean covers(double x, double y);

    default Outline or(Outline other) {
      return (x, y) -> covers(x, y) || other.covers(x, y);
    }
  }

  /** A pattern of two colours over the plane, drawn at random. */
  static final class Texture {
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
}
