package org.smashnas.train;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.Serializable;
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
@RecordBuilder
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
    implements ResultConfigBuilder.With, Serializable {
  public ResultConfig {
    ConfigChecks.check(epochs, batchSize, learningRate, weightDecay);
    ConfigChecks.share("momentum", momentum);
  }

  /**
   * The paper's: 300 epochs, step 0.1, momentum 0.9, decay 1e-4, crop and flip, random weights;
   * precision is {@link Precision#fastest}.
   */
  public static ResultConfig paper() {
    return ResultConfigBuilder.builder()
        .epochs(300)
        .batchSize(50)
        .learningRate(0.1)
        .momentum(0.9)
        .weightDecay(1e-4)
        .schedule(Schedule.COSINE)
        .augmentation(Augmentation.standard())
        .fromGenerated(false)
        .precision(Precision.fastest())
        .build();
  }

  /** The paper's accelerated schedule of the correlation study: 30 epochs. */
  public static ResultConfig accelerated() {
    return paper().withEpochs(30);
  }
}
