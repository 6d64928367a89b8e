package org.smashnas.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.TestSpaces;

class ZeroCostTest {
  private final NDManager manager = NDManager.newBaseManager();
  private final NDArray labels = manager.create(new long[] {0, 1, 2, 1});

  @AfterEach
  void close() {
    manager.close();
  }

  static List<Architecture> architectures() {
    return List.of(TestSpaces.tiny().sample(3), TestSpaces.voxels().sample(3));
  }

  private NDArray input(Architecture a) {
    return a.space().dims() == 2
        ? Naive.random(manager, DataType.FLOAT32, 2, 4, 3, 8, 8)
        : Naive.random(manager, DataType.FLOAT32, 2, 4, 1, 8, 8, 8);
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void synflowIsTheSumOverFiltersOfThePathsThroughThem(Architecture a) {
    try (ResultNet net = new ResultNet(a, Precision.FLOAT64, 5)) {
      Map<String, Naive> filters =
          net.parameters().trained().entrySet().stream()
              .filter(e -> !e.getKey().contains(".norm."))
              .collect(Collectors.toMap(Map.Entry::getKey, e -> Naive.of(e.getValue().abs())));
      // with positive weights R sums products over paths, each of which has a filter once or not at
      // all: those that have it are what its removal takes away, and w dR/dw of it
      double all = paths(a, filters);
      double expected = 0;
      for (String name : filters.keySet()) {
        Map<String, Naive> without = new HashMap<>(filters);
        without.put(name, filters.get(name).map(v -> 0));
        expected += name.endsWith(".bias") ? 0 : all - paths(a, without);
      }
      assertThat(expected).isGreaterThan(all);
      assertThat(ZeroCost.synflow(a, 5)).isCloseTo(Math.log(expected), within(3e-4));
    }
  }

  private double paths(Architecture a, Map<String, Naive> filters) {
    NDArray ones = manager.ones(input(a).getShape(), DataType.FLOAT64).get("0:1");
    return Arrays.stream(new NaiveNet(a, filters).forward(Naive.of(ones)).v()).sum();
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void gradNormAddsUpTheSlopesOfTheSteepestDirections(Architecture a) {
    NDArray x = input(a).toType(DataType.FLOAT64, true);
    try (ResultNet net = new ResultNet(a, Precision.FLOAT64, 5)) {
      try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
        gradients.backward(Loss.crossEntropy(net.forward(x, true), labels));
      }
      DoubleSupplier loss = () -> Loss.crossEntropy(net.forward(x, true), labels).getDouble();
      double expected = 0;
      for (Map.Entry<String, NDArray> e : net.parameters().trained().entrySet()) {
        if (!e.getKey().contains(".norm.") && !e.getKey().endsWith(".bias")) {
          double[] direction = e.getValue().getGradient().toDoubleArray();
          double length = Math.sqrt(Arrays.stream(direction).map(v -> v * v).sum());
          // a direction that were not the gradient's would have a lesser slope than its length
          expected +=
              slope(e.getValue(), Arrays.stream(direction).map(v -> v / length).toArray(), loss);
        }
      }
      assertThat(ZeroCost.gradNorm(a, input(a), labels, 5))
          .isCloseTo(expected, within(1e-4 * expected));
    }
  }

  /** A function's derivative along a direction, by central differences. */
  private static double slope(NDArray w, double[] direction, DoubleSupplier function) {
    GradientMode.off();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      double size = 1e-6;
      NDArray step = w.getManager().create(direction, w.getShape()).mul(size);
      w.addi(step);
      double up = function.getAsDouble();
      w.subi(step).subi(step);
      double down = function.getAsDouble();
      w.addi(step);
      return (up - down) / (2 * size);
    }
  }

