package org.smashnas.inside;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.smashnas.arch.Architecture;
import org.smashnas.data.Batches;
import org.smashnas.encoding.Corruption.Kind;
import org.smashnas.encoding.Embedding;
import org.smashnas.encoding.Encoding;
import org.smashnas.nn.Ablation;
import org.smashnas.nn.SmashNet;
import org.smashnas.plot.LineChart;
import org.smashnas.statistics.Bootstrap;
import org.smashnas.statistics.Interval;
import org.smashnas.study.CorruptionStudy;
import org.smashnas.table.Tables;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Progress;
import tech.tablesaw.api.Table;

/**
 * How a HyperNet comes to listen to the code, or goes deaf, while its SMASH network is trained: at
 * some steps, how alike its filters are, and what the same architectures lose when the code is
 * false, when all ops of a block have one filter, and without ops (paper, section 4.2).
 *
 * <pre>{@code
 * var watch = new ListeningWatch(net, ten, validation, List.of(0, 100, 1000), seed);
 * trainer.run(watch.over(Progress.show()));
 * watch.plotCosts();
 * }</pre>
 */
public final class ListeningWatch {
  private final SmashNet net;
  private final List<Architecture> architectures;
  private final Batches validation;
  private final Set<Integer> steps;
  private final long seed;
  private final List<Row> rows = new ArrayList<>();

  /**
   * What was measured at one time; costs are rises of the validation cross entropy, with intervals
   * over the architectures.
   *
   * @param step steps done
   * @param error mean validation error with generated weights, 0 to 1
   * @param crossEntropy mean validation cross entropy, nats
   * @param likeness mean cosine of two filters: {@link Likeness}
   * @param falseCodes what it costs that all fields are redrawn, nats
   * @param meanFilter what it costs that all ops of a block have one filter, nats
   * @param opsOff what it costs that the filters are zero, nats
   */
  public record Row(
      int step,
      double error,
      double crossEntropy,
      double likeness,
      Interval falseCodes,
      Interval meanFilter,
      Interval opsOff) {}

  /**
   * Watches a network from now on.
   *
   * @param net that is going to be trained
   * @param architectures of its space, at least 2
   * @param steps after which to measure, 0 for now; the last step has to be among them to count
   * @param seed of false codes and of the architectures that the mean filter is taken over
   */
  public ListeningWatch(
      SmashNet net,
      List<Architecture> architectures,
      Batches validation,
      List<Integer> steps,
      long seed) {
    net.source().requireHyperNet("how a HyperNet listens");
    net.requirePointwiseAlone("how a HyperNet listens");
    this.net = net;
    this.architectures = List.copyOf(architectures);
    this.validation = validation;
    this.steps = Set.copyOf(steps);
    this.seed = seed;
    if (this.steps.contains(0)) {
      measure(0);
    }
  }

  /** A report for the trainer: it passes everything on, and measures where it was told to. */
  public Progress over(Progress shown) {
    return shown.and(
        new Progress() {
          @Override
          public void advance(int done, String note) {
            if (steps.contains(done)) {
              measure(done);
            }
          }
        });
  }

  /** What was measured so far. */
  public List<Row> rows() {
    return List.copyOf(rows);
  }

  private void measure(int step) {
    Encoding encoding = net.encoding();
    List<Evaluation> own = evaluate(Ablation.NONE);
    rows.add(
        new Row(
            step,
            mean(own, Evaluation::error),
            mean(own, Evaluation::loss),
            Likeness.of(net, architectures).mean(),
            rise(own, architectures.stream().map(a -> lie(encoding, a)).toList()),
            rise(own, evaluate(Ablation.MEAN_FILTER)),
            rise(own, evaluate(Ablation.OPS_OFF))));
  }

  private Evaluation lie(Encoding encoding, Architecture a) {
    Embedding code = CorruptionStudy.corrupted(encoding, a, CorruptionStudy.ALL, Kind.REDRAW, seed);
    return Evaluation.of(net, a, code, validation);
  }

  private List<Evaluation> evaluate(Ablation ablation) {
    Function<Architecture, NDArray> weights = ablation.of(net, seed);
    return architectures.stream().map(a -> Evaluation.of(net, a, weights, validation)).toList();
  }

  private Interval rise(List<Evaluation> own, List<Evaluation> other) {
    double[] rises = new double[own.size()];
    for (int i = 0; i < rises.length; i++) {
      rises[i] = other.get(i).loss() - own.get(i).loss();
    }
    return Bootstrap.mean(rises, Bootstrap.RESAMPLES, seed);
  }

  private static double mean(List<Evaluation> all, ToDoubleFunction<Evaluation> value) {
    return all.stream().mapToDouble(value).average().orElseThrow();
  }

  /** One row a measurement, its components as columns. */
  public Table table() {
    return Tables.of("listening", Row.class, rows);
  }

  private static Map<String, Function<Row, Interval>> costs() {
    Map<String, Function<Row, Interval>> costs = new LinkedHashMap<>();
    costs.put("false_codes", Row::falseCodes);
    costs.put("mean_filter", Row::meanFilter);
    costs.put("ops_off", Row::opsOff);
    return costs;
  }

  private List<Interval> intervals(Function<Row, Interval> cost) {
    return rows.stream().map(cost).toList();
  }

  /** What false codes, the mean filter and no ops cost, by step. */
  public XYChart plotCosts() {
    Map<String, double[]> lines = new LinkedHashMap<>();
    costs()
        .forEach(
            (name, cost) ->
                lines.put(
                    name.replace('_', ' '),
                    intervals(cost).stream().mapToDouble(Interval::value).toArray()));
    return LineChart.draw("what it costs", "step", "rise in cross entropy (nats)", at(), lines);
  }

  /** How alike the filters of different ops are, by step. */
  public XYChart plotLikeness() {
    double[] cosines = rows.stream().mapToDouble(Row::likeness).toArray();
    return LineChart.draw("filters of two ops", "step", "cosine", at(), Map.of("mean", cosines));
  }

  private double[] at() {
    return rows.stream().mapToDouble(Row::step).toArray();
  }

  /** For example "10 architectures at steps [0, 100, 1000]". */
  @Override
  public String toString() {
    return "%d architectures at steps %s"
        .formatted(architectures.size(), rows.stream().map(Row::step).toList());
  }
}
