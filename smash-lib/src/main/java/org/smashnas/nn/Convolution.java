package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.stream.Stream;

/** One convolution by itself, as a network's are: {@code convolve} in {@code kernels.py}. */
public final class Convolution {
  private Convolution() {}

  /**
   * A convolution without bias, stride 1, that keeps the resolution.
   *
   * @param x input, (n, in, h, w), or (n, in, d, h, w) for voxels
   * @param w weights, (out, in / groups, kh, kw), or (out, in / groups, kd, kh, kw); odd sizes;
   *     they are cast to the type of the input
   * @param dilation dilation an axis
   * @param groups channel groups
   * @return (n, out, h, w), or (n, out, d, h, w)
   */
  public static NDArray apply(NDArray x, NDArray w, List<Integer> dilation, int groups) {
    List<Long> spec =
        Stream.concat(Stream.of(groups), dilation.stream()).map(Integer::longValue).toList();
    return TorchScript.call("convolve_alone", x, List.of(w), TorchScript.constants(spec));
  }
}
