package org.smashnas.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smashnas.arch.Pool;

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

  private static NDArray pooled(NDArray x, Pool pool) {
    try (NDArray spec =
        TorchScript.numbers(List.of(pool == Pool.NONE ? 0L : pool == Pool.MEAN ? 1 : 2))) {
      return TorchScript.call("pooled_alone", x, spec);
    }
  }

  @Test
  void aMeanOfOnesIsOneAtBordersToo() {
    try (NDManager manager = NDManager.newBaseManager()) {
      for (Shape shape : List.of(new Shape(1, 2, 3, 5), new Shape(1, 2, 1, 3, 5))) {
        NDArray ones = manager.ones(shape);
        assertThat(pooled(ones, Pool.MEAN)).isEqualTo(ones);
        assertThat(pooled(ones.neg(), Pool.MAX)).isEqualTo(ones.neg());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsArePooledAsInPlainLoopsAndInBfloat16ButForRounding(Pool pool) {
    try (NDManager manager = NDManager.newBaseManager()) {
      for (NDArray x : pictureAndVoxels(manager)) {
        int dims = x.getShape().dimension() - 2;
        assertThat(Naive.of(x).pooled(pool, dims).distance(pooled(x, pool))).isLessThan(1e-6);
        NDArray narrow = Precision.BFLOAT16.enter(x);
        Naive wide = Naive.of(Precision.BFLOAT16.leave(narrow));
        NDArray low = pooled(narrow, pool);
        assertThat(low.getDataType()).isEqualTo(narrow.getDataType());
        // Voxels' means are rounded twice; what is largest was rounded before.
        assertThat(wide.pooled(pool, dims).distance(Precision.BFLOAT16.leave(low)))
            .isLessThanOrEqualTo(pool == Pool.MEAN ? Math.scalb(1.0, -7) : 0);
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
