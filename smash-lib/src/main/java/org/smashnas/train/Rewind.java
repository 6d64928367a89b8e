package org.smashnas.train;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.smashnas.nn.Copies;
import org.smashnas.nn.Parameters;

/**
 * A network and its optimiser as they were at one time, to go back to: a step size that is too
 * large shows in the loss only after it has spoilt the weights.
 */
final class Rewind {
  private final Parameters parameters;
  private final Optimizer optimizer;
  private Copies copies;
  private int steps;

  Rewind(Parameters parameters, Optimizer optimizer) {
    this.parameters = parameters;
    this.optimizer = optimizer;
  }

  /** Whether there is a time to go back to. */
  boolean ready() {
    return copies != null;
  }

  /** Now is the time to go back to. */
  void take() {
    if (copies == null) {
      List<NDArray> all = new ArrayList<>(parameters.trained().values());
      all.addAll(parameters.states().values());
      all.addAll(optimizer.state());
      copies = new Copies(parameters, all);
    }
    copies.take();
    steps = optimizer.steps();
  }

  /** Goes back. */
  void back() {
    copies.restore();
    optimizer.goTo(steps);
  }
}
