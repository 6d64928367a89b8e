package org.smashnas.data;

/**
 * Least squares on pixels with one-hot targets and a penalty: a linear classifier in closed form.
 */
final class RidgeClassifier {
  private final double[][] weights;

  private RidgeClassifier(double[][] weights) {
    this.weights = weights;
  }

  /** Solves (X'X + penalty I) W = X'Y, X being pixels from -1 to 1 and a constant. */
  static RidgeClassifier fit(Examples train, double penalty) {
    int columns = train.valuesPerExample() + 1;
    double[][] gram = new double[columns][columns];
    double[][] right = new double[columns][train.classes()];
    for (int i = 0; i < train.size(); i++) {
      double[] x = features(train, i);
      for (int a = 0; a < columns; a++) {
        right[a][train.label(i)] += x[a];
        for (int b = 0; b <= a; b++) {
          gram[a][b] += x[a] * x[b];
        }
      }
    }
    for (int a = 0; a < columns; a++) {
      gram[a][a] += penalty;
    }
    return new RidgeClassifier(solve(gram, right));
  }

  double accuracy(Examples examples) {
    int correct = 0;
    for (int i = 0; i < examples.size(); i++) {
      double[] scores = new double[examples.classes()];
      double[] x = features(examples, i);
      int best = 0;
      for (int k = 0; k < scores.length; k++) {
        for (int a = 0; a < x.length; a++) {
          scores[k] += x[a] * weights[a][k];
        }
        best = scores[k] > scores[best] ? k : best;
      }
      correct += best == examples.label(i) ? 1 : 0;
    }
    return (double) correct / examples.size();
  }

  private static double[] features(Examples examples, int i) {
    byte[] values = examples.values(i);
    double[] x = new double[values.length + 1];
    for (int k = 0; k < values.length; k++) {
      x[k] = (values[k] & 0xff) / 127.5 - 1;
    }
    x[values.length] = 1;
    return x;
  }

  /** Cholesky: {@code lower} holds the lower triangle of a positive definite matrix. */
  private static double[][] solve(double[][] lower, double[][] right) {
    int n = lower.length;
    for (int a = 0; a < n; a++) {
      for (int b = 0; b <= a; b++) {
        double sum = lower[a][b];
        for (int k = 0; k < b; k++) {
          sum -= lower[a][k] * lower[b][k];
        }
        lower[a][b] = a == b ? Math.sqrt(sum) : sum / lower[b][b];
      }
    }
    for (int column = 0; column < right[0].length; column++) {
      for (int a = 0; a < n; a++) {
        for (int k = 0; k < a; k++) {
          right[a][column] -= lower[a][k] * right[k][column];
        }
        right[a][column] /= lower[a][a];
      }
      for (int a = n - 1; a >= 0; a--) {
        for (int k = a + 1; k < n; k++) {
          right[a][column] -= lower[k][a] * right[k][column];
        }
        right[a][column] /= lower[a][a];
      }
    }
    return right;
  }
}
