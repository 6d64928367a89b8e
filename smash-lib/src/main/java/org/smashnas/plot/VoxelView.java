package org.smashnas.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.smashnas.data.Examples;

/**
 * Voxel grids seen from the front, from the right and from above, in isometric projection.
 *
 * <p>An occupied cell is a cube; a partly occupied one is paler. The grid's row 0 is the top, its
 * depth grows away from the viewer to the right.
 */
public final class VoxelView {
  private static final double ACROSS = Math.sqrt(3) / 2;
  private static final double DOWN = 0.5;

  private static final Color TOP = Theme.mix(Theme.BLUE, Color.WHITE, 0.55);
  private static final Color FRONT = Theme.mix(Theme.BLUE, Color.WHITE, 0.15);
  private static final Color RIGHT = Theme.mix(Theme.BLUE, Color.BLACK, 0.35);

  private final byte[] cells;
  private final int depth;
  private final int height;
  private final int width;
  private final double scale;
  private final Graphics2D g;

  private VoxelView(byte[] cells, List<Integer> shape, double scale, Graphics2D g) {
    this.cells = cells;
    this.depth = shape.get(1);
    this.height = shape.get(2);
    this.width = shape.get(3);
    this.scale = scale;
    this.g = g;
  }

  /**
   * Example {@code i} as a picture.
   *
   * @param examples of shape [1, D, H, W]
   * @param pixels the picture's height, at least 16; its width follows from the grid's shape
   * @throws IllegalArgumentException if a number is out of range or the examples are no voxels of
   *     one channel
   */
  public static BufferedImage draw(Examples examples, int i, int pixels) {
    List<Integer> shape = examples.shape();
    if (shape.size() != 4 || shape.get(0) != 1 || pixels < 16) {
      throw new IllegalArgumentException(
          "%s of shape %s, %d pixels high; give voxels [1, D, H, W] and at least 16 pixels"
              .formatted(examples.name(), shape, pixels));
    }
    int sides = shape.get(1) + shape.get(3);
    double scale = pixels / (sides * DOWN + shape.get(2));
    return Theme.picture(
        sides * ACROSS * scale,
        pixels,
        g -> new VoxelView(examples.values(i), shape, scale, g).cells());
  }

  /**
   * Several examples in rows, each with its class below.
   *
   * @param indices at least one
   * @param columns examples a row, at least 1
   * @param pixels the height of each, at least 16
   */
  public static BufferedImage grid(Examples examples, int[] indices, int columns, int pixels) {
    return PictureGrid.draw(
        Arrays.stream(indices).mapToObj(i -> draw(examples, i, pixels)).toList(),
        Arrays.stream(indices).mapToObj(i -> examples.classNames().get(examples.label(i))).toList(),
        columns,
        1);
  }

  /** Far cells first, so that near ones cover them: from the back, the left and the bottom. */
  private void cells() {
    for (int d = depth - 1; d >= 0; d--) {
      for (int w = 0; w < width; w++) {
        for (int h = height - 1; h >= 0; h--) {
          int value = at(d, h, w);
          if (value > 0) {
            cube(d, h, w, value / 255.0);
          }
        }
      }
    }
  }

  private void cube(int d, int h, int w, double share) {
    if (at(d, h - 1, w) == 0) {
      face(TOP, share, d, h, w, d, h, w + 1, d + 1, h, w + 1, d + 1, h, w);
    }
    if (at(d - 1, h, w) == 0) {
      face(FRONT, share, d, h, w, d, h, w + 1, d, h + 1, w + 1, d, h + 1, w);
    }
    if (at(d, h, w + 1) == 0) {
      face(RIGHT, share, d, h, w + 1, d + 1, h, w + 1, d + 1, h + 1, w + 1, d, h + 1, w + 1);
    }
  }

  private int at(int d, int h, int w) {
    boolean inside = d >= 0 && h >= 0 && w >= 0 && d < depth && h < height && w < width;
    return inside ? cells[(d * height + h) * width + w] & 0xff : 0;
  }

  /** Fills a face whose corners are given one after the other, each as d, h, w. */
  private void face(Color full, double share, int... corners) {
    Path2D path = new Path2D.Double();
    for (int k = 0; k < corners.length; k += 3) {
      double x = (corners[k + 2] + corners[k]) * ACROSS * scale;
      double y = ((corners[k + 2] + depth - corners[k]) * DOWN + corners[k + 1]) * scale;
      if (k == 0) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    path.closePath();
    Color colour = Theme.mix(Color.WHITE, full, 0.35 + 0.65 * share);
    g.setColor(colour);
    g.fill(path);
    // The edge also closes the gap that smoothing leaves between two faces.
    g.setColor(Theme.mix(colour, Color.BLACK, 0.12));
    g.draw(path);
  }
}
