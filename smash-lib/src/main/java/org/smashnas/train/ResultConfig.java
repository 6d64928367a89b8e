package org.smashnas.train;

import org.smashnas.data.Augmentation;

/**
 * How a resulting network is trained with free weights (paper, appendix C).
 *
 * @param epochs passes over the training set
 * @param batchSize examples a step
 * @param learningRate initial step size
 * @param momentum Nesterov momentum
 * @param weightDecay of all weights
 * @param schedule how the step size falls
 * @param augmentation of training examples
 */
public record ResultConfig(
    int epochs,
    int batchSize,
    double learningRate,
    double momentum,
    double weightDecay,
    Schedule schedule,
    Augmentation augmentation) {
  public ResultConfig {
    ConfigChecks.check(epochs, batchSize, learningRate, weightDecay);
    ConfigChecks.share("momentum", momentum);
  }

  /** The paper's: 300 epochs, step 0.1, momentum 0.9, decay 1e-4, crop and flip. */
  public static ResultConfig paper() {
    return new ResultConfig(300, 50, 0.1, 0.9, 1e-4, Schedule.COSINE, Augmentation.standard());
  }

  /** The paper's accelerated schedule of the correlation study: 30 epochs. */
  public static ResultConfig accelerated() {
    return paper().withEpochs(30);
  }

  public ResultConfig withEpochs(int value) {
    return new ResultConfig(
        value, batchSize, learningRate, momentum, weightDecay, schedule, augmentation);
  }

  public ResultConfig withLearningRate(double value) {
    return new ResultConfig(
        epochs, batchSize, value, momentum, weightDecay, schedule, augmentation);
  }

  public ResultConfig withAugmentation(Augmentation value) {
    return new ResultConfig(
        epochs, batchSize, learningRate, momentum, weightDecay, schedule, value);
  }
}
