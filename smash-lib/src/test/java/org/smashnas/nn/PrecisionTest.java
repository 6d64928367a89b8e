package org.smashnas.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecisionTest {
  /** A significand of 8 bits is off by 2^-9 at most, and errors of a sum mostly cancel. */
  private static final double ROUNDING = 0.01;

  /** Elsewhere libtorch takes other, far slower kernels, and nobody would choose this. */
  private static void assumeThatTheProcessorHasBfloat16() {
    assumeTrue(Precision.choose(null) == Precision.BFLOAT16, "no instructions for bfloat16 here");
  }

  /**
   * The gradient of the sum of squares of a convolution's output by its weights, and the output.
   */
  private static List<float[]> outputAndGradient(
      Precision precision, NDArray x, NDArray weights, List<Integer> dilation, int groups) {
    GradientMode.off();
    NDArray w = weights.duplicate();
    w.setRequiresGradient(true);
    try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
      NDArray y = precision.leave(Convolution.apply(precision.enter(x), w, dilation, groups));
      gradients.backward(y.square().sum());
      return List.of(y.toFloatArray(), w.getGradient().toFloatArray());
    }
  }

  private static double distance(float[] a, float[] b) {
    double difference = 0;
    double size = 0;
    for (int i = 0; i < a.length; i++) {
      difference += Math.pow(a[i] - b[i], 2);
      size += Math.pow(b[i], 2);
    }
    return Math.sqrt(difference / size);
  }

  /** With the dilations and channels, among others, at which oneDNN's own gradients are wrong. */
  @ParameterizedTest
  @CsvSource({
    "32, 16, 16, 3, 3, 1, 1, 1",
    "32, 24, 24, 3, 3, 2, 2, 1",
    "32, 24, 16, 5, 3, 2, 1, 1",
    "32, 16, 16, 5, 3, 2, 1, 8",
    "32, 32, 32, 3, 5, 4, 1, 4",
    "32, 48, 48, 3, 3, 3, 4, 8",
    "32, 24, 24, 3, 3, 4, 4, 8",
    "8, 16, 16, 3, 3, 2, 2, 8",
    "8, 48, 48, 5, 5, 2, 2, 4",
    "5, 16, 16, 3, 3, 4, 1, 1"
  })
  void bfloat16ConvolutionsAgreeWithFloat32UpToRounding(
      int side, int in, int out, int kh, int kw, int dh, int dw, int groups) {
    assumeThatTheProcessorHasBfloat16();
    try (NDManager manager = NDManager.newBaseManager()) {
      manager.getEngine().setRandomSeed(1);
      NDArray x = manager.randomNormal(new Shape(2, in, side, side));
      NDArray w = manager.randomNormal(new Shape(out, in / groups, kh, kw));
      List<Integer> dilation = List.of(dh, dw);
      List<float[]> exact = outputAndGradient(Precision.FLOAT32, x, w, dilation, groups);
      List<float[]> coarse = outputAndGradient(Precision.BFLOAT16, x, w, dilation, groups);
      assertThat(distance(coarse.get(0), exact.get(0))).isBetween(1e-5, ROUNDING);
      assertThat(distance(coarse.get(1), exact.get(1))).isBetween(1e-5, ROUNDING);
    }
  }

  /** On grids lower than the kernel, not dilated, oneDNN's own gradients are wrong. */
  @ParameterizedTest
  @CsvSource({
    "1, 32, 8, 8, 3, 2, 1, 2",
    "8, 2, 16, 16, 3, 1, 1, 1",
    "8, 2, 16, 16, 3, 1, 2, 1",
    "8, 2, 16, 8, 3, 1, 3, 1",
    "8, 2, 24, 32, 3, 1, 1, 8",
    "8, 2, 16, 16, 3, 2, 1, 1",
    "8, 4, 16, 16, 3, 1, 1, 1",
    "8, 3, 16, 16, 5, 1, 1, 1",
    "8, 4, 16, 16, 5, 1, 1, 2",
    "8, 4, 24, 32, 5, 1, 2, 1",
    "8, 5, 16, 16, 5, 1, 1, 1"
  })
  void bfloat16OfVoxelsAgreesWithFloat32UpToRounding(
      int n, int side, int in, int out, int depth, int dh, int dw, int groups) {
    assumeThatTheProcessorHasBfloat16();
    try (NDManager manager = NDManager.newBaseManager()) {
      manager.getEngine().setRandomSeed(1);
      NDArray x = manager.randomNormal(new Shape(n, in, side, side, side));
      NDArray w = manager.randomNormal(new Shape(out, in / groups, depth, 3, 3));
      List<Integer> dilation = List.of(1, dh, dw);
      List<float[]> exact = outputAndGradient(Precision.FLOAT32, x, w, dilation, groups);
      spoilFreedMemory(manager);
      List<float[]> coarse = outputAndGradient(Precision.BFLOAT16, x, w, dilation, groups);
      assertThat(distance(coarse.get(0), exact.get(0))).isBetween(1e-5, ROUNDING);
      assertThat(distance(coarse.get(1), exact.get(1))).isBetween(1e-5, ROUNDING);
    }
  }

  /** What reads memory that nothing has written to shall find NaN there. */
  private static void spoilFreedMemory(NDManager manager) {
    for (long size = 1 << 8; size <= 1 << 20; size *= 4) {
      try (NDManager some = manager.newSubManager()) {
        for (int i = 0; i < 6; i++) {
          some.full(new Shape(size), Float.NaN);
        }
      }
    }
  }

  @Test
  void processorsAreAskedForBothKindsOfInstructions() {
    assertThat(Precision.hasBfloat16("flags\t\t: fpu avx512f avx512_bf16 sse")).isTrue();
    assertThat(Precision.hasBfloat16("flags\t\t: fpu amx_bf16")).isTrue();
    assertThat(Precision.hasBfloat16("flags\t\t: fpu avx2\nmodel name: avx512_bf16")).isFalse();
    assertThat(Precision.hasBfloat16("")).isFalse();
  }

  @Test
  void theEnvironmentDecidesIfItNamesAPrecision() {
    assertThat(Precision.choose("float32")).isEqualTo(Precision.FLOAT32);
    assertThat(Precision.choose("bfloat16")).isEqualTo(Precision.BFLOAT16);
    assertThatThrownBy(() -> Precision.choose("half"))
        .hasMessageContaining("\"half\"")
        .hasMessageContaining("float32 or bfloat16");
  }
}
