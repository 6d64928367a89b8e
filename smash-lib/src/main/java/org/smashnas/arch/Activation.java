package org.smashnas.arch;

/** Activation function of an op's convolutions (paper, Fig. 2a has ReLU; the others are code). */
public enum Activation {
  /** max(0, x). */
  RELU,
  /** Hyperbolic tangent, -1 to 1. */
  TANH,
  /** 1 / (1 + exp(-x)), 0 to 1. */
  SIGMOID
}
