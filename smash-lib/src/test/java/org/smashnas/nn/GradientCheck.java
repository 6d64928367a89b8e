package org.smashnas.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Backpropagation's gradient against central differences. */
final class GradientCheck {
  private static final double STEP = 1e-6;

  private final Supplier<NDArray> loss;

  GradientCheck(Supplier<NDArray> loss) {
    this.loss = loss;
  }

  /** The elements with the largest derivatives, where a wrong one would show most. */
  void check(String name, NDArray w) {
    w.setRequiresGradient(true);
    // gradients accumulate from one check to the next
    w.getGradient().muli(0);
    double[] gradient;
    try (GradientCollector g = Engine.getInstance().newGradientCollector()) {
      g.backward(loss.get());
      gradient = w.getGradient().toDoubleArray();
    }
    List<Integer> largest =
        IntStream.range(0, gradient.length)
            .boxed()
            .sorted((a, b) -> Double.compare(Math.abs(gradient[b]), Math.abs(gradient[a])))
            .limit(3)
            .toList();
    for (int i : largest) {
      double difference = (shifted(w, i, STEP) - shifted(w, i, -STEP)) / (2 * STEP);
      assertThat(Math.abs(gradient[i])).as(name).isGreaterThan(1e-6);
      assertThat(Math.abs(gradient[i] - difference) / Math.abs(difference))
          .as("%s, %d: %s by backpropagation, %s by differences", name, i, gradient[i], difference)
          .isLessThan(1e-5);
    }
  }

  private double shifted(NDArray w, int i, double by) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      double[] one = new double[(int) w.size()];
      one[i] = by;
      NDArray step = w.getManager().create(one, w.getShape());
      w.addi(step);
      double value = loss.get().getDouble();
      w.subi(step);
      return value;
    }
  }
}
