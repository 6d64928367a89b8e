package org.smashnas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.junit.jupiter.api.Test;
import org.smashnas.nn.Parameters;

/** Both optimisers on the loss w^2 / 2, whose gradient is w, against their formulas in doubles. */
class OptimizerTest {
  private static final double RATE = 0.1;

  private static NDArray half(NDArray like) {
    return like.getManager().full(new Shape(), 0.5f, DataType.FLOAT64);
  }

  private static void step(NDArray w, Optimizer optimizer, double rate) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      try (GradientCollector g = Engine.getInstance().newGradientCollector()) {
        g.backward(w.square().sum().mul(half(w)));
      }
      optimizer.step(rate);
    }
  }

  @Test
  void nesterovFollowsItsFormula() {
    try (Parameters parameters = new Parameters(DataType.FLOAT64)) {
      NDArray w = parameters.add("w", new Shape(1), new double[] {2});
      Nesterov nesterov = new Nesterov(parameters, 0.9, 0.01);
      double expected = 2;
      double velocity = 0;
      for (int i = 0; i < 5; i++) {
        double gradient = expected + 0.01 * expected;
        velocity = 0.9 * velocity + gradient;
        expected -= RATE * (gradient + 0.9 * velocity);
        step(w, nesterov, RATE);
        assertThat(w.getDouble(0)).isCloseTo(expected, within(1e-12));
      }
    }
  }

  @Test
  void adamFollowsItsFormulaAndDecaysOnlyWhatItShould() {
    SmashConfig config = SmashConfig.paper();
    try (Parameters parameters = new Parameters(DataType.FLOAT64)) {
      NDArray decayed = parameters.add("w", new Shape(1), new double[] {2});
      NDArray free = parameters.add("hyper.w", new Shape(1), new double[] {2});
      Adam adam = new Adam(parameters, config, name -> !name.startsWith("hyper."));
      AdamByHand withDecay = new AdamByHand(config.weightDecay());
      AdamByHand without = new AdamByHand(0);
      for (int i = 0; i < 5; i++) {
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          try (GradientCollector g = Engine.getInstance().newGradientCollector()) {
            g.backward(decayed.square().sum().add(free.square().sum()).mul(half(decayed)));
          }
          adam.step(RATE);
        }
        // DJL passes the rates as floats
        assertThat(decayed.getDouble(0)).isCloseTo(withDecay.step(), within(1e-5));
        assertThat(free.getDouble(0)).isCloseTo(without.step(), within(1e-5));
      }
      assertThat(decayed.getDouble(0)).isNotEqualTo(free.getDouble(0));
    }
  }

  private static final class AdamByHand {
    private final double decay;
    private double w = 2;
    private double mean;
    private double square;
    private int steps;

    AdamByHand(double decay) {
      this.decay = decay;
    }

    double step() {
      steps++;
      double g = w + decay * w;
      mean = 0.5 * mean + 0.5 * g;
      square = 0.999 * square + 0.001 * g * g;
      double corrected = mean / (1 - Math.pow(0.5, steps));
      double scale = Math.sqrt(1 - Math.pow(0.999, steps));
      w -= RATE * corrected * scale / (Math.sqrt(square) + 1e-4);
      return w;
    }
  }

  @Test
  void gradientsAreClearedAfterAStep() {
    try (Parameters parameters = new Parameters(DataType.FLOAT64)) {
      NDArray w = parameters.add("w", new Shape(1), new double[] {2});
      step(w, new Nesterov(parameters, 0.9, 0), RATE);
      assertThat(w.getGradient().getDouble(0)).isZero();
      step(w, new Adam(parameters, SmashConfig.paper(), name -> true), RATE);
      assertThat(w.getGradient().getDouble(0)).isZero();
    }
  }

  @Test
  void schedulesFallAsThePaperSays() {
    assertThat(Schedule.COSINE.factor(0)).isEqualTo(1);
    assertThat(Schedule.COSINE.factor(0.5)).isCloseTo(0.5, within(1e-12));
    assertThat(Schedule.COSINE.factor(1)).isZero();
    assertThat(Schedule.WARMUP.factor(0)).isZero();
    assertThat(Schedule.WARMUP.factor(0.025)).isCloseTo(0.5, within(1e-12));
    assertThat(Schedule.WARMUP.factor(0.05)).isEqualTo(1);
    assertThat(Schedule.WARMUP.factor(0.525)).isCloseTo(0.5, within(1e-12));
    assertThat(Schedule.WARMUP.factor(1)).isZero();
    assertThat(Schedule.HOLD.factor(0.49)).isEqualTo(1);
    assertThat(Schedule.HOLD.factor(0.75)).isCloseTo(0.5, within(1e-12));
    assertThat(Schedule.HOLD.factor(1)).isZero();
    assertThat(Schedule.STEPS.factor(0.49)).isEqualTo(1);
    assertThat(Schedule.STEPS.factor(0.5)).isEqualTo(0.1);
    assertThat(Schedule.STEPS.factor(0.75)).isEqualTo(0.01);
  }
}
