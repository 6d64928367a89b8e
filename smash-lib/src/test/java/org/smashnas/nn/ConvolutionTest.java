package org.smashnas.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;
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

  @ParameterizedTest
  @CsvSource({"1", "3"})
  void aPointwiseConvolutionIsAProductOfMatrices(int n) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = Naive.random(manager, DataType.FLOAT32, 1, n, 5, 3, 2);
      NDArray w = Naive.random(manager, DataType.FLOAT32, 2, 4, 5);
      NDArray expected = w.matMul(x.reshape(n, 5, 6)).reshape(n, 4, 3, 2);
      assertThat(Naive.of(expected).distance(Convolution.pointwise(x, w))).isLessThan(1e-5);
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
      assertThat(Naive.of(expected).distance(Convolution.pointwise(x, w))).isLessThan(1e-5);
    }
  }
}
