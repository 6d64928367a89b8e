package org.smashnas.train;

/**
 * A few steps of SMASH training on one architecture alone, before it is scored; afterwards the
 * network is as before.
 *
 * @param steps at least 1, each on one minibatch
 * @param learningRate constant, above 0
 */
public record FineTuning(int steps, double learningRate) {
  public FineTuning {
    if (steps < 1 || !(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new IllegalArgumentException(
          "fine-tuning of %d steps of size %s; give at least 1, and a size above 0"
              .formatted(steps, learningRate));
    }
  }

  /** For example "fine_tuned_30_steps". */
  public String text() {
    return "fine_tuned_%d_step%s".formatted(steps, steps == 1 ? "" : "s");
  }
}
