package org.smashnas.data.mesh;

import java.util.ArrayList;
import java.util.List;

/** Simple closed bodies to build meshes from. */
public final class Solids {
  private static final int SIDES = 16;

  private Solids() {}

  /** A box between two opposite corners, each side longer than 0. */
  public static Mesh box(double x0, double y0, double z0, double x1, double y1, double z1) {
    return prism(new double[][] {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, 1, z0, z1);
  }

  /**
   * An upright cylinder, cone or something between, of 16 sides.
   *
   * @param radius at the bottom
   * @param taper the top's radius as a share of the bottom's, above 0
   */
  public static Mesh cylinder(
      double x, double y, double z0, double z1, double radius, double taper) {
    double[][] bottom = new double[SIDES][];
    for (int k = 0; k < SIDES; k++) {
      double angle = 2 * StrictMath.PI * k / SIDES;
      bottom[k] =
          new double[] {x + radius * StrictMath.cos(angle), y + radius * StrictMath.sin(angle)};
    }
    return prism(bottom, taper, z0, z1);
  }

  /** A convex polygon and its copy above, which shrinks towards its middle by {@code taper}. */
  private static Mesh prism(double[][] bottom, double taper, double z0, double z1) {
    int n = bottom.length;
    double middleX = 0;
    double middleY = 0;
    for (double[] point : bottom) {
      middleX += point[0] / n;
      middleY += point[1] / n;
    }
    double[] coordinates = new double[6 * n];
    List<Integer> corners = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      coordinates[3 * k] = bottom[k][0];
      coordinates[3 * k + 1] = bottom[k][1];
      coordinates[3 * k + 2] = z0;
      coordinates[3 * (n + k)] = middleX + taper * (bottom[k][0] - middleX);
      coordinates[3 * (n + k) + 1] = middleY + taper * (bottom[k][1] - middleY);
      coordinates[3 * (n + k) + 2] = z1;
      int next = (k + 1) % n;
      corners.addAll(List.of(k, next, n + next, k, n + next, n + k));
      if (k > 1) {
        corners.addAll(List.of(0, k, k - 1, n, n + k - 1, n + k));
      }
    }
    return new Mesh(coordinates, corners.stream().mapToInt(Integer::intValue).toArray());
  }
}
