package org.smashnas.inside;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import org.smashnas.arch.Architecture;
import org.smashnas.data.Minibatch;
import org.smashnas.nn.GradientMode;
import org.smashnas.nn.Loss;
import org.smashnas.nn.SmashNet;

/** Plain gradient descent. */
final class Steps {
  private Steps() {}

  static void against(SmashNet net, Architecture a, Minibatch batch, double rate) {
    GradientMode.off();
    try (NDManager manager = NDManager.newBaseManager();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
        NDArray logits = net.forward(a, batch.inputs(manager));
        gradients.backward(Loss.crossEntropy(logits, batch.labels(manager)));
      }
      net.parameters().trained().values().forEach(w -> w.subi(w.getGradient().mul(rate)));
    }
  }
}
