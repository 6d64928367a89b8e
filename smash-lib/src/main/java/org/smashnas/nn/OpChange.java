package org.smashnas.nn;

import org.smashnas.arch.Architecture;
import org.smashnas.arch.Op;
import org.smashnas.arch.OpSite;

/**
 * Another op in the place of one.
 *
 * @param site the op as it is, one of its architecture's
 * @param op what it becomes; of banks as large
 * @param changed the architecture that has the changed op at this place, whose code then gives the
 *     op's 1x1 weights; null to keep those that the op has now
 */
public record OpChange(OpSite site, Op op, Architecture changed) {
  public OpChange {
    if (op.units() % site.home().bankChannels() != 0) {
      throw new IllegalArgumentException(
          "the op becomes one of %d units in a block whose banks have %d channels; give a multiple"
              .formatted(op.units(), site.home().bankChannels()));
    }
  }

  /** A change that keeps the generated weights. */
  public OpChange(OpSite site, Op op) {
    this(site, op, null);
  }
}
