package org.smashnas.study;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.hipparchus.stat.StatUtils;
import org.knowm.xchart.XYChart;
import org.smashnas.plot.Charts;
import org.smashnas.statistics.Bootstrap;
import org.smashnas.statistics.Interval;
import org.smashnas.statistics.NoiseCeiling;
import org.smashnas.statistics.RandomRanking;
import org.smashnas.statistics.RankCorrelation;
import org.smashnas.statistics.SamplingNoise;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Measure;

/**
 * One order of architectures by a score, to be compared with the order of their true errors: a row
 * of correlation_summary.arrow.
 *
 * @param name the regime and, where needed, what score is meant: "normal" for its first HyperNet,
 *     "normal_seed_2", "normal_mean", "normal_cross_entropy"
 * @param cases for each architecture, at least 3, its pairings with one HyperNet or several, whose
 *     scores are averaged
 * @param measure what the score is
 */
public record Ranking(String name, List<List<Pairing>> cases, Measure measure) {
  public Ranking {
    cases = cases.stream().map(List::copyOf).toList();
    if (cases.size() < RankCorrelation.LEAST) {
      throw new IllegalArgumentException(
          "ranking %s has %d architectures; train and score at least %d"
              .formatted(name, cases.size(), RankCorrelation.LEAST));
    }
  }

  /**
   * The same by the errors on the first validation examples only: what a score from fewer of them
   * would have told.
   *
   * @param examples 1 to those that the scores have
   * @throws IllegalStateException for a ranking by cross entropy, of which single examples are not
   *     known
   */
  public Ranking onExamples(int examples) {
    requireErrors("what single examples add to a cross entropy is not known");
    return with(name + "_" + examples + "_examples", p -> p.onExamples(examples));
  }

  /**
   * The same with the true errors of the first trainings only: what fewer seeds would have told.
   *
   * @param trainings 1 to those that each architecture has
   */
  public Ranking ofTrainings(int trainings) {
    return with(
        "%s_%d_training%s".formatted(name, trainings, trainings == 1 ? "" : "s"),
        p -> p.ofTrainings(trainings));
  }

  private Ranking with(String newName, UnaryOperator<Pairing> change) {
    return new Ranking(
        newName, cases.stream().map(c -> c.stream().map(change).toList()).toList(), measure);
  }

  /** The scores, low for good. */
  public double[] scores() {
    return each(this::scoreOf);
  }

  private double scoreOf(Pairing p) {
    return measure == Measure.CROSS_ENTROPY ? p.score().loss() : p.smashScore();
  }

  /** The scores by the architectures' ids, in their order. */
  Map<String, Double> byId() {
    Map<String, Double> scores = new LinkedHashMap<>();
    double[] values = scores();
    for (int i = 0; i < values.length; i++) {
      scores.put(cases.get(i).get(0).architecture(), values[i]);
    }
    return scores;
  }

  /** The true errors, 0 to 1, in the order of the scores. */
  public double[] errors() {
    return each(Pairing::trueError);
  }

  private double[] each(ToDoubleFunction<Pairing> value) {
    return cases.stream()
        .mapToDouble(c -> c.stream().mapToDouble(value).average().orElseThrow())
        .toArray();
  }

  /** How well the scores order the architectures. */
  public RankCorrelation correlation(long seed) {
    return RankCorrelation.of(scores(), errors(), Bootstrap.RESAMPLES, seed);
  }

  /** How well the number of parameters does: 1 if more of them always mean less error. */
  public RankCorrelation baseline(long seed) {
    return RankCorrelation.of(each(p -> -p.parameters()), errors(), Bootstrap.RESAMPLES, seed);
  }

  /** How well the number of multiply-adds does: 1 if more of them always mean less error. */
  public RankCorrelation multiplyAdds(long seed) {
    return RankCorrelation.of(each(p -> -p.multiplyAdds()), errors(), Bootstrap.RESAMPLES, seed);
  }

