package org.smashnas;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
  @Test
  void environmentNamesEngineDeviceAndVersions() {
    Environment here = Smash.environment();
    assertThat(here.engine()).startsWith("PyTorch 2.7.1, DJL 0.36");
    // The tests' build sets one thread.
    assertThat(here.threads()).isEqualTo(1);
    assertThat(here.toString().lines())
        .anyMatch(
            line ->
                line.equals(
                    "device   "
                        + here.device()
                        + ", computing in "
                        + here.precision().name().toLowerCase(java.util.Locale.ROOT)))
        .noneMatch(String::isBlank);
  }

  @Test
  void gpuThatOnlyTheDriverSeesIsWarnedOf() {
    assertThat(Environment.warning(true, 0)).contains("GPU that is not used", "GPU.md");
    assertThat(Environment.warning(true, 1)).isEmpty();
    assertThat(Environment.warning(false, 0)).isEmpty();
  }

  @Test
  void memoryCountsArraysAndTheirBytesWhereverTheyHang() {
    try (NDManager manager = NDManager.newBaseManager();
        NDManager below = manager.newSubManager()) {
      Memory before = Smash.memory();
      manager.zeros(new Shape(3, 5), DataType.FLOAT32);
      below.zeros(new Shape(7), DataType.FLOAT64);
      Memory after = Smash.memory();
      assertThat(after.arrays() - before.arrays()).isEqualTo(2);
      assertThat(after.arrayBytes() - before.arrayBytes()).isEqualTo(3 * 5 * 4 + 7 * 8);
    }
  }

  @Test
  void memoryReadsAsOneLine() {
    assertThat(new Memory(1214, 31_200_000, 45_000_000, 1_500_000_000))
        .hasToString("1,214 native arrays, 31.2 MB; Java heap 45.0 MB; process 1.5 GB");
    assertThat(new Memory(0, 0, 45_000_000, -1)).asString().endsWith("Java heap 45.0 MB");
  }
}
