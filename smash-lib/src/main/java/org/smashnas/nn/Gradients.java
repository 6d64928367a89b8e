package org.smashnas.nn;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Records a forward pass on this thread, from its making to its close, for the gradients of what
 * came of it.
 *
 * <p>The engine records for one thread at a time, so a second one waits until the first is through
 * with its step: trainings in several threads take turns.
 */
public final class Gradients implements AutoCloseable {
  private static final ReentrantLock TURN = new ReentrantLock();

  private final GradientCollector collector;

  private Gradients(GradientCollector collector) {
    this.collector = collector;
  }

  /**
   * Waits for this thread's turn and begins to record.
   *
   * @throws IllegalStateException if this thread records already
   */
  public static Gradients record() {
    TURN.lock();
    try {
      if (TURN.getHoldCount() > 1) {
        throw new IllegalStateException(
            "a gradient is asked for within another one's recording; ask for it before or after");
      }
      return new Gradients(Engine.getInstance().newGradientCollector());
    } catch (RuntimeException e) {
      TURN.unlock();
      throw e;
    }
  }

  /** Adds the gradients of a single value to those of all arrays that want one. */
  public void backward(NDArray value) {
    collector.backward(value);
  }

  @Override
  public void close() {
    try {
      collector.close();
    } finally {
      TURN.unlock();
    }
  }
}
