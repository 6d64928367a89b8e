package org.smashnas.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.List;
import org.smashnas.data.Minibatch;
import org.smashnas.nn.GradientMode;
import org.smashnas.nn.Gradients;
import org.smashnas.nn.Loss;
import org.smashnas.nn.Parameters;
import org.smashnas.nn.Updates;

/**
 * What is around a training step: all arrays made between its making and its close are recorded for
 * the backward pass, and freed at the close.
 *
 * <p>One that is closed before its update leaves nothing: batch norm moves its running statistics
 * in the forward pass, before the loss is known, so they are put back, and gradients are cleared.
 */
final class GradientStep implements AutoCloseable {
  /**
   * The most that a step takes, in nats: a network that says of the right class that it is less
   * likely than e^-1000 computes nothing any more.
   */
  static final double MOST_LOSS = 1000;

  private final Trainer trainer;
  private final Parameters parameters;
  private final Minibatch batch;
  private final double learningRate;
  private final String what;
  private final NDManager manager;
  private final NDScope scope;
  private Gradients recording;
  private boolean done;

  /**
   * Begins a step.
   *
   * @param what names the network in an error
   */
  GradientStep(Trainer trainer, Minibatch batch, double learningRate, String what) {
    this.trainer = trainer;
    parameters = trainer.parameters();
    this.batch = batch;
    this.learningRate = learningRate;
    this.what = what;
    parameters.requireOpen();
    GradientMode.off();
    trainer.statistics().take();
    recording = Gradients.record();
    manager = NDManager.newBaseManager();
    scope = new NDScope();
    scope.suppressNotUsedWarning();
  }

  /** The examples, (n, channels, h, w), or (n, channels, d, h, w) for voxels. */
  NDArray inputs() {
    return batch.inputs(manager);
  }

  /**
   * The gradients of the mean cross entropy, at which recording ends.
   *
   * @param logits (n, classes), or those of k networks, one below the other, (k n, classes)
   * @return the loss, in nats
   * @throws TrainingException if it is no number or above {@link #MOST_LOSS}
   */
  double backward(NDArray logits) {
    NDArray labels = batch.labels(manager).tile(logits.size(0) / batch.size()); // (k n)
    NDArray mean = Loss.crossEntropy(logits, labels);
    double loss = mean.getFloat();
    if (!(loss <= MOST_LOSS)) {
      throw refused("the loss of " + what + " is " + loss);
    }
    recording.backward(mean);
    endRecording();
    return loss;
  }

  /**
   * Changes the weights by their gradients, which are zero after it.
   *
   * @throws TrainingException if a gradient or running statistic is no finite number
   */
  void update() {
    List<NDArray> changed = new ArrayList<>(gradients());
    changed.addAll(parameters.states().values());
    if (!Updates.finite(changed)) {
      throw refused("a gradient or running statistic of " + what + " is no finite number");
    }
    trainer.optimizer().step(learningRate);
    done = true;
  }

  private TrainingException refused(String found) {
    return new TrainingException(
        found
            + " at step size "
            + learningRate
            + "; lower learningRate, or check the data for values that are no numbers");
  }

  private List<NDArray> gradients() {
    return parameters.trained().values().stream().map(NDArray::getGradient).toList();
  }

  private void endRecording() {
    if (recording != null) {
      recording.close();
      recording = null;
    }
  }

  @Override
  public void close() {
    try (manager;
        scope) {
      endRecording();
    } finally {
      if (!done) {
        undo();
      }
    }
  }

  private void undo() {
    trainer.statistics().restore();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Updates.clear(gradients());
    }
  }
}
