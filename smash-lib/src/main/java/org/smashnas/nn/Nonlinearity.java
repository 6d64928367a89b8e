package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import org.smashnas.arch.Activation;

/** Activation functions on arrays. */
final class Nonlinearity {
  private Nonlinearity() {}

  static NDArray relu(NDArray x) {
    return x.getNDArrayInternal().relu();
  }

  static NDArray apply(Activation activation, NDArray x) {
    return switch (activation) {
      case RELU -> relu(x);
      case TANH -> x.tanh();
      case SIGMOID -> x.getNDArrayInternal().sigmoid();
    };
  }

  /** tanh(a) x sigmoid(b): b decides how much of a goes through. */
  static NDArray gate(NDArray a, NDArray b) {
    return apply(Activation.TANH, a).mul(apply(Activation.SIGMOID, b));
  }
}
