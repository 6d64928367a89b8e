package org.smashnas.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import org.junit.jupiter.api.Test;

class PoolingTest {
  @Test
  void picturesAndVoxelsAreHalvedAndAveragedAsInPlainLoops() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray picture = Naive.random(manager, DataType.FLOAT32, 1, 2, 3, 4, 6);
      NDArray voxels = Naive.random(manager, DataType.FLOAT32, 2, 2, 3, 8, 4, 6);
      for (NDArray x : new NDArray[] {picture, voxels}) {
        int dims = x.getShape().dimension() - 2;
        assertThat(Naive.of(x).halved(dims).distance(Pooling.halve(x))).isLessThan(1e-6);
        assertThat(Naive.of(x).mean().distance(Pooling.global(x))).isLessThan(1e-6);
      }
    }
  }
}
