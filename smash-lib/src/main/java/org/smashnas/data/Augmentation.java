package org.smashnas.data;

import java.io.Serializable;

/**
 * Random changes to training examples: a turn, a crop of the padded example, then a mirror image.
 *
 * <p>A picture is padded with zeros after normalisation, that is, the channel's mean; a voxel grid
 * with empty cells (byte 0). An example is cropped to its own size, at an offset drawn uniformly on
 * every spatial axis, so that it is shifted by up to {@code padding} cells either way.
 *
 * @param padding cells added on every side before the crop, 0 for no crop
 * @param flip whether to mirror left and right (the last axis) with probability 1/2
 * @param rotations into how many equal steps a full turn about the vertical axis (height, the last
 *     but one) is divided, at least 1; an example is turned by a number of steps drawn uniformly.
 *     Only voxel grids as deep as they are wide can be turned.
 */
public record Augmentation(int padding, boolean flip, int rotations) implements Serializable {
  public Augmentation {
    if (padding < 0) {
      throw new IllegalArgumentException("padding is " + padding + "; give 0 or more cells");
    }
    if (rotations < 1) {
      throw new IllegalArgumentException("rotations is " + rotations + "; give 1 (none) or more");
    }
  }

  /** A crop and a mirror image, without a turn. */
  public Augmentation(int padding, boolean flip) {
    this(padding, flip, 1);
  }

  /** Leaves every example as it is. */
  public static Augmentation none() {
    return new Augmentation(0, false);
  }

  /** The usual one for CIFAR: padding 4 and flip. */
  public static Augmentation standard() {
    return new Augmentation(4, true);
  }

  /** The paper's for ModelNet10: 12 rotations, shifts of up to 2 cells, and flip. */
  public static Augmentation voxels() {
    return new Augmentation(2, true, 12);
  }

  /** The same with another number of rotations; the paper uses 12 or 24. */
  public Augmentation withRotations(int value) {
    return new Augmentation(padding, flip, value);
  }
}
