package org.smashnas.data.mesh;

/**
 * Tells which cells of side 1 lie between faces: those whose line through the middle, along at
 * least two of the three axes, crosses an odd number of triangles on either side.
 *
 * <p>All lines are a little aside of the middles, so that they do not run along faces and edges
 * that lie between two cells or halfway.
 */
final class Crossings {
  private static final double ASIDE_U = 1.3e-5;
  private static final double ASIDE_V = 2.7e-5;

  private final int side;

  /**
   * For each axis, whether an odd number of crossings lies between a cell's middle and the last.
   */
  private final boolean[][] flips;

  /**
   * Prepares for triangles.
   *
   * @param side cells along each axis
   */
  Crossings(int side) {
    this.side = side;
    this.flips = new boolean[3][side * side * side];
  }

  /**
   * Counts a triangle.
   *
   * @param t x, y, z of its three corners, in cells, 0 to side - 1
   */
  void add(double[] t) {
    for (int axis = 0; axis < 3; axis++) {
      int u = (axis + 1) % 3;
      int v = (axis + 2) % 3;
      int lastU = last(most(t, u), ASIDE_U);
      int lastV = last(most(t, v), ASIDE_V);
      for (int a = 1 + last(least(t, u), ASIDE_U); a <= lastU; a++) {
        for (int b = 1 + last(least(t, v), ASIDE_V); b <= lastV; b++) {
          double height = height(t, axis, a + 0.5 + ASIDE_U, b + 0.5 + ASIDE_V);
          if (!Double.isNaN(height)) {
            flips[axis][cell(axis, a, b, 1 + last(height, 0))] ^= true;
          }
        }
      }
    }
  }

  /** Whether each cell lies between faces, in the order x, y, z. */
  boolean[] between() {
    byte[] votes = new byte[side * side * side];
    for (int axis = 0; axis < 3; axis++) {
      for (int line = 0; line < side * side; line++) {
        vote(axis, line / side, line % side, votes);
      }
    }
    boolean[] between = new boolean[votes.length];
    for (int k = 0; k < votes.length; k++) {
      between[k] = votes[k] >= 2;
    }
    return between;
  }

  private void vote(int axis, int a, int b, byte[] votes) {
    boolean total = false;
    for (int k = 0; k < side; k++) {
      total ^= flips[axis][cell(axis, a, b, k)];
    }
    boolean below = false;
    for (int k = 0; k < side; k++) {
      int cell = cell(axis, a, b, k);
      below ^= flips[axis][cell];
      if (below && !total) {
        votes[cell]++;
      }
    }
  }

  /** The cell at {@code k} along an axis, and at a and b along the next two. */
  private int cell(int axis, int a, int b, int k) {
    int x = axis == 0 ? k : axis == 1 ? b : a;
    int y = axis == 0 ? a : axis == 1 ? k : b;
    int z = axis == 0 ? b : axis == 1 ? a : k;
    return (x * side + y) * side + z;
  }

  /** The last cell whose line is before {@code at}, -1 if there is none. */
  private static int last(double at, double aside) {
    return (int) Math.ceil(at - 0.5 - aside) - 1;
  }

  private static double least(double[] t, int axis) {
    return Math.min(t[axis], Math.min(t[3 + axis], t[6 + axis]));
  }

  private static double most(double[] t, int axis) {
    return Math.max(t[axis], Math.max(t[3 + axis], t[6 + axis]));
  }

  /** Where the line at (a, b) along an axis crosses the triangle, NaN if it does not. */
  private static double height(double[] t, int axis, double a, double b) {
    int u = (axis + 1) % 3;
    int v = (axis + 2) % 3;
    // Twice the areas of the line's triangles with two corners each; neighbours get the same.
    double first = area(t[3 + u] - a, t[3 + v] - b, t[6 + u] - a, t[6 + v] - b);
    double second = area(t[6 + u] - a, t[6 + v] - b, t[u] - a, t[v] - b);
    double third = area(t[u] - a, t[v] - b, t[3 + u] - a, t[3 + v] - b);
    boolean inside =
        (first > 0 && second > 0 && third > 0) || (first < 0 && second < 0 && third < 0);
    return inside
        ? (first * t[axis] + second * t[3 + axis] + third * t[6 + axis]) / (first + second + third)
        : Double.NaN;
  }

  private static double area(double u, double v, double otherU, double otherV) {
    return u * otherV - v * otherU;
  }
}
