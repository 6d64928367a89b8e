package org.smashnas.data;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Writes examples of one shape, normalised and changed. */
final class Augmenter {
  /** A column that would come from outside the grid. */
  private static final int OUTSIDE = -1;

  private final Augmentation how;
  private final int channels;
  private final int depth;
  private final int height;
  private final int width;
  private final boolean voxels;
  private final float[][] table;
  private final int[][] turns;

  /**
   * Prepares for examples of a shape.
   *
   * @param shape [C, H, W] or [C, D, H, W]
   * @param table what each byte becomes, by channel
   * @throws IllegalArgumentException if they cannot be turned
   */
  Augmenter(Augmentation how, List<Integer> shape, float[][] table) {
    this.how = how;
    this.voxels = shape.size() == 4;
    this.channels = shape.get(0);
    this.depth = voxels ? shape.get(1) : 1;
    this.height = shape.get(shape.size() - 2);
    this.width = shape.get(shape.size() - 1);
    this.table = table;
    if (how.rotations() > 1 && (!voxels || depth != width)) {
      throw new IllegalArgumentException(
          "%d rotations for examples of shape %s; give 1, or voxels [C, D, H, W] with D = W"
              .formatted(how.rotations(), shape));
    }
    this.turns =
        IntStream.range(0, how.rotations())
            .mapToObj(step -> columns(step, how.rotations()))
            .toArray(int[][]::new);
  }

  /** Writes an example to {@code at}, changed at random. */
  void writeChanged(byte[] from, float[] to, int at, SplittableRandom random) {
    int dz = voxels ? shift(random) : 0;
    int dy = shift(random);
    int dx = shift(random);
    boolean mirrored = how.flip() && random.nextBoolean();
    int turn = turns.length == 1 ? 0 : random.nextInt(turns.length);
    write(from, to, at, turns[turn], new int[] {dz, dy, dx}, mirrored);
  }

  /** Writes an example to {@code at}, turned by {@code step} and no more. */
  void writeTurned(byte[] from, float[] to, int at, int step) {
    write(from, to, at, turns[step], new int[3], false);
  }

  private void write(
      byte[] from, float[] to, int at, int[] columns, int[] shift, boolean mirrored) {
    int volume = depth * height * width;
    for (int c = 0; c < channels; c++) {
      float[] channel = table[c];
      float padding = voxels ? channel[0] : 0;
      for (int z = 0; z < depth; z++) {
        for (int y = 0; y < height; y++) {
          int target = at + c * volume + (z * height + y) * width;
          int sourceZ = z + shift[0];
          int sourceY = y + shift[1];
          boolean inside = sourceZ >= 0 && sourceZ < depth && sourceY >= 0 && sourceY < height;
          int row = c * volume + sourceY * width;
          for (int x = 0; x < width; x++) {
            int sourceX = x + shift[2];
            int column =
                inside && sourceX >= 0 && sourceX < width
                    ? columns[sourceZ * width + sourceX]
                    : OUTSIDE;
            to[target + (mirrored ? width - 1 - x : x)] =
                column == OUTSIDE ? padding : channel[from[row + column] & 0xff];
          }
        }
      }
    }
  }

  private int shift(SplittableRandom random) {
    return how.padding() == 0 ? 0 : random.nextInt(2 * how.padding() + 1) - how.padding();
  }

  /**
   * For each target column (d, w), at index d x W + w, the place of its source column's top cell in
   * a grid, or {@link #OUTSIDE}, once the grid is turned about its vertical axis.
   *
   * <p>Quarter turns only exchange cells. Other angles take the nearest cell, so that every target
   * has just one source and no holes appear; corners leave the grid.
   *
   * @param step turned by step / steps of a full turn, from the width's axis towards the depth's
   */
  private int[] columns(int step, int steps) {
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
