package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import org.smashnas.arch.OpSite;

/** What the layers of a network are made of, wherever it comes from; {@link Graph} joins them. */
interface Layers {
  /**
   * One layer.
   *
   * @param weight of its {@link LayerShapes}, or of a larger shape that is cut to it
   * @param norm that comes with its activation; null for none
   */
  record Layer(NDArray weight, BatchNorm norm) {}

  /** Whose mean and variance batch norm takes. */
  enum Statistics {
    /** The running ones. */
    RUNNING,
    /** The batch's own, which move the running ones. */
    BATCH,
    /** The same, but scores change nothing; in training, an overflow shows in the running ones. */
    BATCH_ALONE
  }

  /** What the network computes with. */
  Precision precision();

  /** What batch norm goes by. */
  Statistics statistics();

  /** Input to the first block's input. */
  Layer stem();

  /** The op's 1x1 convolution on what it read. */
  Layer pointwise(OpSite site);

  /** The op's convolution {@code i} of four. */
  Layer conv(OpSite site, int i);

  /** Output of block {@code block - 1} to the input of {@code block}. */
  Layer transition(int block);

  /** Output of the last block to logits; of shape (classes, features). */
  Layer output();

  /** What is added to the logits, (classes). */
  NDArray bias();
}
