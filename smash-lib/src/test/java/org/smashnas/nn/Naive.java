package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Networks' pieces written out in plain loops over (n, c, h, w), as an independent implementation
 * to compare with.
 *
 * @param v values [n][c][h][w]
 */
@SuppressWarnings("ArrayRecordComponent") // compared by distance, never by equality
record Naive(double[][][][] v) {
  static Naive of(NDArray array) {
    double[] flat = array.toType(DataType.FLOAT64, true).toDoubleArray();
    Shape s = array.getShape();
    int c = (int) s.get(1);
    int h = s.dimension() > 2 ? (int) s.get(2) : 1;
    int w = s.dimension() > 2 ? (int) s.get(3) : 1;
    double[][][][] v = new double[(int) s.get(0)][c][h][w];
    int i = 0;
    for (double[][][] one : v) {
      for (double[][] plane : one) {
        for (double[] row : plane) {
          for (int x = 0; x < w; x++) {
            row[x] = flat[i++];
          }
        }
      }
    }
    return new Naive(v);
  }

  int channels() {
    return v[0].length;
  }

  private interface Cell {
    double at(int n, int c, int y, int x);
  }

  private Naive make(int channels, Cell cell) {
    double[][][][] out = new double[v.length][channels][v[0][0].length][v[0][0][0].length];
    for (int n = 0; n < out.length; n++) {
      for (int c = 0; c < channels; c++) {
        for (int y = 0; y < out[n][c].length; y++) {
          for (int x = 0; x < out[n][c][y].length; x++) {
            out[n][c][y][x] = cell.at(n, c, y, x);
          }
        }
      }
    }
    return new Naive(out);
  }

  Naive relu() {
    return make(channels(), (n, c, y, x) -> Math.max(0, v[n][c][y][x]));
  }

  Naive add(Naive other) {
    return make(channels(), (n, c, y, x) -> v[n][c][y][x] + other.v[n][c][y][x]);
  }

  Naive concat(Naive other) {
    int own = channels();
    return make(
        own + other.channels(),
        (n, c, y, x) -> c < own ? v[n][c][y][x] : other.v[n][c - own][y][x]);
  }

  /** This filter divided by its Euclidean norm. */
  Naive normalised() {
    double sum = 0;
    for (double[][][] one : v) {
      for (double[][] plane : one) {
        for (double[] row : plane) {
          for (double value : row) {
            sum += value * value;
          }
        }
      }
    }
    double norm = Math.sqrt(sum);
    return make(channels(), (n, c, y, x) -> v[n][c][y][x] / norm);
  }

  /** The leading outputs and inputs, and the middle of the kernel. */
  Naive sliced(int outputs, int inputs, int kh, int kw) {
    int top = (v[0][0].length - kh) / 2;
    int left = (v[0][0][0].length - kw) / 2;
    double[][][][] out = new double[outputs][inputs][kh][kw];
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < inputs; i++) {
        for (int y = 0; y < kh; y++) {
          for (int x = 0; x < kw; x++) {
            out[o][i][y][x] = v[o][i][top + y][left + x];
          }
        }
      }
    }
    return new Naive(out);
  }

  /** A convolution that keeps the resolution, tap by tap. */
  Naive conv(Naive weights, List<Integer> dilation, int groups) {
    double[][][][] w = weights.v;
    int perGroup = channels() / groups;
    int outPerGroup = w.length / groups;
    return make(
        w.length,
        (n, o, y, x) -> {
          double sum = 0;
          for (int i = 0; i < perGroup; i++) {
            double[][] plane = v[n][o / outPerGroup * perGroup + i];
            for (int ky = 0; ky < w[o][i].length; ky++) {
              for (int kx = 0; kx < w[o][i][ky].length; kx++) {
                int yy = y + (ky - w[o][i].length / 2) * dilation.get(0);
                int xx = x + (kx - w[o][i][ky].length / 2) * dilation.get(1);
                if (yy >= 0 && yy < plane.length && xx >= 0 && xx < plane[yy].length) {
                  sum += w[o][i][ky][kx] * plane[yy][xx];
                }
              }
            }
          }
          return sum;
        });
  }

  /** The largest difference to an array of the same shape. */
  double distance(NDArray array) {
    Naive other = of(array);
    double most = 0;
    for (int n = 0; n < v.length; n++) {
      for (int c = 0; c < v[n].length; c++) {
        for (int y = 0; y < v[n][c].length; y++) {
          for (int x = 0; x < v[n][c][y].length; x++) {
            most = Math.max(most, Math.abs(v[n][c][y][x] - other.v[n][c][y][x]));
          }
        }
      }
    }
    return most;
  }

  /** Gaussian values that depend on nothing but the seed. */
  static NDArray random(NDManager manager, DataType type, long seed, long... shape) {
    Shape size = new Shape(shape);
    double[] values =
        Initializer.gaussian((int) size.size(), 1, new java.util.SplittableRandom(seed));
    return manager.create(values, size).toType(type, false);
  }
}
