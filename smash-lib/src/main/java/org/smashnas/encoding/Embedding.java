package org.smashnas.encoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * The encoding of one architecture: the tensor c of shape (1, C, R, L) (paper, appendix B).
 *
 * <p>Row r of an op's columns is filled if the op has more than r N units; all filled rows are
 * alike.
 *
 * @param channels C
 * @param rows R = N_max / N
 * @param columns L: columns of all ops together
 * @param values C x R x L values, row-major; the embedding keeps the array, so do not change it
 */
@SuppressWarnings("ArrayRecordComponent") // equal by what the array holds
public record Embedding(int channels, int rows, int columns, float[] values) {
  public Embedding {
    if (values.length != channels * rows * columns) {
      throw new IllegalArgumentException(
          "%d values do not fill (1, %d, %d, %d)"
              .formatted(values.length, channels, rows, columns));
    }
  }

  /** One value. */
  public float at(int channel, int row, int column) {
    return values[(channel * rows + row) * columns + column];
  }

  /** A copy of all values, C x R x L, row-major. */
  @Override
  public float[] values() {
    return values.clone();
  }

  /** A copy as an array of shape (1, C, R, L). */
  public NDArray toArray(NDManager manager, DataType type) {
    try (NDArray view = manager.create(values, new Shape(1, channels, rows, columns))) {
      // In native memory, which a recorded operation may keep after this array is closed. (DJL's
      // toType copies nothing when the type is the same, whatever its second argument says.)
      return type == DataType.FLOAT32 ? view.duplicate() : view.toType(type, false);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding e
        && e.channels == channels
        && e.rows == rows
        && Arrays.equals(e.values, values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "embedding of shape (1, " + channels + ", " + rows + ", " + columns + ")";
  }
}