  /**
   * How well the scores order architectures beyond what the number of multiply-adds tells: {@link
   * RankCorrelation#partial}.
   */
  public Interval givenMultiplyAdds(long seed) {
    double[] given = each(Pairing::multiplyAdds);
    return RankCorrelation.partial(scores(), errors(), given, Bootstrap.RESAMPLES, seed);
  }

  /** What random orders do. */
  public RandomRanking random(long seed) {
    return RandomRanking.of(scores(), errors(), Bootstrap.RESAMPLES, seed);
  }

  /**
   * What a perfect score would show, for the examples that scores and true errors come from; with
   * one training each it leaves out what the training's seed does, and is too high.
   *
   * @throws IllegalStateException for a ranking by cross entropy, or if the outcomes of single
   *     examples were not noted
   */
  public NoiseCeiling ceiling(long seed) {
    // One training hides what its seed did.
    boolean hidden = cases.get(0).get(0).trainings().size() < 2;
    return ceiling(
        hidden ? 0 : SeedNoise.of(cases.stream().map(c -> c.get(0).trainings()).toList()), seed);
  }

  /**
   * The same where it is known what a seed does to a true error.
   *
   * @param seedNoise standard deviation of one training's error, a share of 1, beyond what the seed
   *     does to single examples: {@link Truths#seedNoise}
   */
  public NoiseCeiling ceiling(double seedNoise, long seed) {
    requireErrors("the sampling noise of a cross entropy is not known");
    double scoreNoise = noise(c -> c.stream().map(Pairing::score).toList());
    double errorNoise = noise(c -> c.get(0).trainings());
    double seeds = seedNoise / Math.sqrt(cases.get(0).get(0).trainings().size());
    return NoiseCeiling.of(
        scores(), scoreNoise, errors(), Math.hypot(errorNoise, seeds), Bootstrap.RESAMPLES, seed);
  }

  private void requireErrors(String why) {
    if (measure == Measure.CROSS_ENTROPY) {
      throw new IllegalStateException(why + "; take the ranking by error");
    }
  }

  private double noise(Function<List<Pairing>, List<Evaluation>> measured) {
    return SamplingNoise.paired(
        cases.stream().map(c -> SeedNoise.rates(measured.apply(c))).toArray(double[][]::new));
  }

  /** True error against score in percent, or nats, with the least-squares line (paper, Fig. 4). */
  public XYChart plot(long seed) {
    RankCorrelation r = correlation(seed);
    return Charts.fitted(
        "%s: Spearman %s, n = %d".formatted(name, r.spearman(), r.n()),
        scoreTitle(),
        each(p -> measure.scale() * scoreOf(p)),
        "true error (test, %)",
        each(p -> 100 * p.trueError()));
  }

  /**
   * Mean score by rank, the bars being one standard deviation between the HyperNets to each side
   * (paper, Fig. 5b).
   *
   * @throws IllegalStateException if the ranking has the scores of one HyperNet only
   */
  public XYChart ranks() {
    if (cases.get(0).size() < 2) {
      throw new IllegalStateException(
          "ranking %s has one HyperNet's scores, which do not vary; take that of a mean"
              .formatted(name));
    }
    List<double[]> sorted =
        cases.stream()
            .map(c -> c.stream().mapToDouble(p -> measure.scale() * scoreOf(p)).toArray())
            .sorted(Comparator.comparingDouble(Ranking::mean))
            .toList();
    return Charts.errorBars(
        "%s: %d HyperNets".formatted(name, cases.get(0).size()),
        "rank",
        IntStream.rangeClosed(1, sorted.size()).asDoubleStream().toArray(),
        scoreTitle(),
        sorted.stream().mapToDouble(Ranking::mean).toArray(),
        sorted.stream().mapToDouble(v -> Math.sqrt(StatUtils.variance(v))).toArray());
  }

  private String scoreTitle() {
    return measure == Measure.CROSS_ENTROPY
        ? "validation cross entropy (nats)"
        : "SMASH score (validation error, %)";
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** For example "ranking normal: 30 architectures by error with generated weights". */
  @Override
  public String toString() {
    return "ranking %s: %d architectures by %s with generated weights"
        .formatted(name, cases.size(), measure.text());
  }
}
