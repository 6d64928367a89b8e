package org.smashnas.train;

import org.smashnas.data.Augmentation;

/**
 * How a SMASH network is trained (paper, appendix C; the authors' code for eps, decay and growth).
 *
 * @param epochs passes over the training set
 * @param batchSize examples a step
 * @param learningRate Adam's initial step size
 * @param beta1 Adam's decay of the mean
 * @param beta2 Adam's decay of the square
 * @param epsilon Adam's guard
 * @param weightDecay of all weights but the HyperNet's
 * @param schedule how the step size falls
 * @param growth whether kernels and budgets grow over the first half of training
 * @param augmentation of training examples
 */
public record SmashConfig(
    int epochs,
    int batchSize,
    double learningRate,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    Schedule schedule,
    boolean growth,
    Augmentation augmentation) {
  public SmashConfig {
    ConfigChecks.check(epochs, batchSize, learningRate, weightDecay);
    ConfigChecks.share("beta1", beta1);
    ConfigChecks.share("beta2", beta2);
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException("epsilon is " + epsilon + "; it must be above 0");
    }
  }

  /** The paper's: 100 epochs, batches of 50, Adam with 1e-3, 0.5, 0.999, cosine annealing. */
  public static SmashConfig paper() {
    return new SmashConfig(
        100, 50, 1e-3, 0.5, 0.999, 1e-4, 1e-4, Schedule.COSINE, true, Augmentation.standard());
  }

  public SmashConfig withEpochs(int value) {
    return new SmashConfig(
        value,
        batchSize,
        learningRate,
        beta1,
        beta2,
        epsilon,
        weightDecay,
        schedule,
        growth,
        augmentation);
  }

  public SmashConfig withLearningRate(double value) {
    return new SmashConfig(
        epochs,
        batchSize,
        value,
        beta1,
        beta2,
        epsilon,
        weightDecay,
        schedule,
        growth,
        augmentation);
  }

  public SmashConfig withGrowth(boolean value) {
    return new SmashConfig(
        epochs,
        batchSize,
        learningRate,
        beta1,
        beta2,
        epsilon,
        weightDecay,
        schedule,
        value,
        augmentation);
  }

  public SmashConfig withAugmentation(Augmentation value) {
    return new SmashConfig(
        epochs,
        batchSize,
        learningRate,
        beta1,
        beta2,
        epsilon,
        weightDecay,
        schedule,
        growth,
        value);
  }
}
