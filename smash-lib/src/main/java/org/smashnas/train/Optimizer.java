package org.smashnas.train;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** Changes a network's weights by their gradients. */
interface Optimizer {
  /** One update of all weights, after which all gradients are zero again. */
  void step(double learningRate);

  /** The arrays that a step changes besides the weights. */
  List<NDArray> state();

  /** Updates done, as far as the next one depends on it. */
  int steps();

  /** Makes the next update the one after so many. */
  void goTo(int steps);
}
