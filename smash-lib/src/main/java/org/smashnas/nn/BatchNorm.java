package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;

/** Batch norm's scale, shift and running statistics for up to so many channels. */
final class BatchNorm {
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
    to.put(
        WeightNames.weight(WeightNames.norm(layer)), TorchScript.cut(scale, new Shape(channels)));
    to.put(WeightNames.bias(WeightNames.norm(layer)), TorchScript.cut(shift, new Shape(channels)));
  }

  /** Scale, shift, running mean and running variance. */
  List<NDArray> arrays() {
    return List.of(scale, shift, mean, variance);
  }
}
