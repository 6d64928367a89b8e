package org.smashnas.study;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.smashnas.arch.Architecture;
import org.smashnas.statistics.Bootstrap;
import org.smashnas.statistics.Interval;
import org.smashnas.table.ResumableTable;
import org.smashnas.table.Tables;
import org.smashnas.train.Confusion;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Outcomes;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a transfer study found. Accuracies are means over a network's trainings, and intervals are
 * over the test examples, which all trainings share: what another seed would have changed, they do
 * not say, and the spread between trainings does.
 *
 * @param rows one training each, in the order of their measurement; at least one
 */
public record Transfer(List<Row> rows) {
  /**
   * One training: a row of transfer.arrow.
   *
   * @param network the network's name
   * @param seed of the training
   * @param parameters free weights of the network
   * @param confusion which class of the test examples was taken for which
   * @param outcomes which test examples were misclassified
   */
  public record Row(
      String network, long seed, long parameters, Confusion confusion, Outcomes outcomes) {
    /** Share of the test examples that are classified rightly. */
    public double accuracy() {
      return 1 - outcomes.error();
    }
  }

  public Transfer {
    rows = List.copyOf(rows);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          "the study trained no network to the end; let it train one at least");
    }
  }

  /**
   * Reads what a study wrote, whole or as a crash left it.
   *
   * @param folder where transfer.arrow is
   * @throws java.io.UncheckedIOException if there is no study
   */
  public static Transfer read(Path folder) {
    return new Transfer(
        ResumableTable.read(folder.resolve(TransferStudy.FILE), Line.class).stream()
            .map(Line::row)
            .toList());
  }

  /**
   * A row of transfer.arrow as it is written.
   *
   * @param confusion a row of counts for each true class, "3 0;1 4"
   * @param wrong one bit an example, 1 if misclassified, in Base64
   */
  record Line(
      String network,
      long seed,
      String architectureId,
      long parameters,
      int epochs,
      double testAccuracy,
      int examples,
      String confusion,
      String wrong) {
    Line {
      Outcomes outcomes = Outcomes.parse(wrong, examples);
      if (Math.abs(1 - outcomes.error() - testAccuracy) > 1e-6) {
        throw new IllegalArgumentException(
            "the accuracy is %s, and %s".formatted(testAccuracy, outcomes));
      }
    }

    static Line of(String network, long seed, Architecture a, int epochs, Evaluation test) {
      String counts =
          Arrays.stream(test.confusion().counts())
              .map(c -> Arrays.stream(c).mapToObj(Integer::toString).collect(joining(" ")))
              .collect(joining(";"));
      return new Line(
          network,
          seed,
          a.id(),
          a.parameters(),
          epochs,
          test.accuracy(),
          test.examples(),
          counts,
          test.outcomes().text());
    }

    Row row() {
      int[][] counts =
          Arrays.stream(confusion.split(";"))
              .map(row -> Arrays.stream(row.split(" ")).mapToInt(Integer::parseInt).toArray())
              .toArray(int[][]::new);
      return new Row(
          network, seed, parameters, Confusion.of(counts), Outcomes.parse(wrong, examples));
    }
  }

  /** The networks, in the order of their first training. */
  public List<String> networks() {
    return rows.stream().map(Row::network).distinct().toList();
  }

  private List<Row> of(String network) {
    List<Row> own = rows.stream().filter(r -> r.network().equals(network)).toList();
    if (own.isEmpty()) {
      throw new IllegalArgumentException(
          "no network \"%s\" was trained; those were %s".formatted(network, networks()));
    }
    return own;
  }

  /** A network's test accuracy, 0 to 1, its mean over the trainings. */
  public Interval accuracy(String network, long seed) {
    return Bootstrap.mean(right(network), Bootstrap.RESAMPLES, seed);
  }

  /**
   * How much more accurate a network is than another, paired by test example; negative where it is
   * less.
   */
  public Interval difference(String network, String other, long seed) {
    double[] own = right(network);
    double[] others = right(other);
    double[] more = IntStream.range(0, own.length).mapToDouble(i -> own[i] - others[i]).toArray();
    return Bootstrap.mean(more, Bootstrap.RESAMPLES, seed);
  }

  /** Of each test example the share of the trainings that classified it rightly. */
  private double[] right(String network) {
    List<Row> own = of(network);
    return IntStream.range(0, own.get(0).outcomes().examples())
        .mapToDouble(
            i ->
                own.stream()
                    .mapToDouble(r -> r.outcomes().wrong(i) ? 0 : 1)
                    .average()
                    .orElseThrow())
        .toArray();
  }

  /** Which class was taken for which, all trainings of a network together. */
  public Confusion confusion(String network) {
    return Confusion.of(
        of(network).stream().map(r -> r.confusion().counts()).reduce(Transfer::sum).orElseThrow());
  }

  private static int[][] sum(int[][] a, int[][] b) {
    return IntStream.range(0, a.length)
        .mapToObj(k -> IntStream.range(0, a.length).map(p -> a[k][p] + b[k][p]).toArray())
        .toArray(int[][]::new);
  }

  /**
   * The test examples that every training of a network misclassified, counted from 0 in the order
   * of the run's test part.
   *
   * @param most how many to give at most
   */
  public int[] mistakes(String network, int most) {
    double[] right = right(network);
    return IntStream.range(0, right.length).filter(i -> right[i] == 0).limit(most).toArray();
  }

  /**
   * One row a network: parameters, number of trainings, test examples, accuracy with its interval,
   * the least and the greatest accuracy of a training, and how much more accurate the network is
   * than the first one, with its interval.
   *
   * @param seed of the bootstrap
   */
  public Table summary(long seed) {
    return Tables.of(
        "transfer_summary",
        Summary.class,
        networks().stream().map(network -> summary(network, seed)).toList());
  }

  private record Summary(
      String network,
      long parameters,
      int trainings,
      int n,
      Interval accuracy,
      double least,
      double greatest,
      Interval difference) {}

  private Summary summary(String network, long seed) {
    List<Row> own = of(network);
    return new Summary(
        network,
        own.get(0).parameters(),
        own.size(),
        own.get(0).outcomes().examples(),
        accuracy(network, seed),
        extreme(network, -1),
        extreme(network, 1),
        difference(network, networks().get(0), seed));
  }

  private double extreme(String network, int sign) {
    return sign * of(network).stream().mapToDouble(r -> sign * r.accuracy()).max().orElseThrow();
  }

  /**
   * One row a class: its test examples, and the accuracy of each network on them, in percent.
   *
   * @param classNames one a class, in the order of the labels
   */
  public Table perClass(List<String> classNames) {
    Confusion any = rows.get(0).confusion();
    int classes = any.classes();
    if (classNames.size() != classes) {
      throw new IllegalArgumentException(
          "there are %d class names for %d classes; give one each"
              .formatted(classNames.size(), classes));
    }
    List<tech.tablesaw.columns.Column<?>> columns = new ArrayList<>();
    columns.add(StringColumn.create("class", classNames));
    columns.add(IntColumn.create("n", IntStream.range(0, classes).map(any::examples).toArray()));
    for (String network : networks()) {
      Confusion own = confusion(network);
      double[] percent =
          IntStream.range(0, classes).mapToDouble(k -> 100 * own.accuracy(k)).toArray();
      columns.add(DoubleColumn.create(network, percent));
    }
    return Table.create("accuracy by class (%)", columns);
  }

  /** The accuracy of each network in percent, with its interval. */
  public CategoryChart plot(long seed) {
    List<Interval> all = networks().stream().map(n -> accuracy(n, seed)).toList();
    return IntervalBars.draw(
        "test accuracy, n = " + rows.get(0).outcomes().examples(),
        "test accuracy (%)",
        networks(),
        all,
        100);
  }

  /** For example "8 trainings of [pictures, voxels]". */
  @Override
  public String toString() {
    return rows.size() + " trainings of " + networks();
  }
}
