package org.smashnas.data.mesh;

import java.util.Arrays;
import java.util.List;

/** Triangles in space, in any unit, z pointing up; immutable. */
public final class Mesh {
  /** Beyond this, squares of lengths would no longer be finite. */
  private static final double MOST = 1e100;

  private final double[] coordinates;
  private final int[] corners;

  /**
   * Makes a mesh; both arrays are copied.
   *
   * @param coordinates x, y and z of each vertex, finite, magnitude at most 1e100
   * @param corners three vertices' numbers, from 0, for each of at least one triangle
   * @throws IllegalArgumentException if a length, coordinate or number is out of range
   */
  public Mesh(double[] coordinates, int[] corners) {
    this(coordinates, corners, true);
  }

  private Mesh(double[] coordinates, int[] corners, boolean copied) {
    this.coordinates = copied ? coordinates.clone() : coordinates;
    this.corners = copied ? corners.clone() : corners;
    check();
  }

  /** A mesh that takes the arrays over instead of copying them, for large ones. */
  static Mesh owning(double[] coordinates, int[] corners) {
    return new Mesh(coordinates, corners, false);
  }

  private void check() {
    if (coordinates.length % 3 != 0 || corners.length % 3 != 0 || corners.length == 0) {
      throw new IllegalArgumentException(
          "%d coordinates and %d corners; give three a vertex, and three for each of 1 or more"
                  .formatted(coordinates.length, corners.length)
              + " triangles");
    }
    int vertices = coordinates.length / 3;
    for (int i = 0; i < coordinates.length; i++) {
      if (!(Math.abs(coordinates[i]) <= MOST)) {
        throw new IllegalArgumentException(
            "vertex %d has coordinate %s; give finite ones of at most %s"
                .formatted(i / 3, coordinates[i], MOST));
      }
    }
    for (int corner : corners) {
      if (corner < 0 || corner >= vertices) {
        throw new IllegalArgumentException(
            "a triangle has vertex %d; there are %d, counted from 0".formatted(corner, vertices));
      }
    }
  }

  /** All triangles of {@code parts}, at least one, in their order. */
  public static Mesh union(List<Mesh> parts) {
    double[] coordinates =
        parts.stream().flatMapToDouble(each -> Arrays.stream(each.coordinates)).toArray();
    int[] corners = new int[parts.stream().mapToInt(each -> each.corners.length).sum()];
    int at = 0;
    int before = 0;
    for (Mesh each : parts) {
      for (int corner : each.corners) {
        corners[at++] = before + corner;
      }
      before += each.coordinates.length / 3;
    }
    return new Mesh(coordinates, corners);
  }

  /** Number of triangles. */
  public int triangles() {
    return corners.length / 3;
  }

  /** The nine coordinates of triangle {@code i}: x, y, z of its first corner, and so on. */
  public double[] triangle(int i) {
    double[] points = new double[9];
    for (int k = 0; k < 3; k++) {
      System.arraycopy(coordinates, 3 * corners[3 * i + k], points, 3 * k, 3);
    }
    return points;
  }

  /** The least x, y, z and the greatest x, y, z of all triangles; loose vertices do not count. */
  public double[] bounds() {
    double[] bounds = new double[6];
    Arrays.fill(bounds, 0, 3, Double.POSITIVE_INFINITY);
    Arrays.fill(bounds, 3, 6, Double.NEGATIVE_INFINITY);
    for (int corner : corners) {
      for (int axis = 0; axis < 3; axis++) {
        double value = coordinates[3 * corner + axis];
        bounds[axis] = Math.min(bounds[axis], value);
        bounds[3 + axis] = Math.max(bounds[3 + axis], value);
      }
    }
    return bounds;
  }
}
