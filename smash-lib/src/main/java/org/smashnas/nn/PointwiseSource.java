package org.smashnas.nn;

import java.util.Locale;

/**
 * Where the 1x1 weights of a SMASH network's ops come from: the paper's HyperNet, or a control that
 * is trained in its place. All go through the same normalisation.
 *
 * <p>In a control an op takes its leading rows, as many as its 1x1 outputs, of one learned matrix
 * of its block, B N_max rows by the block's width; which columns it takes makes the difference.
 */
public enum PointwiseSource {
  /** A HyperNet writes them from the architecture's code (paper, section 3.2). */
  HYPERNET,
  /**
   * Plain weight sharing, as one-shot search has it (Bender et al., 2018; in slices, Yu et al.,
   * 2019): leading columns, as many as the op reads channels, whatever it reads.
   */
  SHARED,
  /**
   * A table by block and bank: a column belongs to a channel of the block's banks, and an op takes
   * those of the banks that it reads.
   */
  BANK_TABLE;

  /**
   * Refuses what has no meaning where no code is read.
   *
   * @param what needs one, beginning a sentence, for example "the weights of a given code"
   * @throws UnsupportedOperationException unless this is {@link #HYPERNET}
   */
  public void requireHyperNet(String what) {
    if (this != HYPERNET) {
      throw new UnsupportedOperationException(
          ("%s: only a HyperNet reads codes, and the 1x1 weights come from %s;"
                  + " use a network that is trained with withPointwise(PointwiseSource.HYPERNET)")
              .formatted(what, this));
    }
  }

  /** As tables call it, in lower_snake_case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
