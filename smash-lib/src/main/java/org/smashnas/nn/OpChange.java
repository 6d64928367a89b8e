package org.smashnas.nn;

import org.smashnas.arch.Op;
import org.smashnas.arch.OpSite;

/**
 * Another op in the place of one.
 *
 * @param site the op as it is, one of its architecture's
 * @param op what it becomes; of banks as large
 */
public record OpChange(OpSite site, Op op) {
  public OpChange {
    if (op.units() % site.home().bankChannels() != 0) {
      throw new IllegalArgumentException(
          "the op becomes one of %d units in a block whose banks have %d channels; give a multiple"
              .formatted(op.units(), site.home().bankChannels()));
    }
  }
}
