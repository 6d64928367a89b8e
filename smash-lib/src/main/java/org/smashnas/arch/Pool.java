package org.smashnas.arch;

/**
 * What an op does with what it reads before its 1x1 convolution (paper, appendix D, names pooling
 * as future work): it pools 3x3 cells, 3x3x3 of voxels, and keeps the resolution, which with the
 * 1x1 is Inception's pool projection.
 */
public enum Pool {
  /** Nothing, as in the paper's own networks. */
  NONE,
  /** The mean of those of the 3x3 cells around each that lie inside the map: padding counts not. */
  MEAN,
  /** The largest of them. */
  MAX
}
