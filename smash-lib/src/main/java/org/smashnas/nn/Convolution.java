package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The one place through which every convolution goes; stride 1, the resolution is kept. */
public final class Convolution {
  /** Up to this many input values, libtorch hands a batch of one to NNPACK. */
  private static final long NNPACK_LIMIT = 20480;

  private Convolution() {}

  /**
   * A convolution without bias.
   *
   * @param x input, (n, in, h, w), or (n, in, d, h, w) for voxels
   * @param w weights, (out, in / groups, kh, kw), or (out, in / groups, kd, kh, kw); odd sizes
   * @param dilation dilation an axis
   * @param groups channel groups
   * @return (n, out, h, w), or (n, out, d, h, w)
   */
  public static NDArray apply(NDArray x, NDArray w, List<Integer> dilation, int groups) {
    Shape kernel = w.getShape().slice(2);
    boolean picture = dilation.size() == 2;
    if (picture && groups == 1 && x.getShape().get(0) == 1 && x.size() <= NNPACK_LIMIT) {
      return asVolume(x, w, dilation);
    }
    long[] padding = new long[dilation.size()];
    long[] stride = new long[dilation.size()];
    long[] spread = new long[dilation.size()];
    for (int i = 0; i < padding.length; i++) {
      padding[i] = dilation.get(i) * (kernel.get(i) / 2);
      stride[i] = 1;
      spread[i] = dilation.get(i);
    }
    return x.getNDArrayInternal()
        .convolution(x, w, null, new Shape(stride), new Shape(padding), new Shape(spread), groups)
        .singletonOrThrow();
  }

  /** A 1x1 convolution: {@code w} has shape (out, in). */
  public static NDArray pointwise(NDArray x, NDArray w) {
    int axes = x.getShape().dimension() - 2;
    return apply(x, w.reshape(pointwiseShape(w, axes)), Collections.nCopies(axes, 1), 1);
  }

  /** The shape (out, in, 1, ...) of a matrix (out, in) as a convolution over so many axes. */
  static Shape pointwiseShape(NDArray w, int axes) {
    long[] shape = new long[2 + axes];
    Arrays.fill(shape, 1);
    shape[0] = w.getShape().get(0);
    shape[1] = w.getShape().get(1);
    return new Shape(shape);
  }

  /**
   * One small picture, as the HyperNet has it, by way of a volume of depth one: NNPACK, which
   * libtorch would ask for a picture, writes a warning a call to the process's error stream on
   * processors that it does not know.
   */
  private static NDArray asVolume(NDArray x, NDArray w, List<Integer> dilation) {
    List<Integer> deep = new ArrayList<>(dilation);
    deep.add(0, 1);
    return apply(x.expandDims(2), w.expandDims(2), deep, 1).squeeze(2);
  }
}
