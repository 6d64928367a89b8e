package org.smashnas.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionTest {
  /** n = 1 takes the way of the HyperNet's small pictures, n = 2 the common one. */
  @ParameterizedTest
  @CsvSource({
    "1, 3, 3, 1, 1, 1",
    "2, 3, 3, 1, 1, 1",
    "1, 3, 5, 2, 1, 1",
    "2, 3, 5, 2, 1, 1",
    "2, 5, 3, 1, 4, 2",
    "1, 5, 3, 1, 4, 2",
    "2, 7, 7, 1, 1, 4",
    "2, 3, 3, 3, 2, 1",
    "1, 3, 5, 4, 1, 2",
    "2, 7, 3, 2, 1, 1",
    "1, 1, 1, 1, 1, 1",
    "2, 1, 1, 1, 1, 1"
  })
  void equalsAConvolutionInPlainLoops(int n, int kh, int kw, int dh, int dw, int groups) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = Naive.random(manager, DataType.FLOAT32, 1, n, 8, 6, 7);
      NDArray w = Naive.random(manager, DataType.FLOAT32, 2, 4, 8 / groups, kh, kw);
      NDArray y = Convolution.apply(x, w, List.of(dh, dw), groups);
      Naive expected = Naive.of(x).conv(Naive.of(w), List.of(dh, dw), groups);
      assertThat(expected.distance(y)).isLessThan(1e-4);
    }
  }

  /** The output is linear in x and in w, so that each gradient gives it for any other x or w. */
  @ParameterizedTest
  @CsvSource({"6, 3, 3, 1", "6, 3, 4, 2", "6, 5, 2, 4", "5, 3, 4, 1", "8, 3, 3, 1"})
  void gradientsAreThoseOfALinearMapWhereRowsAreTakenApart(
      int rows, int kh, int dilation, int groups) {
    GradientMode.off();
    List<Integer> dilations = List.of(dilation, 2);
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = Naive.random(manager, DataType.FLOAT64, 1, 2, 8, rows, 7);
      NDArray w = Naive.random(manager, DataType.FLOAT64, 2, 4, 8 / groups, kh, 3);
      NDArray r = Naive.random(manager, DataType.FLOAT64, 3, 2, 4, rows, 7);
      NDArray otherX = Naive.random(manager, DataType.FLOAT64, 4, 2, 8, rows, 7);
      NDArray otherW = Naive.random(manager, DataType.FLOAT64, 5, 4, 8 / groups, kh, 3);
      x.setRequiresGradient(true);
      w.setRequiresGradient(true);
      try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
        gradients.backward(Convolution.apply(x, w, dilations, groups).mul(r).sum());
      }
      double byX = x.getGradient().mul(otherX).sum().getDouble();
      double byW = w.getGradient().mul(otherW).sum().getDouble();
      assertThat(byX).isCloseTo(loops(otherX, w, r, dilations, groups), within(1e-9));
      assertThat(byW).isCloseTo(loops(x, otherW, r, dilations, groups), within(1e-9));
    }
  }

  private static double loops(
      NDArray x, NDArray w, NDArray r, List<Integer> dilations, int groups) {
    double[] y = Naive.of(x).conv(Naive.of(w), dilations, groups).v();
    double[] factors = r.toDoubleArray();
    return IntStream.range(0, y.length).mapToDouble(i -> y[i] * factors[i]).sum();
  }

  @ParameterizedTest
  @CsvSource({"1", "3"})
  void aPointwiseConvolutionIsAProductOfMatrices(int n) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = Naive.random(manager, DataType.FLOAT32, 1, n, 5, 3, 2);
      NDArray w = Naive.random(manager, DataType.FLOAT32, 2, 4, 5);
      NDArray expected = w.matMul(x.reshape(n, 5, 6)).reshape(n, 4, 3, 2);
      NDArray y = Convolution.apply(x, w.reshape(4, 5, 1, 1), List.of(1, 1), 1);
      assertThat(Naive.of(expected).distance(y)).isLessThan(1e-5);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1, 1, 1", "2, 1, 1, 1, 1", "2, 1, 2, 3, 2", "1, 3, 1, 2, 4", "2, 2, 2, 2, 8"})
  void overVoxelsEqualsOneInPlainLoops(int n, int dd, int dh, int dw, int groups) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = Naive.random(manager, DataType.FLOAT32, 1, n, 8, 5, 6, 7);
      NDArray w = Naive.random(manager, DataType.FLOAT32, 2, 16, 8 / groups, 3, 3, 3);
      NDArray y = Convolution.apply(x, w, List.of(dd, dh, dw), groups);
      Naive expected = Naive.of(x).conv(Naive.of(w), List.of(dd, dh, dw), groups);
      assertThat(expected.distance(y)).isLessThan(1e-4);
    }
  }

  @Test
  void aPointwiseOneOverVoxelsIsAProductOfMatrices() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = Naive.random(manager, DataType.FLOAT32, 1, 2, 5, 2, 3, 4);
      NDArray w = Naive.random(manager, DataType.FLOAT32, 2, 4, 5);
      NDArray expected = w.matMul(x.reshape(2, 5, 24)).reshape(2, 4, 2, 3, 4);
      NDArray y = Convolution.apply(x, w.reshape(4, 5, 1, 1, 1), List.of(1, 1, 1), 1);
      assertThat(Naive.of(expected).distance(y)).isLessThan(1e-5);
    }
  }
}
