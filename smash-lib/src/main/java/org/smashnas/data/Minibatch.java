package org.smashnas.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.IntStream;

/**
 * N normalised examples and their labels, on the Java heap until they are asked for as tensors.
 *
 * @param shape [N, C, H, W] or [N, C, D, H, W]
 * @param values in the order of the shape; the batch's own array, not to be written to
 * @param labels one an example; the batch's own array, not to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record Minibatch(List<Integer> shape, float[] values, int[] labels) {
  public Minibatch {
    shape = List.copyOf(shape);
  }

  /** Number of examples, N. */
  public int size() {
    return labels.length;
  }

  /** A new float32 array of this batch's {@link #shape}, which lives as long as {@code manager}. */
  public NDArray inputs(NDManager manager) {
    return manager.create(values, new Shape(shape.stream().mapToLong(i -> i).toArray()));
  }

  /** A new int64 array of shape (N), which lives as long as {@code manager}. */
  public NDArray labels(NDManager manager) {
    return manager.create(IntStream.of(labels).asLongStream().toArray(), new Shape(labels.length));
  }
}
