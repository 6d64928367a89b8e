package org.smashnas.arch;

/**
 * How an op writes a bank that is filled (paper, appendix D, as future work); an empty one it fills
 * with its piece, whatever the mode.
 */
public enum Write {
  /** bank + piece, as in the paper's own networks. */
  ADD,
  /** The piece: what the bank held is lost to all later ops, and to the block's output. */
  OVERWRITE,
  /** bank x sigmoid(piece): a gate, which lets 0 to 1 of the bank through, as in gated networks. */
  MULTIPLY
}
