package org.smashnas.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.smashnas.data.Canvas.Outline;
import org.smashnas.data.Canvas.Texture;

/**
 * Draws pictures of one figure each among clutter.
 *
 * <p>Only the outline tells the class: colours, textures, place, size, proportions, turn, clutter
 * and noise are all drawn from the same distributions for every class.
 */
final class Shapes {
  private static final int SIDE = 32;
  private static final int VALUES = 3 * SIDE * SIDE;

  /** Figure and background differ by at least this distance in the RGB cube. */
  private static final double CONTRAST = 0.5;

  /** The most by which a texture's two colours differ in a channel. */
  private static final double SPREAD = 0.2;

  private static final Outline DOT = (x, y) -> x * x + y * y <= 1;
  private static final Outline STROKE = (x, y) -> Math.abs(x) <= 1 && Math.abs(y) <= 1;

  private Shapes() {}

  static Dataset draw(Scene scene, int train, int test, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    // One generator a part, so that the test pictures do not depend on the number of the others.
    Examples trainPart = examples("shapes train", scene, train, random.split());
    Examples testPart = examples("shapes test", scene, test, random.split());
    return new Dataset(
        "shapes",
        trainPart,
        testPart,
        "drawn by Datasets.shapes, %s, seed %d".formatted(scene, seed));
  }

  private static Examples examples(String name, Scene scene, int count, SplittableRandom random) {
    if (count < 1 || count > Integer.MAX_VALUE / VALUES) {
      throw new IllegalArgumentException(
          "%d pictures for %s; give 1 to %d".formatted(count, name, Integer.MAX_VALUE / VALUES));
    }
    DrawnFigure[] figures = DrawnFigure.values();
    List<String> classNames =
        Arrays.stream(figures).map(figure -> figure.name().toLowerCase(Locale.ROOT)).toList();
    byte[][] values = new byte[count][];
    int[] labels = IntStream.range(0, count).map(i -> i % figures.length).toArray();
    // One seed a picture, so that it is the same whichever thread draws it.
    long[] seeds = random.longs(count).toArray();
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i ->
                values[i] =
                    picture(figures[labels[i]], scene, new SplittableRandom(seeds[i])).values());
    return new Examples(name, classNames, List.of(3, SIDE, SIDE), values, labels);
  }

  private static Canvas picture(DrawnFigure figure, Scene scene, SplittableRandom random) {
    double[] behind = colour(random);
    while (mean(behind) > scene.lightestBackground()) {
      behind = colour(random);
    }
    Canvas canvas = new Canvas(SIDE, new Texture(behind, SPREAD, random));
    clutter(canvas, 2 + random.nextInt(scene.clutter()), random);

    double radius = 7 + 5 * random.nextDouble();
    double stretch = 0.85 + 0.3 * random.nextDouble();
    double free = SIDE - 2 * radius;
    canvas.draw(
        figure.outline(),
        radius + free * random.nextDouble(),
        radius + free * random.nextDouble(),
        radius,
        radius * stretch,
        scene.turn() * (2 * random.nextDouble() - 1),
        new Texture(contrasting(behind, scene.lighter(), random), SPREAD, random));

    clutter(canvas, random.nextInt(scene.cover()), random);
    canvas.addNoise(scene.noise() * random.nextDouble(), random);
    return canvas;
  }

  private static void clutter(Canvas canvas, int pieces, SplittableRandom random) {
    for (int i = 0; i < pieces; i++) {
      boolean stroke = random.nextBoolean();
      double width = 0.8 + 1.2 * random.nextDouble();
      canvas.draw(
          stroke ? STROKE : DOT,
          SIDE * random.nextDouble(),
          SIDE * random.nextDouble(),
          stroke ? 2 + 4 * random.nextDouble() : width,
          stroke ? width / 2 : width,
          2 * StrictMath.PI * random.nextDouble(),
          new Texture(colour(random), SPREAD, random));
    }
  }

  private static double[] contrasting(double[] other, double lighter, SplittableRandom random) {
    while (true) {
      double[] drawn = colour(random);
      double squares = 0;
      for (int c = 0; c < 3; c++) {
        squares += (drawn[c] - other[c]) * (drawn[c] - other[c]);
      }
      if (squares >= CONTRAST * CONTRAST && mean(drawn) >= mean(other) + lighter) {
        return drawn;
      }
    }
  }

  private static double mean(double[] colour) {
    return (colour[0] + colour[1] + colour[2]) / 3;
  }

  private static double[] colour(SplittableRandom random) {
    return new double[] {random.nextDouble(), random.nextDouble(), random.nextDouble()};
  }
}
