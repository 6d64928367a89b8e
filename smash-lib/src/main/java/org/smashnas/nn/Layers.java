package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import org.smashnas.arch.OpSite;

/** The weighted layers of a network, whatever their weights come from; {@link Graph} joins them. */
interface Layers {
  /** Input (n, in, h, w) to the first block's input (n, c, h, w). */
  NDArray stem(NDArray x);

  /** The op's 1x1 convolution on what it read, with norm and activation where there are any. */
  NDArray pointwise(OpSite site, NDArray read);

  /** The op's convolution {@code i} of four, activation included. */
  NDArray conv(OpSite site, int i, NDArray x);

  /**
   * Output of block {@code block - 1} to the input of {@code block}, at half the resolution. The
   * paper convolves and then halves; to halve first gives the same, since both are linear and a 1x1
   * convolution mixes no cells, with a quarter of the operations, on voxels an eighth.
   */
  NDArray transition(int block, NDArray x);

  /** Output of the last block to logits (n, classes). */
  NDArray output(NDArray x);
}
