package org.smashnas.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolingTest {
  private static List<NDArray> pictureAndVoxels(NDManager manager) {
    return List.of(
        Naive.random(manager, DataType.FLOAT32, 1, 2, 3, 4, 6),
        Naive.random(manager, DataType.FLOAT32, 2, 2, 3, 8, 4, 6));
  }

  @Test
  void picturesAndVoxelsAreHalvedAndAveragedAsInPlainLoops() {
    try (NDManager manager = NDManager.newBaseManager()) {
      for (NDArray x : pictureAndVoxels(manager)) {
        int dims = x.getShape().dimension() - 2;
        assertThat(Naive.of(x).halved(dims).distance(TorchScript.call("halve", x)))
            .isLessThan(1e-6);
        assertThat(Naive.of(x).mean().distance(TorchScript.call("mean", x))).isLessThan(1e-6);
      }
    }
  }

  @Test
  void inBfloat16TheyAreHalvedAsInPlainLoopsButForRounding() {
    try (NDManager manager = NDManager.newBaseManager()) {
      for (NDArray x : pictureAndVoxels(manager)) {
        NDArray narrow = Precision.BFLOAT16.enter(x);
        Naive wide = Naive.of(Precision.BFLOAT16.leave(narrow));
        int dims = x.getShape().dimension() - 2;
        // Voxels are rounded twice, by at most half of 2^-7 for means below 2.
        NDArray halved = Precision.BFLOAT16.leave(TorchScript.call("halve", narrow));
        assertThat(wide.halved(dims).distance(halved)).isLessThanOrEqualTo(Math.scalb(1.0, -7));
      }
    }
  }
}
