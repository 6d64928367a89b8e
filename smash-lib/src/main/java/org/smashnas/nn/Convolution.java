package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** The one place through which every convolution goes; stride 1, the resolution is kept. */
public final class Convolution {
  /** Up to this many input values, libtorch hands a batch of one to NNPACK. */
  private static final long NNPACK_LIMIT = 20480;

  private Convolution() {}

  /**
   * A convolution without bias.
   *
   * @param x input, (n, in, h, w)
   * @param w weights, (out, in / groups, kh, kw), odd kernel sizes
   * @param dilation dilation an axis
   * @param groups channel groups
   * @return (n, out, h, w)
   */
  public static NDArray apply(NDArray x, NDArray w, List<Integer> dilation, int groups) {
    Shape kernel = w.getShape().slice(2);
    if (groups == 1 && x.getShape().get(0) == 1 && x.size() <= NNPACK_LIMIT) {
      return ofOne(x, w, dilation);
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
        .convolution(
            x, w, null, new Shape(stride), new Shape(padding), new Shape(spread), groups)
        .singletonOrThrow();
  }

  /** A 1x1 convolution: {@code w} has shape (out, in). */
  public static NDArray pointwise(NDArray x, NDArray w) {
    long[] shape = new long[x.getShape().dimension()];
    java.util.Arrays.fill(shape, 1);
    shape[0] = w.getShape().get(0);
    shape[1] = w.getShape().get(1);
    List<Integer> ones = java.util.Collections.nCopies(shape.length - 2, 1);
    return apply(x, w.reshape(new Shape(shape)), ones, 1);
  }

  /**
   * One small picture, as the HyperNet has it, by a product of matrices: NNPACK, which libtorch
   * would ask, writes a warning a call to the process's error stream on processors that it does not
   * know.
   */
  private static NDArray ofOne(NDArray x, NDArray w, List<Integer> dilation) {
    Shape in = x.getShape();
    long out = w.getShape().get(0);
    long height = in.get(2);
    long width = in.get(3);
    long kh = w.getShape().get(2);
    long kw = w.getShape().get(3);
    long ph = dilation.get(0) * (kh / 2);
    long pw = dilation.get(1) * (kw / 2);
    NDArray padded = ph + pw > 0 ? x.pad(new Shape(pw, pw, ph, ph), 0) : x;
    NDList shifted = new NDList();
    for (long i = 0; i < kh; i++) {
      for (long j = 0; j < kw; j++) {
        long top = i * dilation.get(0);
        long left = j * dilation.get(1);
        shifted.add(
            padded.get(
                new NDIndex()
                    .addAllDim(2)
                    .addSliceDim(top, top + height)
                    .addSliceDim(left, left + width)));
      }
    }
    // (kh kw, in, h w) against weights with the same order of their columns
    NDArray columns = NDArrays.concat(shifted, 1).reshape(kh * kw * in.get(1), height * width);
    NDArray rows = w.transpose(0, 2, 3, 1).reshape(out, kh * kw * in.get(1));
    return rows.matMul(columns).reshape(1, out, height, width);
  }
}
