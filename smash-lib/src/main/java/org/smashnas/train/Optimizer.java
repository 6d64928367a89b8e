package org.smashnas.train;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/** Changes a network's weights by their gradients. */
interface Optimizer {
  /** One update of all weights, after which all gradients are zero again. */
  void step(double learningRate);

  /** Its own arrays, by names that tell the weights that they belong to; written to, they count. */
  Map<String, NDArray> state();

  /** The arrays of {@link #state} were written to from outside. */
  default void restored() {}
}
