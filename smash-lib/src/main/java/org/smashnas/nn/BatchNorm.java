package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Map;

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
    String scaleName = WeightNames.weight(name);
    scale = parameters.add(scaleName, shape, Initializer.constant(shape, 1));
    shift = parameters.add(WeightNames.bias(name), shape, Initializer.constant(shape, 0));
    String meanName = name + ".running_mean";
    mean = parameters.addState(meanName, shape, Initializer.constant(shape, 0));
    String varianceName = name + ".running_var";
    variance = parameters.addState(varianceName, shape, Initializer.constant(shape, 1));
  }

  /** The leading channels' scale and shift under the names that they have in a layer of its own. */
  void describe(String layer, long channels, Map<String, NDArray> to) {
    to.put(WeightNames.weight(WeightNames.norm(layer)), leading(scale, channels));
    to.put(WeightNames.bias(WeightNames.norm(layer)), leading(shift, channels));
  }

  /**
   * Normalises x of shape (n, c, ...); fewer channels than there are take the leading ones.
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
