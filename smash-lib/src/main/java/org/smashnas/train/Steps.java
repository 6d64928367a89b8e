package org.smashnas.train;

import java.util.function.ObjIntConsumer;
import org.smashnas.data.Batches;
import org.smashnas.data.Minibatch;

/** So many steps of training, in passes over the data where they are more than one. */
public final class Steps {
  private Steps() {}

  /**
   * Takes minibatches in a new order each pass.
   *
   * @param seed of order and augmentation
   * @param step gets each minibatch with the steps done before it
   */
  public static void run(Batches training, int steps, long seed, ObjIntConsumer<Minibatch> step) {
    int done = 0;
    for (int pass = 0; done < steps; pass++) {
      for (Minibatch batch : training.shuffled(Seeds.of(seed, "pass " + pass))) {
        if (done == steps) {
          return;
        }
        step.accept(batch, done++);
      }
    }
  }
}
