package org.smashnas.inside;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.knowm.xchart.XYChart;
import org.smashnas.arch.Architecture;
import org.smashnas.data.Batches;
import org.smashnas.data.Minibatch;
import org.smashnas.nn.GradientMode;
import org.smashnas.nn.Gradients;
import org.smashnas.nn.HyperNet;
import org.smashnas.nn.Loss;
import org.smashnas.nn.SmashNet;
import org.smashnas.nn.Updates;
import org.smashnas.plot.LineChart;
import org.smashnas.train.Evaluation;
import org.smashnas.train.History;
import org.smashnas.train.Progress;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * What training a SMASH network does, epoch by epoch, to the scores of fixed architectures and to
 * the gradient's size; always on the same examples, so that epochs compare.
 */
public final class TrainingWatch {
  private final SmashNet net;
  private final List<Architecture> architectures;
  private final Minibatch probe;
  private final Batches validation;
  private final List<Row> rows = new ArrayList<>();

  /**
   * What was measured at one time.
   *
   * @param epoch epochs done, 0 before training
   * @param hyperNorm Euclidean norm of the loss's gradient with respect to the HyperNet's weights,
   *     mean over the architectures
   * @param sharedNorm the same for all other weights
   * @param errors validation error of each architecture with generated weights, 0 to 1
   */
  public record Row(int epoch, double hyperNorm, double sharedNorm, List<Double> errors) {
    public Row {
      errors = List.copyOf(errors);
    }
  }

  /**
   * Measures the network as it is now.
   *
   * @param net the network that is going to be trained
   * @param architectures of its space, at least one
   * @param probe the examples that the gradient is taken on; no weight is changed by it
   * @param validation what errors are measured on
   */
  public TrainingWatch(
      SmashNet net, List<Architecture> architectures, Minibatch probe, Batches validation) {
    if (architectures.isEmpty()) {
      throw new IllegalArgumentException("there is no architecture to watch; give at least one");
    }
    this.net = net;
    this.architectures = List.copyOf(architectures);
    this.probe = probe;
    this.validation = validation;
    measure(0);
  }

  /**
   * A report for the trainer: it passes everything on, and measures after every epoch.
   *
   * @param shown what else is to hear of the training, for example {@code Progress.show()}
   * @param changed hears of every new row, for example to draw it
   */
  public Progress over(Progress shown, Consumer<TrainingWatch> changed) {
    return shown.and(
        new Progress() {
          @Override
          public void history(History history) {
            measure(history.epochs().size());
            changed.accept(TrainingWatch.this);
          }
        });
  }

  /** What was measured so far, before training first. */
  public List<Row> rows() {
    return List.copyOf(rows);
  }

  private void measure(int epoch) {
    double hyper = 0;
    double shared = 0;
    for (Architecture a : architectures) {
      double[] norms = gradient(a);
      hyper += norms[0] / architectures.size();
      shared += norms[1] / architectures.size();
    }
    List<Double> errors =
        architectures.stream().map(a -> Evaluation.of(net, a, validation).error()).toList();
    rows.add(new Row(epoch, hyper, shared, errors));
  }

  /** Norms of the HyperNet's and of the other weights' gradients, which are left at zero. */
  private double[] gradient(Architecture a) {
    GradientMode.off();
    try (NDManager manager = NDManager.newBaseManager();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      try (Gradients gradients = Gradients.record()) {
        NDArray logits = net.forward(a, probe.inputs(manager));
        gradients.backward(Loss.crossEntropy(logits, probe.labels(manager)));
      }
      double[] squares = new double[2];
      net.parameters()
          .trained()
          .forEach(
              (name, w) -> {
                NDArray g = w.getGradient();
                squares[name.startsWith(HyperNet.PREFIX) ? 0 : 1] += g.square().sum().getFloat();
              });
      // Training expects gradients of zero, to which it adds its own.
      Updates.clear(
          net.parameters().trained().values().stream().map(NDArray::getGradient).toList());
      return new double[] {Math.sqrt(squares[0]), Math.sqrt(squares[1])};
    }
  }

  /** One row a measurement: epoch, both norms, mean error, then each architecture's. */
  public Table table() {
    Table table =
        Table.create(
            "training_watch",
            IntColumn.create("epoch", rows.stream().mapToInt(Row::epoch).toArray()),
            DoubleColumn.create(
                "hyper_gradient", rows.stream().mapToDouble(Row::hyperNorm).toArray()),
            DoubleColumn.create(
                "shared_gradient", rows.stream().mapToDouble(Row::sharedNorm).toArray()),
            DoubleColumn.create(
                "mean_error", rows.stream().mapToDouble(TrainingWatch::mean).toArray()));
    for (int i = 0; i < architectures.size(); i++) {
      table.addColumns(DoubleColumn.create("error_" + (i + 1), errors(i)));
    }
    return table;
  }

  private double[] errors(int architecture) {
    return rows.stream().mapToDouble(r -> r.errors().get(architecture)).toArray();
  }

  private double[] epochs() {
    return rows.stream().mapToDouble(Row::epoch).toArray();
  }

  /** Each architecture's validation error by epoch, in percent; they are numbered from 1. */
  public XYChart plotScores() {
    Map<String, double[]> lines = new LinkedHashMap<>();
    for (int i = 0; i < architectures.size(); i++) {
      double[] percent = Arrays.stream(errors(i)).map(e -> 100 * e).toArray();
      lines.put(Integer.toString(i + 1), percent);
    }
    return LineChart.draw(
        "the same architectures through training",
        "epoch",
        "validation error (%)",
        epochs(),
        lines);
  }

  /** The gradient's norm by epoch, of the HyperNet and of all other weights. */
  public XYChart plotGradients() {
    Map<String, double[]> lines = new LinkedHashMap<>();
    lines.put("HyperNet", rows.stream().mapToDouble(Row::hyperNorm).toArray());
    lines.put("shared weights", rows.stream().mapToDouble(Row::sharedNorm).toArray());
    return LineChart.draw("norm of the gradient", "epoch", "norm", epochs(), lines);
  }

  /** For example "10 architectures through 15 epochs, mean error 88.2% to 56.1%". */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d architectures through %d epochs, mean error %.1f%% to %.1f%%",
        architectures.size(),
        rows.get(rows.size() - 1).epoch(),
        100 * mean(rows.get(0)),
        100 * mean(rows.get(rows.size() - 1)));
  }

  private static double mean(Row row) {
    return row.errors().stream().mapToDouble(e -> e).average().orElseThrow();
  }
}
