package org.smashnas.study;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.stat.StatUtils;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Outcomes;

/** What the seeds of trainings do to the errors of networks that were trained several times. */
final class SeedNoise {
  private SeedNoise() {}

  /** For each example the share of some evaluations that misclassified it. */
  static double[] rates(List<Evaluation> evaluations) {
    double[] rates = new double[evaluations.get(0).examples()];
    for (Evaluation e : evaluations) {
      Outcomes outcomes = e.outcomes();
      if (outcomes.examples() != rates.length) {
        throw new IllegalStateException(
            "the outcomes of %d of %d examples were noted; measure all on the same examples"
                .formatted(outcomes.examples(), rates.length));
      }
      for (int j = 0; j < rates.length; j++) {
        rates[j] += outcomes.wrong(j) ? 1.0 / evaluations.size() : 0;
      }
    }
    return rates;
  }

  /**
   * The standard deviation that a seed gives to one training's error, a share of 1.
   *
   * <p>A seed also decides single examples, each for itself. The sampling noise of the outcomes has
   * that already, so only what goes beyond it is counted.
   *
   * @param networks the trainings of each, two or more and all equally many
   */
  static double of(List<List<Evaluation>> networks) {
    int trainings = networks.get(0).size();
    double between =
        networks.stream()
            .mapToDouble(
                t -> StatUtils.variance(t.stream().mapToDouble(Evaluation::error).toArray()))
            .average()
            .orElseThrow();
    double single = networks.stream().mapToDouble(t -> spread(rates(t))).average().orElseThrow();
    double unbiased = (double) trainings / (trainings - 1);
    return Math.sqrt(Math.max(0, between - unbiased * single));
  }

  /** The variance that outcomes drawn anew with these rates give to an error. */
  private static double spread(double[] rates) {
    return Arrays.stream(rates).map(p -> p * (1 - p)).sum() / rates.length / rates.length;
  }
}
