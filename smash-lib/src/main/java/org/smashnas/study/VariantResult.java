package org.smashnas.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.smashnas.study.Variants.Row;

/**
 * One variant of the encoding against the reference, on the same architectures.
 *
 * @param variant the variant's name
 * @param channels channels of its encoding
 * @param networks SMASH networks, one a seed
 * @param architectures architectures that each of them measured
 * @param meanError mean validation error with generated weights, 0 to 1
 * @param bestError least error of an architecture, its mean over the networks
 * @param seedDeviation standard deviation of the networks' mean errors; NaN of one network
 * @param change how much higher the mean error is than the reference's, paired by architecture and,
 *     where both have it, by seed; negative where the variant is better
 * @param gap rise in error when all fields of the code are false: what the HyperNet's knowledge of
 *     the architecture is worth
 * @param agreement Spearman's correlation of the architectures' errors with those that the
 *     reference's networks give, the mean over all pairs of networks of different seeds, which have
 *     nothing but the architectures in common; of the one pair where there is one seed. For the
 *     reference it says how far it agrees with itself, and with one network there is none
 */
public record VariantResult(
    String variant,
    int channels,
    int networks,
    int architectures,
    Interval meanError,
    double bestError,
    double seedDeviation,
    Interval change,
    Interval gap,
    Interval agreement) {

  /**
   * @param own rows of the variant's networks by seed, each in the same order of architectures
   * @param reference the same of the reference
   */
  static VariantResult of(
      String variant, Map<Long, List<Row>> own, Map<Long, List<Row>> reference, long seed) {
    double[] errors = means(own, Row::error);
    double[] lies = means(own, Row::corruptedError);
    double[] others = means(sameSeeds(reference, own), Row::error);
    double[] paired = means(sameSeeds(own, reference), Row::error);
    Row any = own.values().iterator().next().get(0);
    return new VariantResult(
        variant,
        any.channels(),
        own.size(),
        errors.length,
        Bootstrap.mean(errors, Bootstrap.RESAMPLES, seed),
        Arrays.stream(errors).min().orElseThrow(),
        deviation(own),
        Bootstrap.mean(differences(paired, others), Bootstrap.RESAMPLES, seed),
        Bootstrap.mean(differences(lies, errors), Bootstrap.RESAMPLES, seed),
        agreement(own, reference, seed));
  }

  /** Those networks whose seeds others have too; all where there is none. */
  private static Map<Long, List<Row>> sameSeeds(
      Map<Long, List<Row>> networks, Map<Long, List<Row>> others) {
    Map<Long, List<Row>> shared = new LinkedHashMap<>(networks);
    shared.keySet().retainAll(others.keySet());
    return shared.isEmpty() ? networks : shared;
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

  private static double[] differences(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
  }

  private static double deviation(Map<Long, List<Row>> networks) {
    double[] each =
        networks.values().stream()
            .mapToDouble(rows -> rows.stream().mapToDouble(Row::error).average().orElseThrow())
            .toArray();
    double mean = Arrays.stream(each).average().orElseThrow();
    double squares = Arrays.stream(each).map(e -> (e - mean) * (e - mean)).sum();
    return each.length < 2 ? Double.NaN : Math.sqrt(squares / (each.length - 1));
  }

  private static Interval agreement(
      Map<Long, List<Row>> own, Map<Long, List<Row>> reference, long seed) {
    List<double[][]> pairs = new ArrayList<>();
    boolean one = own.size() == 1 && own.keySet().equals(reference.keySet());
    own.forEach(
        (s, rows) ->
            reference.forEach(
                (t, others) -> {
                  if (!s.equals(t) || (one && !rows.equals(others))) {
                    pairs.add(new double[][] {errors(rows), errors(others)});
                  }
                }));
    if (pairs.isEmpty()) {
      return Interval.none();
    }
    return Bootstrap.of(
        pairs.get(0)[0].length,
        cases ->
            pairs.stream()
                .mapToDouble(p -> RankCorrelation.spearman(take(p[0], cases), take(p[1], cases)))
                .average()
                .orElseThrow(),
        Bootstrap.RESAMPLES,
        seed);
  }

  private static double[] errors(List<Row> rows) {
    return rows.stream().mapToDouble(Row::error).toArray();
  }

  private static double[] take(double[] values, int[] cases) {
    return Arrays.stream(cases).mapToDouble(i -> values[i]).toArray();
  }
}
