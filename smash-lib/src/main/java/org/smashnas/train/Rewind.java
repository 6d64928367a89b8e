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
  private final Trainer trainer;
  private Copies copies;
  private Drawn drawn;

  Rewind(Trainer trainer) {
    this.trainer = trainer;
  }

  /** Whether there is a time to go back to. */
  boolean ready() {
    return copies != null;
  }

  /** Now is the time to go back to. */
  void take() {
    if (copies == null) {
      Parameters parameters = trainer.parameters();
      List<NDArray> all = new ArrayList<>(parameters.trained().values());
      all.addAll(parameters.states().values());
      all.addAll(trainer.optimizer().state().values());
      copies = new Copies(parameters, all);
    }
    copies.take();
    drawn = trainer.drawn();
  }

  /** Goes back. */
  void back() {
    copies.restore();
    trainer.optimizer().restored();
    trainer.continueOn(drawn);
  }
}