  @Test
  void jacobCovIsTheScoreOfDifferences() {
    Architecture a = TestSpaces.tiny().withResolution(4).sample(3);
    NDArray x = Naive.random(manager, DataType.FLOAT32, 2, 3, 3, 4, 4);
    NDArray moved = x.toType(DataType.FLOAT64, true);
    try (ResultNet net = new ResultNet(a, Precision.FLOAT64, 5)) {
      double[][] rows = new double[3][48];
      for (int i = 0; i < 3 * 48; i++) {
        double[] one = new double[3 * 48];
        one[i] = 1;
        rows[i / 48][i % 48] = slope(moved, one, () -> net.forward(moved, true).sum().getDouble());
      }
      assertThat(ZeroCost.jacobCov(a, x, 5)).isCloseTo(ZeroCost.spread(rows), within(1e-3));
    }
  }

  @Test
  void theSpreadOfGradientsIsThatOfTheirCorrelations() {
    // correlation 1 / 2 of two: eigenvalues 1 / 2 and 3 / 2
    double[][] two = {{1, -1, 0}, {1, 0, -1}};
    double k = 1e-5;
    double expected = -Math.log(0.5 + k) - 1 / (0.5 + k) - Math.log(1.5 + k) - 1 / (1.5 + k);
    assertThat(ZeroCost.spread(two)).isCloseTo(expected, within(1e-9));
    // none: eigenvalues 1, the best that there is
    double[][] apart = {{1, -1, 0, 0}, {0, 0, 2, -2}};
    assertThat(ZeroCost.spread(apart)).isCloseTo(-2, within(1e-4)).isGreaterThan(expected);
    // equal but for scale and shift: eigenvalues 0 and 2
    double[][] equal = {{1, 2, 3}, {4, 6, 8}};
    double worst = -Math.log(k) - 1 / k - Math.log(2 + k) - 1 / (2 + k);
    assertThat(ZeroCost.spread(equal)).isCloseTo(worst, within(1e-2));
    assertThat(ZeroCost.spread(new double[][] {{1, 2, 3}, {7, 7, 7}})).isNaN();
    assertThat(ZeroCost.spread(new double[][] {{1, 2, 3}, {1, Double.NaN, 2}})).isNaN();
    assertThat(ZeroCost.spread(new double[][] {{1, 2, 3}, {1, Double.POSITIVE_INFINITY, 2}}))
        .isNaN();
  }

  @Test
  void theSeedAloneDecides() {
    Architecture a = TestSpaces.tiny().sample(3);
    NDArray x = input(a);
    assertThat(ZeroCost.synflow(a, 5))
        .isEqualTo(ZeroCost.synflow(a, 5))
        .isNotEqualTo(ZeroCost.synflow(a, 6));
    assertThat(ZeroCost.jacobCov(a, x, 5))
        .isEqualTo(ZeroCost.jacobCov(a, x, 5))
        .isNotEqualTo(ZeroCost.jacobCov(a, x, 6));
    assertThat(ZeroCost.gradNorm(a, x, labels, 5))
        .isEqualTo(ZeroCost.gradNorm(a, x, labels, 5))
        .isNotEqualTo(ZeroCost.gradNorm(a, x, labels, 6));
  }

  @Test
  void noArraysStayAndTheInputsAreAsTheyWere() {
    Architecture a = TestSpaces.tiny().sample(3);
    NDArray x = input(a);
    int before = arrays();
    ZeroCost.synflow(a, 5);
    ZeroCost.jacobCov(a, x, 5);
    ZeroCost.gradNorm(a, x, labels, 5);
    assertThat(arrays()).isEqualTo(before);
    assertThat(x.hasGradient()).isFalse();
  }

  private int arrays() {
    return manager.getManagedArrays().size() + manager.getParentManager().getManagedArrays().size();
  }

  @Test
  void inputsOfAnotherSpaceAreRefused() {
    Architecture a = TestSpaces.tiny().sample(3);
    NDArray small = manager.zeros(new Shape(4, 3, 4, 4));
    assertThatThrownBy(() -> ZeroCost.gradNorm(a, small, labels, 1))
        .hasMessageContaining("shape (4, 3, 4, 4)")
        .hasMessageContaining("take (4, 3, 8, 8)");
    NDArray one = manager.zeros(new Shape(1, 3, 8, 8));
    assertThatThrownBy(() -> ZeroCost.jacobCov(a, one, 1))
        .hasMessageContaining("take (2, 3, 8, 8)");
  }
}
