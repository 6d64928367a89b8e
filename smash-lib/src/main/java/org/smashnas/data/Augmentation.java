package org.smashnas.data;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Random changes to training examples: a crop of the zero-padded example, then a mirror image.
 *
 * <p>The padding is zero after normalisation, that is, the channel's mean. An example is cropped to
 * its own size, at an offset drawn uniformly on every spatial axis.
 *
 * @param padding cells added on every side before the crop, 0 for no crop
 * @param flip whether to mirror left and right (the last axis) with probability 1/2
 */
public record Augmentation(int padding, boolean flip) {
  public Augmentation {
    if (padding < 0) {
      throw new IllegalArgumentException("padding is " + padding + "; give 0 or more cells");
    }
  }

  /** Leaves every example as it is. */
  public static Augmentation none() {
    return new Augmentation(0, false);
  }

  /** The usual one for CIFAR: padding 4 and flip. */
  public static Augmentation standard() {
    return new Augmentation(4, true);
  }

  /**
   * Writes one example, normalised and changed at random.
   *
   * @param shape [C, H, W] or [C, D, H, W]
   * @param table what each byte becomes, by channel
   * @param to where the values go, all zero from {@code at} on
   */
  void write(
      byte[] from,
      int offset,
      List<Integer> shape,
      float[][] table,
      float[] to,
      int at,
      SplittableRandom random) {
    int depth = shape.size() == 4 ? shape.get(1) : 1;
    int height = shape.get(shape.size() - 2);
    int width = shape.get(shape.size() - 1);
    int dz = shape.size() == 4 ? shift(random) : 0;
    int dy = shift(random);
    int dx = shift(random);
    boolean mirrored = flip && random.nextBoolean();
    for (int c = 0; c < shape.get(0); c++) {
      float[] channel = table[c];
      for (int z = Math.max(0, -dz); z < Math.min(depth, depth - dz); z++) {
        for (int y = Math.max(0, -dy); y < Math.min(height, height - dy); y++) {
          int source = offset + ((c * depth + z + dz) * height + y + dy) * width + dx;
          int target = at + ((c * depth + z) * height + y) * width;
          for (int x = Math.max(0, -dx); x < Math.min(width, width - dx); x++) {
            to[target + (mirrored ? width - 1 - x : x)] = channel[from[source + x] & 0xff];
          }
        }
      }
    }
  }

  private int shift(SplittableRandom random) {
    return padding == 0 ? 0 : random.nextInt(2 * padding + 1) - padding;
  }
}
