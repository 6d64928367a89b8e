package org.smashnas.data.mesh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Cuts a face of many corners into triangles: a fan from its first corner where it is convex,
 * otherwise ear by ear, so that no triangle lies outside it. A face that crosses itself has no
 * inside, and what is left of it when no ear is found becomes a fan.
 */
final class Polygon {
  /** Ears are looked for among all corners, for each of them. */
  static final int MOST_CONCAVE = 500;

  /** A dent of this share of the extent's square is what six digits make of a circle. */
  private static final double ROUNDING = 1e-7;

  private final double[] x;
  private final double[] y;

  /**
   * Looks at a face from the side from which it is largest, corners anticlockwise.
   *
   * @param vertices x, y and z of each
   * @param corners which of them, at least three
   */
  private Polygon(double[] vertices, int[] corners) {
    double[] normal = normal(vertices, corners);
    int away = 0;
    for (int axis = 1; axis < 3; axis++) {
      away = Math.abs(normal[axis]) > Math.abs(normal[away]) ? axis : away;
    }
    int first = (away + 1) % 3;
    int second = (away + 2) % 3;
    double turn = normal[away] < 0 ? -1 : 1;
    this.x = Arrays.stream(corners).mapToDouble(each -> vertices[3 * each + first]).toArray();
    this.y =
        Arrays.stream(corners).mapToDouble(each -> turn * vertices[3 * each + second]).toArray();
  }

  /** Newell's sum, twice the area seen along each axis. */
  private static double[] normal(double[] vertices, int[] corners) {
    double[] normal = new double[3];
    for (int k = 0; k < corners.length; k++) {
      int here = 3 * corners[k];
      int next = 3 * corners[(k + 1) % corners.length];
      for (int axis = 0; axis < 3; axis++) {
        int one = (axis + 1) % 3;
        int two = (axis + 2) % 3;
        // From the first corner, so that a face far from the origin keeps its digits.
        double a = vertices[here + one] - vertices[3 * corners[0] + one];
        double b = vertices[next + one] - vertices[3 * corners[0] + one];
        normal[axis] +=
            a * (vertices[next + two] - vertices[3 * corners[0] + two])
                - b * (vertices[here + two] - vertices[3 * corners[0] + two]);
      }
    }
    return normal;
  }

  /**
   * The corners of the triangles, three each, as many as corners less two.
   *
   * @throws IllegalArgumentException if it is not convex and has more than {@link #MOST_CONCAVE}
   */
  static int[] cut(double[] vertices, int[] corners) {
    Polygon face = new Polygon(vertices, corners);
    int[] cut;
    if (face.isConvex()) {
      cut = fan(IntStream.range(0, corners.length).boxed().toList()).toArray();
    } else if (corners.length <= MOST_CONCAVE) {
      cut = face.ears();
    } else {
      throw new IllegalArgumentException(
          "has a face of %d corners that is not convex; at most %d are cut into triangles"
              .formatted(corners.length, MOST_CONCAVE));
    }
    return Arrays.stream(cut).map(k -> corners[k]).toArray();
  }

  private static IntStream fan(List<Integer> left) {
    return IntStream.range(2, left.size())
        .flatMap(k -> IntStream.of(left.get(0), left.get(k - 1), left.get(k)));
  }

  private boolean isConvex() {
    int n = x.length;
    double extent = Math.max(range(x), range(y));
    double least = -ROUNDING * extent * extent;
    return IntStream.range(0, n).allMatch(k -> turn(k, (k + 1) % n, (k + 2) % n) >= least);
  }

  private static double range(double[] values) {
    return Arrays.stream(values).max().orElseThrow() - Arrays.stream(values).min().orElseThrow();
  }

  private int[] ears() {
    List<Integer> left = new ArrayList<>(IntStream.range(0, x.length).boxed().toList());
    IntStream.Builder cut = IntStream.builder();
    int ear = 0;
    while (left.size() > 3 && ear >= 0) {
      ear = find(left, k -> turn(left, k) > 0 && isEmpty(left, k));
      // Corners in line are an ear without area, taken when there is no other.
      ear = ear >= 0 ? ear : find(left, k -> turn(left, k) == 0);
      if (ear >= 0) {
        int size = left.size();
        cut.add(left.get((ear + size - 1) % size))
            .add(left.get(ear))
            .add(left.get((ear + 1) % size));
        left.remove(ear);
      }
    }
    return IntStream.concat(cut.build(), fan(left)).toArray();
  }

  private static int find(List<Integer> left, IntPredicate wanted) {
    return IntStream.range(0, left.size()).filter(wanted).findFirst().orElse(-1);
  }

  private double turn(List<Integer> left, int k) {
    int size = left.size();
    return turn(left.get((k + size - 1) % size), left.get(k), left.get((k + 1) % size));
  }

  /** Whether no other corner lies in the ear at {@code k}, or on its edges. */
  private boolean isEmpty(List<Integer> left, int k) {
    int size = left.size();
    int a = left.get((k + size - 1) % size);
    int b = left.get(k);
    int c = left.get((k + 1) % size);
    return left.stream()
        .filter(p -> !isAt(p, a) && !isAt(p, b) && !isAt(p, c))
        .noneMatch(p -> turn(a, b, p) >= 0 && turn(b, c, p) >= 0 && turn(c, a, p) >= 0);
  }

  private boolean isAt(int p, int q) {
    return x[p] == x[q] && y[p] == y[q];
  }

  /** Twice the area of a triangle, above 0 if its corners go round anticlockwise. */
  private double turn(int a, int b, int c) {
    return (x[b] - x[a]) * (y[c] - y[a]) - (y[b] - y[a]) * (x[c] - x[a]);
  }
}
