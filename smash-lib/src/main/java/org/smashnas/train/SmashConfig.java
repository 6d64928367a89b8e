package org.smashnas.train;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import org.smashnas.arch.RecordText;
import org.smashnas.data.Augmentation;
import org.smashnas.nn.HyperShape;
import org.smashnas.nn.PointwiseSource;
import org.smashnas.nn.Precision;

/**
 * How a SMASH network is trained (paper, appendix C; the authors' code for eps, decay and growth).
 *
 * @param epochs passes over the training set
 * @param batchSize examples a step
 * @param learningRate Adam's initial step size
 * @param beta1 Adam's decay of the mean
 * @param beta2 Adam's decay of the square
 * @param epsilon Adam's guard
 * @param weightDecay of all weights but the HyperNet's, or those of what takes its place
 * @param schedule how the step size falls
 * @param growth whether kernels and budgets grow over the first half of training
 * @param augmentation of training examples
 * @param hyper sizes of the HyperNet, noise channels included
 * @param pointwise where the 1x1 weights come from: the HyperNet, or a control in its place
 * @param precision of feature maps and convolutions
 * @param stepsPerArchitecture steps in a row on one architecture, at least 1; the paper draws a new
 *     one for each (Algorithm 1)
 * @param architecturesPerStep architectures whose mean loss on one minibatch is a step's loss, at
 *     least 1, the paper's number; a step takes about so many times as long
 * @param guidance random architectures of which a bandit takes each one that a step is on, between
 *     those that are seldom drawn and those that do well (paper, appendix D); at least 1, by which
 *     nothing is chosen, the paper's number
 */
@RecordBuilder
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
    Augmentation augmentation,
    HyperShape hyper,
    PointwiseSource pointwise,
    Precision precision,
    int stepsPerArchitecture,
    int architecturesPerStep,
    int guidance)
    implements SmashConfigBuilder.With {
  public SmashConfig {
    ConfigChecks.check(epochs, batchSize, learningRate, weightDecay);
    ConfigChecks.share("beta1", beta1);
    ConfigChecks.share("beta2", beta2);
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException("epsilon is " + epsilon + "; it must be above 0");
    }
    if (stepsPerArchitecture < 1 || architecturesPerStep < 1 || guidance < 1) {
      throw new IllegalArgumentException(
          "stepsPerArchitecture is %d, architecturesPerStep is %d and guidance is %d; give at least 1 for each"
              .formatted(stepsPerArchitecture, architecturesPerStep, guidance));
    }
  }

  /**
   * The paper's: 100 epochs, batches of 50, Adam with 1e-3, 0.5, 0.999, cosine annealing, a
   * HyperNet of 26 layers, an architecture a minibatch; precision is {@link Precision#fastest}.
   */
  public static SmashConfig paper() {
    return SmashConfigBuilder.builder()
        .epochs(100)
        .batchSize(50)
        .learningRate(1e-3)
        .beta1(0.5)
        .beta2(0.999)
        .epsilon(1e-4)
        .weightDecay(1e-4)
        .schedule(Schedule.COSINE)
        .growth(true)
        .augmentation(Augmentation.standard())
        .hyper(HyperShape.paper())
        .pointwise(PointwiseSource.HYPERNET)
        .precision(Precision.fastest())
        .stepsPerArchitecture(1)
        .architecturesPerStep(1)
        .guidance(1)
        .build();
  }

  /** As before there was guidance, where there is none. */
  @Override
  public String toString() {
    return RecordText.of(this, Map.of("guidance", 1));
  }
}
