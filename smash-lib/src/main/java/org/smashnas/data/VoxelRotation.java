package org.smashnas.data;

import java.util.Arrays;
import java.util.List;

/** Where each column of a grid comes from when the grid is turned about its vertical axis. */
final class VoxelRotation {
  /** A column that would come from outside the grid. */
  static final int OUTSIDE = -1;

  private VoxelRotation() {}

  /**
   * For each target column (d, w), at index d x W + w, the place of its source column's top cell in
   * a grid, or {@link #OUTSIDE}.
   *
   * <p>Quarter turns only exchange cells. Other angles take the nearest cell, so that every target
   * has just one source and no holes appear; corners leave the grid.
   *
   * @param shape [C, H, W] or [C, D, H, W]; D equals W unless {@code step} is 0
   * @param step turned by step / steps of a full turn, from the width's axis towards the depth's
   */
  static int[] columns(List<Integer> shape, int step, int steps) {
    int depth = shape.size() == 4 ? shape.get(1) : 1;
    int height = shape.get(shape.size() - 2);
    int width = shape.get(shape.size() - 1);
    // Rounded, so that the exact 0, 1 and -1 of quarter turns are not missed by a hair.
    double angle = 2 * Math.PI * step / steps;
    double cos = Math.rint(Math.cos(angle) * 1e12) / 1e12;
    double sin = Math.rint(Math.sin(angle) * 1e12) / 1e12;
    int[] columns = new int[depth * width];
    Arrays.fill(columns, OUTSIDE);
    for (int d = 0; d < depth; d++) {
      for (int w = 0; w < width; w++) {
        double fromCentreD = d - (depth - 1) / 2.0;
        double fromCentreW = w - (width - 1) / 2.0;
        long sourceW = Math.round(cos * fromCentreW + sin * fromCentreD + (width - 1) / 2.0);
        long sourceD = Math.round(cos * fromCentreD - sin * fromCentreW + (depth - 1) / 2.0);
        if (sourceD >= 0 && sourceD < depth && sourceW >= 0 && sourceW < width) {
          columns[d * width + w] = (int) (sourceD * height * width + sourceW);
        }
      }
    }
    return columns;
  }
}
