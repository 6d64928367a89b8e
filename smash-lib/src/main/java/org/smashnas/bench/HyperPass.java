package org.smashnas.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;
import org.smashnas.encoding.Embedding;
import org.smashnas.encoding.Encoding;
import org.smashnas.nn.GradientMode;
import org.smashnas.nn.Gradients;
import org.smashnas.nn.HyperNet;
import org.smashnas.nn.HyperShape;
import org.smashnas.nn.Precision;
import org.smashnas.nn.SmashNet;

/** The HyperNet alone: all weights of an architecture, forward and backward. */
final class HyperPass implements Workload {
  private final SmashNet net;

  HyperPass(SearchSpace space, Precision precision) {
    net = new SmashNet(Encoding.oneHot(space), HyperShape.paper(), precision, 0);
  }

  /** Operations of the HyperNet's forward pass: each of its weights at each cell of c. */
  static double forward(SmashNet net, Architecture a) {
    Embedding code = net.encoding().encode(a);
    long weights =
        net.parameters().trained().entrySet().stream()
            .filter(e -> e.getKey().startsWith(HyperNet.PREFIX))
            .mapToLong(e -> e.getValue().size())
            .sum();
    return 2.0 * weights * code.rows() * code.columns();
  }

  @Override
  public String name() {
    return "hypernet";
  }

  @Override
  public void run(Architecture architecture) {
    GradientMode.off();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      try (Gradients gradients = Gradients.record()) {
        NDArray w = net.generate(architecture);
        gradients.backward(w.sum());
      }
    }
    Finish.of(net.parameters());
  }

  @Override
  public double operations(Architecture a) {
    return 3 * forward(net, a);
  }

  @Override
  public void close() {
    net.close();
  }
}
