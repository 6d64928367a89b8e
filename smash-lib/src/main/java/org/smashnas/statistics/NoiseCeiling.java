package org.smashnas.statistics;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.hipparchus.stat.StatUtils;

/**
 * The rank correlation that a perfect score would show, given how noisy score and true error are.
 *
 * <p>A reliability is the share of a measure's variance among the architectures that is not noise.
 * Simulated are architectures whose true values have just that variance and the same order in both
 * measures; to these noise is added.
 *
 * @param scoreReliability of the score, 0 to 1
 * @param errorReliability of the true error, 0 to 1
 * @param spearman mean of Spearman's rho over the simulations, and their middle 95%
 * @param kendall the same of Kendall's tau-b
 */
public record NoiseCeiling(
    double scoreReliability, double errorReliability, Interval spearman, Interval kendall) {

  /**
   * Estimates the ceiling from measured values.
   *
   * @param scores one of each architecture, as RankCorrelation takes them
   * @param scoreNoise standard deviation of a score's noise, in the scores' unit: {@link
   *     SamplingNoise}
   * @param errors true errors, in the same order
   * @param errorNoise standard deviation of a true error's noise; a single training each does not
   *     show what another seed would change, so with that the ceiling is too high
   * @param simulations at least 40
   */
  public static NoiseCeiling of(
      double[] scores,
      double scoreNoise,
      double[] errors,
      double errorNoise,
      int simulations,
      long seed) {
    RankCorrelation.check(scores, errors);
    double scoreReliability = reliability(scores, scoreNoise);
    double errorReliability = reliability(errors, errorNoise);
    double[] score = latent(scores, scoreReliability);
    double[] error = latent(errors, errorReliability);
    SplittableRandom random = new SplittableRandom(seed);
    double[] spearman = new double[simulations];
    double[] kendall = new double[simulations];
    for (int i = 0; i < simulations; i++) {
      double[] x = noisy(score, scoreNoise, random);
      double[] y = noisy(error, errorNoise, random);
      spearman[i] = RankCorrelation.spearman(x, y);
      kendall[i] = RankCorrelation.kendall(x, y);
    }
    return new NoiseCeiling(scoreReliability, errorReliability, middle(spearman), middle(kendall));
  }

  private static double reliability(double[] values, double noise) {
    if (!(noise >= 0)) {
      throw new IllegalArgumentException(
          "the noise is " + noise + "; a standard deviation is 0 or more");
    }
    double variance = StatUtils.variance(values);
    return variance == 0 ? 0 : Math.max(0, 1 - noise * noise / variance);
  }

  /** The values in ascending order, drawn together so that their variance is the true one. */
  private static double[] latent(double[] values, double reliability) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double scale = Math.sqrt(reliability);
    return Arrays.stream(values).sorted().map(v -> mean + scale * (v - mean)).toArray();
  }

  private static double[] noisy(double[] values, double noise, SplittableRandom random) {
    return Arrays.stream(values).map(v -> v + noise * random.nextGaussian()).toArray();
  }

  private static Interval middle(double[] simulated) {
    // Without variance and noise there is no order, nor a ceiling of it.
    if (Arrays.stream(simulated).anyMatch(Double::isNaN)) {
      return Interval.none();
    }
    return Bootstrap.percentiles(Arrays.stream(simulated).average().orElseThrow(), simulated);
  }

  /** For example "reliability 0.71 of the score and 0.80 of the true error; a perfect ...". */
  @Override
  public String toString() {
    return String.format(
            Locale.ROOT,
            "reliability %.2f of the score and %.2f of the true error",
            scoreReliability,
            errorReliability)
        + "; a perfect score would show Spearman "
        + spearman;
  }
}
