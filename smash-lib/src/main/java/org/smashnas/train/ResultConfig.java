package org.smashnas.train;

import java.io.Serializable;
import java.util.function.Consumer;
import org.smashnas.data.Augmentation;
import org.smashnas.nn.Precision;

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
 * @param fromGenerated whether training begins with the weights that the SMASH network gives
 *     (authors' code), which takes an architecture of its very space; false for random ones
 * @param precision of feature maps and convolutions
 */
public record ResultConfig(
    int epochs,
    int batchSize,
    double learningRate,
    double momentum,
    double weightDecay,
    Schedule schedule,
    Augmentation augmentation,
    boolean fromGenerated,
    Precision precision)
    implements Serializable {
  public ResultConfig {
    ConfigChecks.check(epochs, batchSize, learningRate, weightDecay);
    ConfigChecks.share("momentum", momentum);
  }

  /**
   * The paper's: 300 epochs, step 0.1, momentum 0.9, decay 1e-4, crop and flip, random weights;
   * precision is {@link Precision#fastest}.
   */
  public static ResultConfig paper() {
    return new ResultConfig(
        300,
        50,
        0.1,
        0.9,
        1e-4,
        Schedule.COSINE,
        Augmentation.standard(),
        false,
        Precision.fastest());
  }

  /** The paper's accelerated schedule of the correlation study: 30 epochs. */
  public static ResultConfig accelerated() {
    return paper().withEpochs(30);
  }

  public ResultConfig withEpochs(int value) {
    return edit(d -> d.epochs = value);
  }

  public ResultConfig withBatchSize(int value) {
    return edit(d -> d.batchSize = value);
  }

  public ResultConfig withLearningRate(double value) {
    return edit(d -> d.learningRate = value);
  }

  public ResultConfig withMomentum(double value) {
    return edit(d -> d.momentum = value);
  }

  public ResultConfig withWeightDecay(double value) {
    return edit(d -> d.weightDecay = value);
  }

  public ResultConfig withSchedule(Schedule value) {
    return edit(d -> d.schedule = value);
  }

  public ResultConfig withAugmentation(Augmentation value) {
    return edit(d -> d.augmentation = value);
  }

  public ResultConfig withFromGenerated(boolean value) {
    return edit(d -> d.fromGenerated = value);
  }

  public ResultConfig withPrecision(Precision value) {
    return edit(d -> d.precision = value);
  }

  private ResultConfig edit(Consumer<ResultDraft> change) {
    ResultDraft draft = new ResultDraft(this);
    change.accept(draft);
    return draft.build();
  }
}
