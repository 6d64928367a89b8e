package org.smashnas.train;

/** Changes a network's weights by their gradients. */
interface Optimizer {
  /** One update of all weights, after which all gradients are zero again. */
  void step(double learningRate);
}
