package org.smashnas.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.encoding.Encoding;

/** The loss's gradient against central differences, in float64. */
class GradientTest {
  private static final double STEP = 1e-6;

  private final SearchSpace space = TestSpaces.tiny();
  private final Architecture architecture = space.sample(3);
  private final SmashNet net =
      new SmashNet(Encoding.oneHot(space), HyperShape.paper(), DataType.FLOAT64, 1);
  private final NDManager manager = NDManager.newBaseManager();
  private final NDArray x = Naive.random(manager, DataType.FLOAT64, 2, 4, 3, 8, 8);
  private final NDArray labels = manager.create(new long[] {0, 1, 2, 1});
  private final NDArray c = net.encoding().encode(architecture).toArray(manager, DataType.FLOAT64);

  @AfterEach
  void close() {
    net.close();
    manager.close();
  }

  private NDArray loss() {
    return Loss.crossEntropy(net.forward(architecture, x, net.generate(c)), labels);
  }

  private double shifted(NDArray w, int i, double by) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      double[] one = new double[(int) w.size()];
      one[i] = by;
      NDArray step = manager.create(one, w.getShape());
      w.addi(step);
      double loss = loss().getDouble();
      w.subi(step);
      return loss;
    }
  }

  /** The elements with the largest derivatives, where a wrong one would show most. */
  private void check(NDArray w) {
    w.setRequiresGradient(true);
    // gradients accumulate from one check to the next
    w.getGradient().muli(0);
    double[] gradient;
    try (GradientCollector g = Engine.getInstance().newGradientCollector()) {
      g.backward(loss());
      gradient = w.getGradient().toDoubleArray();
    }
    List<Integer> largest =
        IntStream.range(0, gradient.length)
            .boxed()
            .sorted((a, b) -> Double.compare(Math.abs(gradient[b]), Math.abs(gradient[a])))
            .limit(5)
            .toList();
    for (int i : largest) {
      double difference = (shifted(w, i, STEP) - shifted(w, i, -STEP)) / (2 * STEP);
      assertThat(Math.abs(gradient[i])).isGreaterThan(1e-6);
      assertThat(Math.abs(gradient[i] - difference) / Math.abs(difference))
          .as("element %d: %s by backpropagation, %s by differences", i, gradient[i], difference)
          .isLessThan(1e-5);
    }
  }

  @Test
  void ofAHyperNetWeightAgreesWithDifferences() {
    check(net.parameters().trained().get("hyper.0.weight"));
    check(net.parameters().trained().get("hyper.25.weight"));
  }

  @Test
  void ofASharedConvolutionAgreesWithDifferences() {
    check(net.parameters().trained().get("blocks.0.conv.0.weight"));
    check(net.parameters().trained().get("stem.weight"));
  }

  @Test
  void ofAnEncodingElementAgreesWithDifferences() {
    check(c);
  }

  @Test
  void ofAResultingNetworkAgreesWithDifferences() {
    try (ResultNet result = new ResultNet(architecture, DataType.FLOAT64, 1)) {
      NDArray w = result.parameters().trained().get("blocks.1.ops.0.pointwise.weight");
      double[] gradient;
      try (GradientCollector g = Engine.getInstance().newGradientCollector()) {
        g.backward(Loss.crossEntropy(result.forward(x, true), labels));
        gradient = w.getGradient().toDoubleArray();
      }
      NDArray step = manager.zeros(new Shape(w.size()), DataType.FLOAT64);
      step.set(new ai.djl.ndarray.index.NDIndex(0), STEP);
      NDArray shift = step.reshape(w.getShape());
      w.addi(shift);
      double up = Loss.crossEntropy(result.forward(x, true), labels).getDouble();
      w.subi(shift).subi(shift);
      double down = Loss.crossEntropy(result.forward(x, true), labels).getDouble();
      double difference = (up - down) / (2 * STEP);
      assertThat(Math.abs(gradient[0] - difference) / Math.abs(difference)).isLessThan(1e-5);
    }
  }
}
