package org.smashnas.arch;

/**
 * An op at its place in an architecture, and the part of the generated weights that is its own
 * (paper, appendix B).
 *
 * @param space the architecture's space
 * @param block index of the block, from 0
 * @param index index of the op in its block, from 0
 * @param home the block itself
 * @param op the op itself
 * @param column the first column of the encoding that the op owns
 */
public record OpSite(SearchSpace space, int block, int index, Block home, Op op, int column) {
  /** Channels read. */
  public int readChannels() {
    return home.readChannels(op);
  }

  /** Columns of the encoding that the op owns: channels read / (N D). */
  public int columns() {
    return readChannels() / space.columnChannels();
  }

  /** Rows of the encoding that are filled: units / N. */
  public int rows() {
    return op.units() / space.bankUnit();
  }

  /** First input channel of the op in the matrix of all generated weights. */
  public int firstChannel() {
    return column * space.columnChannels();
  }
}
