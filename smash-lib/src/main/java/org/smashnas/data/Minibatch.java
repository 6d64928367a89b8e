package org.smashnas.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** N normalised examples and their labels, on the Java heap until they are asked for as tensors. */
public final class Minibatch {
  private final List<Integer> shape;
  private final float[] values;
  private final int[] labels;

  /** Takes over both arrays: {@code values} has N x C x H x W elements, {@code labels} N. */
  Minibatch(List<Integer> shape, float[] values, int[] labels) {
    this.shape = List.copyOf(shape);
    this.values = values;
    this.labels = labels;
  }

  /** Number of examples, N. */
  public int size() {
    return labels.length;
  }

  /** [N, C, H, W] or [N, C, D, H, W]. */
  public List<Integer> shape() {
    return shape;
  }

  /** The values in the order of {@link #shape}; the batch's own array, not to be written to. */
  public float[] values() {
    return values;
  }

  /** The labels; the batch's own array, not to be written to. */
  public int[] labels() {
    return labels;
  }

  /** A new float32 array of this batch's {@link #shape}, which lives as long as {@code manager}. */
  public NDArray inputs(NDManager manager) {
    return manager.create(values, new Shape(shape.stream().mapToLong(i -> i).toArray()));
  }

  /** A new int64 array of shape (N), which lives as long as {@code manager}. */
  public NDArray labels(NDManager manager) {
    long[] wide = new long[labels.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = labels[i];
    }
    return manager.create(wide, new Shape(wide.length));
  }
}
