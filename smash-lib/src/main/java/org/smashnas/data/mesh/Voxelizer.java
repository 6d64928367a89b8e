package org.smashnas.data.mesh;

/**
 * Turns a mesh into a grid of cells, each empty or occupied.
 *
 * <p>The mesh is scaled evenly and put in the middle, so that its longest extent just spans the
 * cells inside the margin, as in the grids of ModelNet's authors (24 cells within 30).
 *
 * @param resolution cells a side, 2 to 256
 * @param margin layers of cells on every side that stay empty, leaving at least 2 layers
 * @param solid whether what the surface encloses is occupied too, and not just the cells that it
 *     touches. Enclosed is what cannot be reached from outside in steps through the faces of cells
 *     that the surface does not touch; so gaps narrower than a cell do not matter. Where a surface
 *     is open, as a box without its lid, enclosed is also what lies between an odd number of
 *     triangles on either side along at least two of the three axes. Which way triangles face does
 *     not matter.
 */
public record Voxelizer(int resolution, int margin, boolean solid) {
  /** What an occupied cell holds; an empty one holds 0. */
  public static final byte OCCUPIED = (byte) 255;

  /** Keeps the outermost faces inside their cells: on the border, they would touch the margin's. */
  private static final double WITHIN = 1 - 1e-6;

  public Voxelizer {
    if (resolution < 2 || resolution > 256 || margin < 0 || margin > (resolution - 2) / 2) {
      throw new IllegalArgumentException(
          "resolution is %d and margin %d; give 2 to 256, and a margin that leaves 2 layers"
              .formatted(resolution, margin));
    }
  }

  /**
   * The cells that {@code mesh} occupies.
   *
   * @return resolution^3 bytes, 0 or {@link #OCCUPIED}, of shape [D, H, W] = [y, -z, x]: seen from
   *     the front, row 0 on top, depth growing away from the viewer
   */
  public byte[] voxelize(Mesh mesh) {
    // In the order x, y, z, with one more layer around, which is outside whatever the mesh.
    int padded = resolution + 2;
    byte[] cells = new byte[padded * padded * padded];
    double[] bounds = mesh.bounds();
    double extent = 0;
    for (int axis = 0; axis < 3; axis++) {
      extent = Math.max(extent, bounds[3 + axis] - bounds[axis]);
    }
    if (extent == 0) {
      throw new IllegalArgumentException(
          "all corners of the mesh lie in one point; a mesh needs an extent to be fitted to a cube");
    }
    double scale = WITHIN * (resolution - 2 * margin) / extent;
    Crossings crossings = new Crossings(padded);
    for (int i = 0; i < mesh.triangles(); i++) {
      double[] points = mesh.triangle(i);
      for (int k = 0; k < 9; k++) {
        double middle = (bounds[k % 3] + bounds[3 + k % 3]) / 2;
        points[k] = (points[k] - middle) * scale + padded / 2.0;
      }
      mark(points, cells);
      if (solid) {
        crossings.add(points);
      }
    }
    if (solid) {
      fill(cells, crossings.between());
    }
    return seenFromTheFront(cells);
  }

  /** Occupies the cells that a triangle, given in cells, touches. */
  private void mark(double[] points, byte[] cells) {
    int padded = resolution + 2;
    TriangleBox triangle = new TriangleBox(points);
    int[] from = new int[3];
    int[] to = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      double least = Math.min(points[axis], Math.min(points[3 + axis], points[6 + axis]));
      double most = Math.max(points[axis], Math.max(points[3 + axis], points[6 + axis]));
      // One more on either side than floor says, for faces that lie between two cells.
      from[axis] = Math.max(1, (int) Math.ceil(least) - 1);
      to[axis] = Math.min(resolution, (int) Math.floor(most));
    }
    for (int x = from[0]; x <= to[0]; x++) {
      for (int y = from[1]; y <= to[1]; y++) {
        for (int z = from[2]; z <= to[2]; z++) {
          int cell = (x * padded + y) * padded + z;
          if (cells[cell] == 0 && triangle.touches(x + 0.5, y + 0.5, z + 0.5)) {
            cells[cell] = OCCUPIED;
          }
        }
      }
    }
  }

  /** Occupies what cannot be reached from outside, or lies between faces. */
  private void fill(byte[] cells, boolean[] between) {
    int padded = resolution + 2;
    int[] steps = {-padded * padded, -padded, -1, 1, padded, padded * padded};
    boolean[] outside = new boolean[cells.length];
    int[] reached = new int[cells.length];
    outside[0] = true;
    int count = 1;
    for (int k = 0; k < count; k++) {
      for (int step : steps) {
        // A step over the end of a row leads from the outer layer to the outer layer: no harm.
        int next = reached[k] + step;
        if (next >= 0 && next < cells.length && cells[next] == 0 && !outside[next]) {
          outside[next] = true;
          reached[count++] = next;
        }
      }
    }
    for (int cell = 0; cell < cells.length; cell++) {
      if (!outside[cell] || between[cell]) {
        cells[cell] = OCCUPIED;
      }
    }
  }

  private byte[] seenFromTheFront(byte[] cells) {
    int padded = resolution + 2;
    byte[] seen = new byte[resolution * resolution * resolution];
    for (int x = 0; x < resolution; x++) {
      for (int y = 0; y < resolution; y++) {
        int column = ((x + 1) * padded + y + 1) * padded + 1;
        for (int z = 0; z < resolution; z++) {
          seen[(y * resolution + resolution - 1 - z) * resolution + x] = cells[column + z];
        }
      }
    }
    return seen;
  }
}
