package org.smashnas.study;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.smashnas.arch.Architecture;
import org.smashnas.data.Batches;
import org.smashnas.data.Minibatch;
import org.smashnas.nn.ResultNet;
import org.smashnas.nn.ZeroCost;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Measure;
import org.smashnas.train.ResultConfig;
import org.smashnas.train.ResultTrainer;
import org.smashnas.train.Steps;

/**
 * A performance predictor: what tells an architecture's true error without a SMASH network, as a
 * baseline beside SMASH scores; a lambda is enough for one of one's own.
 *
 * @param name for example "multiply_adds"
 * @param value higher for a lower true error; the same architecture must get the same value each
 *     time, and it may take seconds
 */
public record Predictor(String name, ToDoubleFunction<Architecture> value) {
  public Predictor {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a predictor has no name; give one, as \"multiply_adds\"");
    }
  }

  /** The number of free weights. */
  public static Predictor parameters() {
    return new Predictor("parameters", Architecture::parameters);
  }

  /** The number of multiply-adds for one input. */
  public static Predictor multiplyAdds() {
    return new Predictor("multiply_adds", Architecture::multiplyAdds);
  }

  /** The number of ops, all blocks together. */
  public static Predictor ops() {
    return new Predictor("ops", a -> a.sites().size());
  }

  /**
   * {@link ZeroCost#synflow}, which needs no data.
   *
   * @param seed of the weights, the same for all architectures
   */
  public static Predictor synflow(long seed) {
    return new Predictor("synflow", a -> ZeroCost.synflow(a, seed));
  }

  /**
   * {@link ZeroCost#jacobCov}.
   *
   * @param batch at least 2 training examples (Mellor et al.: 256)
   * @param seed of the weights, the same for all architectures
   */
  public static Predictor jacobCov(Minibatch batch, long seed) {
    return new Predictor(
        "jacob_cov",
        a -> {
          try (NDManager manager = NDManager.newBaseManager()) {
            return ZeroCost.jacobCov(a, batch.inputs(manager), seed);
          }
        });
  }

  /**
   * {@link ZeroCost#gradNorm}.
   *
   * @param batch training examples (Abdelfattah et al.: 64)
   * @param seed of the weights, the same for all architectures
   */
  public static Predictor gradNorm(Minibatch batch, long seed) {
    return new Predictor(
        "grad_norm",
        a -> {
          try (NDManager manager = NDManager.newBaseManager()) {
            return ZeroCost.gradNorm(a, batch.inputs(manager), batch.labels(manager), seed);
          }
        });
  }

  /**
   * Normal training of so many steps: minus what is then measured on the validation examples.
   *
   * <p>The step size goes through its whole schedule within these steps: stopped at the full step
   * size, a network would be measured with all that size's noise. Validation is with running
   * statistics, which take some 50 steps to come near the batches' own.
   *
   * @param steps at least 1, each on one minibatch
   * @param measure which of error and cross entropy
   * @param config as for a true error, but for its epochs, which {@code steps} stand in for; from
   *     random weights
   * @param training minibatches to train on, of the config's size
   * @param validation examples held out of training, never the test set
   * @param seed of weights, minibatch order and augmentation, the same for all architectures;
   *     another than the true errors', or predictor and truth share their luck
   */
  public static Predictor trained(
      int steps,
      Measure measure,
      ResultConfig config,
      Batches training,
      Batches validation,
      long seed) {
    if (steps < 1) {
      throw new IllegalArgumentException("training of %d steps; give at least 1".formatted(steps));
    }
    if (training.count() == 0) {
      // The batches say themselves what is wrong.
      training.shuffled(seed);
    }
    return new Predictor(
        "trained_%d_steps%s".formatted(steps, measure == Measure.ERROR ? "" : "_cross_entropy"),
        a -> {
          try (ResultNet net = new ResultNet(a, config.precision(), seed)) {
            ResultTrainer trainer = new ResultTrainer(net, config, training, validation, seed);
            Steps.run(
                training,
                steps,
                seed,
                (batch, done) -> {
                  double factor = config.schedule().factor((double) done / steps);
                  trainer.step(batch, config.learningRate() * factor);
                });
            return -measure.of(Evaluation.of(net, validation));
          }
        });
  }

  /**
   * How well the predictor orders some architectures.
   *
   * @param architectures at least 3; each one's value is asked for once
   * @param errors their true errors, in the same order
   * @param seed of the bootstrap
   */
  public Baseline against(List<Architecture> architectures, double[] errors, long seed) {
    double[] values = architectures.stream().mapToDouble(value).toArray();
    double[] adds = architectures.stream().mapToDouble(Architecture::multiplyAdds).toArray();
    return Baseline.of(name, values, errors, adds, seed);
  }

  /** For example "predictor multiply_adds". */
  @Override
  public String toString() {
    return "predictor " + name;
  }
}
