package org.smashnas.arch;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One of an op's four convolutions (paper, Fig. 2a).
 *
 * <p>An inactive convolution computes nothing, so its sizes are always kernel 3, dilation 1, one
 * group: two architectures that differ in nothing that matters are equal.
 *
 * @param active whether the op uses it
 * @param kernel odd kernel sizes, one an axis: height, width (depth first for voxels)
 * @param dilation dilation an axis, 1 for none
 * @param groups number of channel groups, at least 1
 */
public record Conv(boolean active, List<Integer> kernel, List<Integer> dilation, int groups) {
  public Conv {
    if (kernel.size() != dilation.size() || kernel.isEmpty() || kernel.size() > 3) {
      throw new IllegalArgumentException(
          "kernel " + kernel + " and dilation " + dilation + " need one number an axis each");
    }
    if (active) {
      kernel = List.copyOf(kernel);
      dilation = List.copyOf(dilation);
    } else {
      dilation = dilation.stream().map(d -> 1).toList();
      kernel = kernel.stream().map(k -> 3).toList();
      groups = 1;
    }
    for (int i = 0; i < kernel.size(); i++) {
      if (kernel.get(i) < 1 || kernel.get(i) % 2 == 0) {
        throw new IllegalArgumentException("kernel is " + kernel + "; sizes are odd: 1, 3, 5, 7");
      }
      if (dilation.get(i) < 1) {
        throw new IllegalArgumentException("dilation is " + dilation + "; the least is 1");
      }
    }
    if (groups < 1) {
      throw new IllegalArgumentException("groups is " + groups + "; the least is 1");
    }
  }

  /** A convolution that computes nothing, over this many axes. */
  public static Conv inactive(int dims) {
    List<Integer> ones = IntStream.range(0, dims).mapToObj(i -> 1).toList();
    return new Conv(false, ones, ones, 1);
  }

  /** Padding an axis that keeps the resolution: half the extent, rounded down. */
  public List<Integer> padding() {
    return IntStream.range(0, kernel.size())
        .mapToObj(i -> dilation.get(i) * (kernel.get(i) / 2))
        .toList();
  }

  /** Cells that the kernel spans an axis, dilation included: (k - 1) d + 1. */
  public int extent(int axis) {
    return (kernel.get(axis) - 1) * dilation.get(axis) + 1;
  }

  /** Weights an input-output channel pair: the product of the kernel sizes. */
  public int taps() {
    return kernel.stream().reduce(1, (a, b) -> a * b);
  }

  /**
   * The same convolution over another number of axes. For voxels all kernels have size 3 (paper,
   * appendix C), and depth has the dilation of width, as both lie level where height stands; for
   * pictures depth is dropped.
   */
  Conv over(int dims) {
    if (dims == kernel.size()) {
      return this;
    }
    List<Integer> level = dilation.subList(dilation.size() - 2, dilation.size());
    return dims == 2
        ? new Conv(active, kernel.subList(1, 3), level, groups)
        : new Conv(
            active, List.of(3, 3, 3), List.of(level.get(1), level.get(0), level.get(1)), groups);
  }
}
