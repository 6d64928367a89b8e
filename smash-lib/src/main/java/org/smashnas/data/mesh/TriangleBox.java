package org.smashnas.data.mesh;

/**
 * Tells which cells of side 1 a triangle touches, by the separating axis test (Akenine-Möller, Fast
 * 3D Triangle-Box Overlap Testing, 2001).
 *
 * <p>Two convex bodies are apart if, and only if, their shadows on one of these axes are apart: the
 * cell's three, the triangle's normal, and the nine that are perpendicular to an edge of each. Here
 * a cell's centre is compared with the triangle's shadow, widened by the cell's.
 */
final class TriangleBox {
  private static final int AXES = 13;

  /** A triangle that lies in the face between two cells touches both, rounding or not. */
  private static final double TOLERANCE = 1e-9;

  private final double[] axes = new double[3 * AXES];
  private final double[] least = new double[AXES];
  private final double[] most = new double[AXES];

  /**
   * Prepares for a triangle.
   *
   * @param points x, y, z of its three corners, in cells
   */
  TriangleBox(double[] points) {
    int axis = 0;
    for (int i = 0; i < 3; i++) {
      set(axis++, points, i == 0 ? 1 : 0, i == 1 ? 1 : 0, i == 2 ? 1 : 0);
    }
    double[] u = edge(points, 0);
    double[] v = edge(points, 1);
    set(
        axis++,
        points,
        u[1] * v[2] - u[2] * v[1],
        u[2] * v[0] - u[0] * v[2],
        u[0] * v[1] - u[1] * v[0]);
    for (int k = 0; k < 3; k++) {
      double[] e = edge(points, k);
      set(axis++, points, 0, -e[2], e[1]);
      set(axis++, points, e[2], 0, -e[0]);
      set(axis++, points, -e[1], e[0], 0);
    }
  }

  /** Whether the triangle touches the cell with this centre, its faces, edges and corners too. */
  boolean touches(double x, double y, double z) {
    for (int k = 0; k < AXES; k++) {
      double at = axes[3 * k] * x + axes[3 * k + 1] * y + axes[3 * k + 2] * z;
      if (at < least[k] || at > most[k]) {
        return false;
      }
    }
    return true;
  }

  private void set(int k, double[] points, double x, double y, double z) {
    double length = Math.sqrt(x * x + y * y + z * z);
    // An edge along a cell's axis gives no axis; nor does a triangle without area a normal.
    double scale = length > 0 ? 1 / length : 0;
    axes[3 * k] = x * scale;
    axes[3 * k + 1] = y * scale;
    axes[3 * k + 2] = z * scale;
    least[k] = Double.POSITIVE_INFINITY;
    most[k] = Double.NEGATIVE_INFINITY;
    for (int p = 0; p < 9; p += 3) {
      double at = scale * (x * points[p] + y * points[p + 1] + z * points[p + 2]);
      least[k] = Math.min(least[k], at);
      most[k] = Math.max(most[k], at);
    }
    double reach = scale * (Math.abs(x) + Math.abs(y) + Math.abs(z)) / 2 + TOLERANCE;
    least[k] -= reach;
    most[k] += reach;
  }

  private static double[] edge(double[] points, int k) {
    int from = 3 * k;
    int to = (3 * k + 3) % 9;
    return new double[] {
      points[to] - points[from],
      points[to + 1] - points[from + 1],
      points[to + 2] - points[from + 2]
    };
  }
}
