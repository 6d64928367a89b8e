package org.smashnas.proxy;

/** Which part of a prediction a rule goes by. */
public enum PredictionPart {
  /** dE/dc alone, as in the paper. */
  CODE,
  /** The graph's share alone. */
  GRAPH,
  /** The sum of both. */
  BOTH;

  /** The predicted change of the loss, nats. */
  public double of(Prediction prediction) {
    return switch (this) {
      case CODE -> prediction.code();
      case GRAPH -> prediction.graph();
      case BOTH -> prediction.sum();
    };
  }

  /** Whether the graph's share is needed, which costs forward passes. */
  boolean needsGraph() {
    return this != CODE;
  }
}
