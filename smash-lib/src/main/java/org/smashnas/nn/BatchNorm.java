package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

/** Batch norm's scale, shift and running statistics for up to so many channels. */
final class BatchNorm {
  private static final float KEEP = 0.9f;
  private static final float EPS = 1e-5f;

  private final NDArray scale;
  private final NDArray shift;
  private final NDArray mean;
  private final NDArray variance;

  BatchNorm(Parameters parameters, String name, int channels) {
    Shape shape = new Shape(channels);
    scale = parameters.add(name + ".weight", shape, Initializer.constant(shape, 1));
    shift = parameters.add(name + ".bias", shape, Initializer.constant(shape, 0));
    mean = parameters.state(shape, Initializer.constant(shape, 0));
    variance = parameters.state(shape, Initializer.constant(shape, 1));
  }

  /**
   * Normalises x of shape (n, c, h, w); fewer channels than there are take the leading ones.
   *
   * @param batchStatistics true for the batch's own mean and variance, which also move the running
   *     ones; false for the running ones
   */
  NDArray apply(NDArray x, boolean batchStatistics) {
    long channels = x.getShape().get(1);
    return x.getNDArrayInternal()
        .batchNorm(
            x,
            leading(mean, channels),
            leading(variance, channels),
            leading(scale, channels),
            leading(shift, channels),
            -1,
            KEEP,
            EPS,
            batchStatistics)
        .singletonOrThrow();
  }

  private static NDArray leading(NDArray array, long channels) {
    return array.getShape().get(0) == channels
        ? array
        : array.get(new NDIndex().addSliceDim(0, channels));
  }
}
