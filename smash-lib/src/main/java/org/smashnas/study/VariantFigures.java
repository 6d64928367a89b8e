package org.smashnas.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.hipparchus.stat.StatUtils;
import org.smashnas.statistics.Bootstrap;
import org.smashnas.statistics.Interval;
import org.smashnas.statistics.RankCorrelation;
import org.smashnas.study.Variants.Row;
import org.smashnas.train.Measure;

/**
 * Works out the figures of a {@link VariantResult} one by one: a chart needs one of them, and
 * intervals of correlations take a while.
 *
 * @param own rows of the variant's networks by seed, each in the same order of architectures
 * @param reference the same of the reference
 * @param seed of the bootstrap
 */
record VariantFigures(Map<Long, List<Row>> own, Map<Long, List<Row>> reference, long seed) {
  VariantResult result() {
    Row any = any().get(0);
    return new VariantResult(
        any.variant(),
        any.channels(),
        own.size(),
        any().size(),
        Bootstrap.mean(means(own, Row::error), Bootstrap.RESAMPLES, seed),
        Arrays.stream(means(own, Row::error)).min().orElseThrow(),
        deviation(),
        change(),
        gap(Measure.ERROR),
        gap(Measure.CROSS_ENTROPY),
        agreement(),
        truth(Measure.ERROR),
        truth(Measure.CROSS_ENTROPY));
  }

  /** The rows of one network, for what all have in common. */
  private List<Row> any() {
    return own.values().iterator().next();
  }

  private double deviation() {
    double[] each =
        own.values().stream()
            .mapToDouble(rows -> rows.stream().mapToDouble(Row::error).average().orElseThrow())
            .toArray();
    return each.length < 2 ? Double.NaN : Math.sqrt(StatUtils.variance(each));
  }

  Interval change() {
    return rise(
        means(sameSeeds(reference, own), Row::error), means(sameSeeds(own, reference), Row::error));
  }

  /** Those networks whose seeds others have too; all where there is none. */
  private static Map<Long, List<Row>> sameSeeds(
      Map<Long, List<Row>> networks, Map<Long, List<Row>> others) {
    Map<Long, List<Row>> shared = new LinkedHashMap<>(networks);
    shared.keySet().retainAll(others.keySet());
    return shared.isEmpty() ? networks : shared;
  }

  Interval gap(Measure measure) {
    return rise(means(own, r -> r.score(measure)), means(own, r -> r.corruptedScore(measure)));
  }

  private Interval rise(double[] from, double[] to) {
    double[] each = IntStream.range(0, from.length).mapToDouble(i -> to[i] - from[i]).toArray();
    return Bootstrap.mean(each, Bootstrap.RESAMPLES, seed);
  }

  /** Of each architecture, over the networks. */
  private static double[] means(Map<Long, List<Row>> networks, ToDoubleFunction<Row> value) {
    int n = networks.values().iterator().next().size();
    return IntStream.range(0, n)
        .mapToDouble(
            i ->
                networks.values().stream()
                    .mapToDouble(rows -> value.applyAsDouble(rows.get(i)))
                    .average()
                    .orElseThrow())
        .toArray();
  }

  Interval agreement() {
    List<double[][]> pairs = new ArrayList<>();
    boolean one = own.size() == 1 && own.keySet().equals(reference.keySet());
    own.forEach(
        (s, rows) ->
            reference.forEach(
                (t, others) -> {
                  if (!s.equals(t) || (one && !rows.equals(others))) {
                    pairs.add(new double[][] {each(rows, Row::error), each(others, Row::error)});
                  }
                }));
    return pairs.isEmpty() ? Interval.none() : spearman(pairs);
  }

  /** The mean rho of some pairs of measures. */
  private Interval spearman(List<double[][]> pairs) {
    return Bootstrap.of(
        pairs.get(0)[0].length,
        cases ->
            pairs.stream()
                .mapToDouble(
                    p ->
                        RankCorrelation.spearman(
                            RankCorrelation.take(p[0], cases), RankCorrelation.take(p[1], cases)))
                .average()
                .orElseThrow(),
        Bootstrap.RESAMPLES,
        seed);
  }

  ScoreTruth truth(Measure measure) {
    return truth(means(own, r -> r.score(measure)));
  }

  /**
   * What the number of multiply-adds alone tells of the true errors: 1 if more is always better.
   */
  Interval multiplyAdds() {
    return truth(each(any(), r -> -r.multiplyAdds())).spearman();
  }

  private ScoreTruth truth(double[] scores) {
    double[] errors = each(any(), Row::trueError);
    boolean known = Arrays.stream(errors).allMatch(Double::isFinite);
    if (!known || !Arrays.stream(scores).allMatch(Double::isFinite)) {
      return new ScoreTruth(Interval.none(), Interval.none());
    }
    return new ScoreTruth(
        spearman(List.<double[][]>of(new double[][] {scores, errors})),
        RankCorrelation.partial(
            scores, errors, each(any(), Row::multiplyAdds), Bootstrap.RESAMPLES, seed));
  }

  private static double[] each(List<Row> rows, ToDoubleFunction<Row> value) {
    return rows.stream().mapToDouble(value).toArray();
  }
}
