package org.smashnas.nn;

import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;

/** Random weights to start from; the same on every machine. */
final class Initializer {
  private Initializer() {}

  /**
   * Orthonormal rows, or columns where there are more rows, of the matrix that a weight tensor is
   * when all its axes but the first are taken together (Saxe et al., 2014; authors' code).
   */
  static double[] orthogonal(Shape shape, SplittableRandom random) {
    int rows = (int) shape.get(0);
    int columns = (int) (shape.size() / rows);
    boolean wide = rows <= columns;
    double[][] vectors = new double[Math.min(rows, columns)][Math.max(rows, columns)];
    for (int i = 0; i < vectors.length; i++) {
      for (int j = 0; j < vectors[i].length; j++) {
        vectors[i][j] = random.nextGaussian();
      }
      // Twice, since a single pass of Gram-Schmidt loses digits.
      for (int pass = 0; pass < 2; pass++) {
        for (int k = 0; k < i; k++) {
          add(vectors[i], vectors[k], -dot(vectors[i], vectors[k]));
        }
        scale(vectors[i], 1 / Math.sqrt(dot(vectors[i], vectors[i])));
      }
    }
    double[] flat = new double[rows * columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        flat[r * columns + c] = wide ? vectors[r][c] : vectors[c][r];
      }
    }
    return flat;
  }

  /** Gaussian values whose variance keeps a ReLU network's signal (He et al., 2015). */
  static double[] he(Shape shape, SplittableRandom random) {
    double deviation = Math.sqrt(2.0 * shape.get(0) / shape.size());
    return gaussian((int) shape.size(), deviation, random);
  }

  static double[] constant(Shape shape, double value) {
    double[] flat = new double[(int) shape.size()];
    java.util.Arrays.fill(flat, value);
    return flat;
  }

  static double[] gaussian(int size, double deviation, SplittableRandom random) {
    double[] flat = new double[size];
    for (int i = 0; i < size; i++) {
      flat[i] = deviation * random.nextGaussian();
    }
    return flat;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void add(double[] a, double[] b, double factor) {
    for (int i = 0; i < a.length; i++) {
      a[i] += factor * b[i];
    }
  }

  private static void scale(double[] a, double factor) {
    for (int i = 0; i < a.length; i++) {
      a[i] *= factor;
    }
  }
}
