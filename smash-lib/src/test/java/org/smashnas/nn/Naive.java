package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.smashnas.arch.Pool;

/**
 * Networks' pieces written out in plain loops over (n, c, d, h, w), as an independent
 * implementation to compare with; a picture is one deep.
 *
 * @param v values in row-major order
 * @param size n, c, d, h and w; a filter's are out, in and its kernel sizes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by distance, never by equality
record Naive(double[] v, List<Integer> size) {
  static Naive of(NDArray array) {
    double[] flat = array.toType(DataType.FLOAT64, true).toDoubleArray();
    List<Integer> shape = new ArrayList<>();
    Arrays.stream(array.getShape().getShape()).forEach(s -> shape.add((int) s));
    if (shape.size() == 1) {
      shape.add(0, 1);
    }
    while (shape.size() < 5) {
      // matrices are filters of one cell, pictures are one deep
      shape.add(2, 1);
    }
    return new Naive(flat, shape);
  }

  int channels() {
    return size.get(1);
  }

  double at(int n, int c, int z, int y, int x) {
    return v[(((n * size.get(1) + c) * size.get(2) + z) * size.get(3) + y) * size.get(4) + x];
  }

  private interface Cell {
    double at(int n, int c, int z, int y, int x);
  }

  private static Naive make(List<Integer> size, Cell cell) {
    double[] out = new double[size.stream().reduce(1, (a, b) -> a * b)];
    int i = 0;
    for (int n = 0; n < size.get(0); n++) {
      for (int c = 0; c < size.get(1); c++) {
        for (int z = 0; z < size.get(2); z++) {
          for (int y = 0; y < size.get(3); y++) {
            for (int x = 0; x < size.get(4); x++) {
              out[i++] = cell.at(n, c, z, y, x);
            }
          }
        }
      }
    }
    return new Naive(out, size);
  }

  private Naive make(int channels, Cell cell) {
    return make(List.of(size.get(0), channels, size.get(2), size.get(3), size.get(4)), cell);
  }

  Naive map(DoubleUnaryOperator f) {
    return new Naive(Arrays.stream(v).map(f).toArray(), size);
  }

  Naive relu() {
    return map(value -> Math.max(0, value));
  }

  Naive add(Naive other) {
    return make(channels(), (n, c, z, y, x) -> at(n, c, z, y, x) + other.at(n, c, z, y, x));
  }

  Naive times(Naive other) {
    return make(channels(), (n, c, z, y, x) -> at(n, c, z, y, x) * other.at(n, c, z, y, x));
  }

  Naive concat(Naive other) {
    int own = channels();
    return make(
        own + other.channels(),
        (n, c, z, y, x) -> c < own ? at(n, c, z, y, x) : other.at(n, c - own, z, y, x));
  }

  /** The channels from one to before another. */
  Naive part(int from, int to) {
    return make(to - from, (n, c, z, y, x) -> at(n, from + c, z, y, x));
  }

  /** This filter divided by its Euclidean norm. */
  Naive normalised() {
    double norm = Math.sqrt(Arrays.stream(v).map(value -> value * value).sum());
    return map(value -> value / norm);
  }

  /** The leading outputs and inputs, and the middle of the kernel. */
  Naive sliced(int outputs, int inputs, List<Integer> kernel) {
    List<Integer> k = deep(kernel);
    int[] from = IntStream.range(0, 3).map(i -> (size.get(2 + i) - k.get(i)) / 2).toArray();
    return make(
        List.of(outputs, inputs, k.get(0), k.get(1), k.get(2)),
        (o, i, z, y, x) -> at(o, i, from[0] + z, from[1] + y, from[2] + x));
  }

  /** Three numbers, the first 1 for a picture. */
  private static List<Integer> deep(List<Integer> axes) {
    List<Integer> all = new ArrayList<>(Collections.nCopies(3 - axes.size(), 1));
    all.addAll(axes);
    return all;
  }

  /** A convolution that keeps the resolution, tap by tap. */
  Naive conv(Naive w, List<Integer> dilation, int groups) {
    List<Integer> spread = deep(dilation);
    int perGroup = channels() / groups;
    int outPerGroup = w.size.get(0) / groups;
    return make(
        w.size.get(0),
        (n, o, z, y, x) -> {
          double sum = 0;
          for (int i = 0; i < perGroup; i++) {
            int c = o / outPerGroup * perGroup + i;
            for (int kz = 0; kz < w.size.get(2); kz++) {
              for (int ky = 0; ky < w.size.get(3); ky++) {
                for (int kx = 0; kx < w.size.get(4); kx++) {
                  int zz = z + (kz - w.size.get(2) / 2) * spread.get(0);
                  int yy = y + (ky - w.size.get(3) / 2) * spread.get(1);
                  int xx = x + (kx - w.size.get(4) / 2) * spread.get(2);
                  if (inside(zz, 2) && inside(yy, 3) && inside(xx, 4)) {
                    sum += w.at(o, i, kz, ky, kx) * at(n, c, zz, yy, xx);
                  }
                }
              }
            }
          }
          return sum;
        });
  }

  private boolean inside(int cell, int axis) {
    return cell >= 0 && cell < size.get(axis);
  }

  /** Scaled and shifted by these values a channel, of shape (1, c). */
  Naive affine(Naive scale, Naive shift) {
    return make(channels(), (n, c, z, y, x) -> scale.v[c] * at(n, c, z, y, x) + shift.v[c]);
  }

  /** Each channel by the mean and variance that it has here. */
  Naive standardised() {
    int plane = v.length / size.get(0) / channels();
    double[] mean = new double[channels()];
    double[] square = new double[channels()];
    for (int i = 0; i < v.length; i++) {
      mean[i / plane % channels()] += v[i] / (plane * size.get(0));
    }
    for (int i = 0; i < v.length; i++) {
      double off = v[i] - mean[i / plane % channels()];
      square[i / plane % channels()] += off * off / (plane * size.get(0));
    }
    return make(
        channels(), (n, c, z, y, x) -> (at(n, c, z, y, x) - mean[c]) / Math.sqrt(square[c] + 1e-5));
  }

  /** Means of two cells an axis, over so many axes. */
  Naive halved(int dims) {
    int deep = dims == 3 ? 2 : 1;
    List<Integer> half =
        List.of(size.get(0), channels(), size.get(2) / deep, size.get(3) / 2, size.get(4) / 2);
    return make(
        half,
        (n, c, z, y, x) -> {
          double sum = 0;
          for (int i = 0; i < 4 * deep; i++) {
            sum += at(n, c, deep * z + i / 4, 2 * y + i / 2 % 2, 2 * x + i % 2);
          }
          return sum / (4 * deep);
        });
  }

  /** Means or largest of the cells at most one away along each of so many axes, inside the map. */
  Naive pooled(Pool pool, int dims) {
    if (pool == Pool.NONE) {
      return this;
    }
    int deep = dims == 3 ? 1 : 0;
    return make(
        channels(),
        (n, c, z, y, x) -> {
          DoubleSummaryStatistics near = new DoubleSummaryStatistics();
          for (int zz = z - deep; zz <= z + deep; zz++) {
            for (int yy = y - 1; yy <= y + 1; yy++) {
              for (int xx = x - 1; xx <= x + 1; xx++) {
                if (inside(zz, 2) && inside(yy, 3) && inside(xx, 4)) {
                  near.accept(at(n, c, zz, yy, xx));
                }
              }
            }
          }
          return pool == Pool.MEAN ? near.getAverage() : near.getMax();
        });
  }

  /** Each channel's mean over all cells. */
  Naive mean() {
    int cells = v.length / size.get(0) / channels();
    return make(
        List.of(size.get(0), channels(), 1, 1, 1),
        (n, c, z, y, x) -> {
          int from = (n * channels() + c) * cells;
          return Arrays.stream(v, from, from + cells).sum() / cells;
        });
  }

  /** The largest difference to an array of the same shape. */
  double distance(NDArray array) {
    return distance(of(array));
  }

  /** The largest difference to values of the same shape. */
  double distance(Naive other) {
    if (!size.equals(other.size)) {
      throw new IllegalArgumentException("shapes differ: " + size + " and " + other.size);
    }
    return IntStream.range(0, v.length)
        .mapToDouble(i -> Math.abs(v[i] - other.v[i]))
        .max()
        .orElse(0);
  }

  /** Gaussian values that depend on nothing but the seed. */
  static NDArray random(NDManager manager, DataType type, long seed, long... shape) {
    Shape size = new Shape(shape);
    double[] values =
        Initializer.gaussian((int) size.size(), 1, new java.util.SplittableRandom(seed));
    return manager.create(values, size).toType(type, false);
  }
}
