package org.smashnas.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.ArchitectureJson;
import org.smashnas.plot.BandChart;
import org.smashnas.statistics.Bootstrap;
import org.smashnas.statistics.Interval;
import org.smashnas.statistics.PairedTest;
import org.smashnas.table.ResumableTable;
import org.smashnas.table.Tables;
import tech.tablesaw.api.Table;

/**
 * What a study of gradients by proxy found.
 *
 * @param walks one start and rule each, in the order of their measurement; at least one
 * @param steps every architecture that they scored, in order
 * @param predictions predicted and true changes of single elements
 */
public record ProxyWalks(List<Walk> walks, List<Step> steps, ProxyPredictions predictions) {
  /** Points of a chart's lines. */
  private static final int POINTS = 60;

  /**
   * One walk: a row of gradient_proxy.arrow.
   *
   * @param startId of the architecture that it began at
   * @param rule the descent's name
   * @param seed the study's
   * @param evaluations spent, in forward passes over all validation examples
   * @param startScore validation error of the start, 0 to 1
   * @param bestScore validation error where the walk ended
   * @param startCrossEntropy validation cross entropy of the start, nats
   * @param bestCrossEntropy validation cross entropy where the walk ended
   */
  public record Walk(
      String startId,
      String rule,
      long seed,
      double evaluations,
      double startScore,
      double bestScore,
      double startCrossEntropy,
      double bestCrossEntropy) {
    public Walk {
      Ranges.notNegative("number of evaluations", evaluations);
      Ranges.share("start's error", startScore);
      Ranges.share("best error", bestScore);
      Ranges.notNegative("start's cross entropy", startCrossEntropy);
      Ranges.notNegative("best cross entropy", bestCrossEntropy);
    }
  }

  /**
   * One scored architecture of a walk: a row of gradient_proxy_steps.arrow.
   *
   * @param step its place in the walk, from 0
   * @param evaluations spent up to it
   * @param moved whether the walk went there
   */
  public record Step(
      String startId,
      String rule,
      long seed,
      int step,
      double evaluations,
      String architectureId,
      double score,
      double crossEntropy,
      boolean moved) {
    public Step {
      Ranges.notNegative("number of evaluations", evaluations);
      Ranges.share("error", score);
      Ranges.notNegative("cross entropy", crossEntropy);
    }
  }

  /** Where a walk ended: a row of gradient_proxy_ends.arrow. */
  record End(String startId, String rule, long seed, String json) {}

  public ProxyWalks {
    walks = List.copyOf(walks);
    steps = List.copyOf(steps);
    if (walks.isEmpty()) {
      throw new IllegalArgumentException(
          "the study has no whole walk; let it run for one at least");
    }
  }

  /**
   * Reads what a study wrote, whole or as a crash left it.
   *
   * @param folder where the tables are
   * @throws java.io.UncheckedIOException if there is no study
   */
  public static ProxyWalks read(Path folder) {
    return new ProxyWalks(
        ResumableTable.read(folder.resolve(ProxyStudy.WALKS), Walk.class),
        ResumableTable.read(folder.resolve(ProxyStudy.STEPS), Step.class),
        ProxyPredictions.read(folder));
  }

  /**
   * Where the walks by one rule ended, by the id of their start.
   *
   * @param folder where the tables are
   */
  public static Map<String, Architecture> ends(Path folder, String rule) {
    Map<String, Architecture> ends = new LinkedHashMap<>();
    ResumableTable.read(folder.resolve(ProxyStudy.ENDS), End.class).stream()
        .filter(end -> end.rule().equals(rule))
        .forEach(end -> ends.put(end.startId(), ArchitectureJson.read(end.json())));
    return ends;
  }

  /** The rules, in the order of their measurement. */
  public List<String> rules() {
    return walks.stream().map(Walk::rule).distinct().toList();
  }

  /**
   * Whether one rule ends with lower errors than another from the same starts: the cases are the
   * starts from which both walked, a win is a lower error.
   */
  public PairedTest scores(String rule, String other, long seed) {
    return test(rule, other, Walk::bestScore, seed);
  }

  /** The same for the cross entropy, nats. */
  public PairedTest crossEntropies(String rule, String other, long seed) {
    return test(rule, other, Walk::bestCrossEntropy, seed);
  }

  private PairedTest test(String rule, String other, ToDoubleFunction<Walk> value, long seed) {
    Map<String, Walk> own = of(rule);
    Map<String, Walk> others = of(other);
    List<String> both = own.keySet().stream().filter(others::containsKey).toList();
    // Lower is better, and the test takes what is higher for better.
    return PairedTest.of(
        both.stream().mapToDouble(s -> -value.applyAsDouble(own.get(s))).toArray(),
        both.stream().mapToDouble(s -> -value.applyAsDouble(others.get(s))).toArray(),
        seed);
  }

