package org.smashnas.nn;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The numbers that a network computes with. Its weights, their gradients and moments, the HyperNet
 * and the sums of normalisation are never coarser than float32.
 */
public enum Precision {
  /** For gradient checks. */
  FLOAT64(DataType.FLOAT64, 7),
  /** 24 bits of significand, on every processor. */
  FLOAT32(DataType.FLOAT32, 6),
  /**
   * Feature maps and convolutions with 8 bits of significand: about twice as fast where the
   * processor has instructions for it, and far slower where it has not.
   */
  BFLOAT16(DataType.FLOAT32, 15);

  private final DataType weights;
  private final long code;

  Precision(DataType weights, long code) {
    this.weights = weights;
    this.code = code;
  }

  /** Type of the weights: float32, or float64 for gradient checks. */
  public DataType weights() {
    return weights;
  }

  /** libtorch's number for the type of feature maps. */
  long code() {
    return code;
  }

  /**
   * What is fastest here and trains as well: bfloat16 where the processor has AVX512_BF16 or AMX,
   * or where there is a GPU, and float32 elsewhere. The environment variable SMASH_PRECISION takes
   * its place if it is set, to "float32" or "bfloat16".
   */
  public static Precision fastest() {
    return Fastest.VALUE;
  }

  /** Asked once, since a run must not change its numbers midway. */
  private static final class Fastest {
    static final Precision VALUE = choose(System.getenv("SMASH_PRECISION"));
  }

  static Precision choose(String wanted) {
    if (wanted == null || wanted.isBlank()) {
      return Engine.getInstance().defaultDevice().equals(Device.cpu()) && !hasBfloat16(cpuInfo())
          ? FLOAT32
          : BFLOAT16;
    }
    return Stream.of(FLOAT32, BFLOAT16)
        .filter(p -> p.name().equalsIgnoreCase(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "SMASH_PRECISION is \""
                        + wanted
                        + "\"; it is float32 or bfloat16, or not set"));
  }

  /** Whether Linux's description of the processor names instructions for bfloat16. */
  static boolean hasBfloat16(String cpuInfo) {
    return cpuInfo
        .lines()
        .filter(line -> line.startsWith("flags"))
        .anyMatch(line -> Arrays.stream(line.split("\\s+", -1)).anyMatch(Precision::isBfloat16));
  }

  private static boolean isBfloat16(String flag) {
    return flag.equals("avx512_bf16") || flag.equals("amx_bf16");
  }

  private static String cpuInfo() {
    try {
      return Files.readString(Path.of("/proc/cpuinfo"));
    } catch (IOException e) {
      // Another system than Linux: float32 is right everywhere.
      return "";
    }
  }

  /**
   * Inputs as the layers want them: in these numbers, and with the channels last in memory, which
   * convolutions keep.
   */
  public NDArray enter(NDArray x) {
    return TorchScript.call("enter", x, TorchScript.constants(List.of(code)));
  }

  /** What layers gave, in the numbers of the weights. */
  NDArray leave(NDArray x) {
    return this == BFLOAT16
        ? TorchScript.call("leave", x, TorchScript.constants(List.of(FLOAT32.code)))
        : x;
  }
}
