package org.smashnas.train;

/** Refuses impossible training settings with a sentence. */
final class ConfigChecks {
  private ConfigChecks() {}

  static void check(int epochs, int batchSize, double learningRate, double weightDecay) {
    // Batch norm has no variance over a single example.
    if (epochs < 1 || batchSize < 2) {
      throw new IllegalArgumentException(
          "epochs is " + epochs + " and batchSize " + batchSize + "; at least 1 and 2 are needed");
    }
    learningRate(learningRate);
    if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "weightDecay is " + weightDecay + "; it must not be below 0, and finite");
    }
  }

  static void learningRate(double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "learningRate is " + value + "; it must be above 0, and finite");
    }
  }

  static void share(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " is " + value + "; it lies from 0 to below 1");
    }
  }
}