  private Map<String, Walk> of(String rule) {
    Map<String, Walk> own = new LinkedHashMap<>();
    walks.stream().filter(w -> w.rule().equals(rule)).forEach(w -> own.put(w.startId(), w));
    if (own.isEmpty()) {
      throw new IllegalArgumentException(
          "no walk went by rule \"%s\"; the rules are %s".formatted(rule, rules()));
    }
    return own;
  }

  /**
   * One row a rule: its mean gain over the start, and how it compares with the control from the
   * same starts, in error and in cross entropy.
   *
   * @param control name of the rule to compare with
   * @param seed of the bootstrap
   */
  public Table summary(String control, long seed) {
    return Tables.of(
        "gradient_proxy_summary",
        Summary.class,
        rules().stream().map(rule -> summary(rule, control, seed)).toList());
  }

  private record Compared(
      double winShare, double tieShare, Interval difference, double pSign, double pWilcoxon) {}

  private record Summary(
      String rule,
      int n,
      double meanGain,
      double winShare,
      double tieShare,
      Interval difference,
      double pSign,
      double pWilcoxon,
      Compared crossEntropy) {}

  private Summary summary(String rule, String control, long seed) {
    PairedTest scores = scores(rule, control, seed);
    PairedTest losses = crossEntropies(rule, control, seed);
    return new Summary(
        rule,
        scores.n(),
        of(rule).values().stream()
            .mapToDouble(w -> w.startScore() - w.bestScore())
            .average()
            .orElseThrow(),
        scores.winShare(),
        scores.tieShare(),
        scores.mean(),
        scores.signTest(),
        scores.wilcoxon(),
        new Compared(
            losses.winShare(),
            losses.tieShare(),
            losses.mean(),
            losses.signTest(),
            losses.wilcoxon()));
  }

  /**
   * How far walks have come down from their starts (percentage points of error) against what they
   * spent: the mean with its 95% interval over the starts, which differ in error by more than a
   * walk gains.
   *
   * @param some names of the rules to draw
   * @param seed of the bootstrap
   */
  public XYChart plot(List<String> some, long seed) {
    return plot(some, "change in validation error (points)", s -> 100 * s.score(), seed);
  }

  /** The same for the cross entropy, nats. */
  public XYChart plotCrossEntropy(List<String> some, long seed) {
    return plot(some, "change in cross entropy (nats)", Step::crossEntropy, seed);
  }

  private XYChart plot(List<String> some, String yTitle, ToDoubleFunction<Step> value, long seed) {
    double most = walks.stream().mapToDouble(Walk::evaluations).max().orElseThrow();
    List<Double> x = IntStream.rangeClosed(0, POINTS).mapToObj(i -> i * most / POINTS).toList();
    List<BandChart.Band> bands = some.stream().map(rule -> band(rule, x, value, seed)).toList();
    long n = walks.stream().map(Walk::startId).distinct().count();
    return BandChart.draw("walks from " + n + " starts", "evaluations", x, yTitle, bands);
  }

  private BandChart.Band band(
      String rule, List<Double> x, ToDoubleFunction<Step> value, long seed) {
    List<String> starts = List.copyOf(of(rule).keySet());
    List<Step> own = steps.stream().filter(s -> s.rule().equals(rule) && s.moved()).toList();
    List<Interval> at = new ArrayList<>();
    for (double spent : x) {
      double[] values =
          starts.stream()
              .mapToDouble(
                  s ->
                      value.applyAsDouble(last(own, s, spent))
                          - value.applyAsDouble(last(own, s, 0)))
              .toArray();
      at.add(Bootstrap.mean(values, Bootstrap.RESAMPLES, seed));
    }
    return new BandChart.Band(
        rule,
        at.stream().map(Interval::value).toList(),
        at.stream().map(Interval::low).toList(),
        at.stream().map(Interval::high).toList());
  }

  private static Step last(List<Step> moves, String start, double spent) {
    return moves.stream()
        .filter(s -> s.startId().equals(start) && s.evaluations() <= spent)
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  /** For example "80 walks from 10 starts by [random, code]". */
  @Override
  public String toString() {
    long starts = walks.stream().map(Walk::startId).distinct().count();
    return "%d walks from %d starts by %s".formatted(walks.size(), starts, rules());
  }
}
