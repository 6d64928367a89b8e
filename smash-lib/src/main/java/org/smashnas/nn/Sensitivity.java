package org.smashnas.nn;

import java.util.List;

/**
 * How the loss of one architecture answers to small changes of it, on one minibatch.
 *
 * @param loss mean cross entropy, nats
 * @param code its derivative with respect to the code c, which reaches the loss through the
 *     generated weights alone: C x R x L values, row-major (paper, section 4.2)
 * @param changes for each change of an op that was asked for, the derivative with respect to the
 *     share m at which what the op adds to the banks is mixed with what the changed op would add,
 *     (1 - m) old + m new, at m = 0: the first-order change of the loss, the generated weights held
 *     still
 */
@SuppressWarnings("ArrayRecordComponent") // a measurement, never compared
public record Sensitivity(double loss, double[] code, List<Double> changes) {
  public Sensitivity {
    changes = List.copyOf(changes);
  }
}
