package org.smashnas.proxy;

/**
 * The first-order change of the loss by changing an architecture, in nats; negative is better.
 *
 * @param code by other weights for the same graph: dE/dc times the change of the code (paper,
 *     section 4.2)
 * @param graph by another graph with the same weights
 */
public record Prediction(double code, double graph) {
  /** Both together. */
  public double sum() {
    return code + graph;
  }
}
