package org.smashnas.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.ArchitectureJson;
import org.smashnas.arch.SearchSpace;
import org.smashnas.files.AtomicFile;
import org.smashnas.files.OneWriter;
import org.smashnas.table.Column;
import org.smashnas.table.Type;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Outcomes;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Truths on disk: truths.arrow, or one such table a part, and the networks beside it. */
final class TruthTable {
  static final String NETWORKS = "architectures.jsonl";
  static final String WHOLE = "truths.arrow";
  static final int KEYS = 3;
  static final List<Column> COLUMNS =
      List.of(
          new Column("architecture_id", Type.STRING),
          new Column("schedule", Type.STRING),
          new Column("repeat", Type.INT),
          new Column("seed", Type.LONG),
          new Column("test_error", Type.DOUBLE),
          new Column("test_cross_entropy", Type.DOUBLE),
          new Column("examples", Type.INT),
          new Column("parameters", Type.LONG),
          new Column("multiply_adds", Type.LONG),
          new Column("ops", Type.INT),
          new Column("epochs", Type.INT),
          new Column("seconds", Type.DOUBLE),
          // a number an epoch, with a space between
          new Column("validation_errors", Type.STRING),
          new Column("validation_cross_entropies", Type.STRING),
          new Column("train_cross_entropies", Type.STRING),
          // one bit an example, 1 if misclassified, in Base64
          new Column("wrong", Type.STRING));

  private static final Predicate<String> NAME =
      java.util.regex.Pattern.compile("truths(-\\d+)?\\.arrow").asMatchPredicate();

  private TruthTable() {}

  /** Where a part is written. */
  static Path file(Path folder, TruthPlan plan) {
    return folder.resolve(plan.parts() == 1 ? WHOLE : "truths-" + plan.part() + ".arrow");
  }

  /** All tables of a folder, the whole one first; none if there is no folder. */
  static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> NAME.test(f.getFileName().toString()))
          .sorted((a, b) -> name(a).compareTo(name(b)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  /** Without the ending, or "truths-1.arrow" would come before "truths.arrow". */
  private static String name(Path file) {
    return file.getFileName().toString().replace(".arrow", "");
  }

  static Object[] row(Architecture network, Truth t) {
    Outcomes outcomes = t.test().outcomes();
    return new Object[] {
      t.architecture(),
      t.schedule(),
      t.repeat(),
      t.seed(),
      t.test().error(),
      t.test().loss(),
      t.test().examples(),
      network.parameters(),
      network.multiplyAdds(),
      network.sites().size(),
      t.epochs(),
      t.seconds(),
      text(t.validationErrors()),
      text(t.validationLosses()),
      text(t.trainLosses()),
      outcomes.examples() == 0 ? null : outcomes.text()
    };
  }

  private static String text(List<Double> values) {
    // Seven digits are more than any curve means.
    return values.stream()
        .map(v -> Float.toString(v.floatValue()))
        .collect(Collectors.joining(" "));
  }

  private static List<Double> numbers(Object text) {
    return Arrays.stream(((String) text).split(" ")).map(Double::valueOf).toList();
  }

  /**
   * What a row says.
   *
   * @throws IllegalArgumentException if it contradicts itself or the network, with the reason
   */
  static Truth truth(Architecture network, Object[] row) {
    int examples = (Integer) row[6];
    Outcomes outcomes =
        row[15] == null ? Outcomes.none() : Outcomes.parse((String) row[15], examples);
    double error = (Double) row[4];
    double loss = Ledger.orNaN(row[5]);
    Truth truth =
        new Truth(
            (String) row[0],
            (String) row[1],
            (Integer) row[2],
            (Long) row[3],
            new Evaluation(error, loss, examples, outcomes),
            (Double) row[11],
            numbers(row[12]),
            numbers(row[13]),
            numbers(row[14]));
    agree("test_error", error, outcomes.examples() == 0 ? error : outcomes.error());
    agree("epochs", row[10], truth.epochs());
    agree("parameters", row[7], network.parameters());
    agree("multiply_adds", row[8], network.multiplyAdds());
    agree("ops", row[9], network.sites().size());
    return truth;
  }

  private static void agree(String column, Object said, Object found) {
    if (!said.equals(found)) {
      throw new IllegalArgumentException(
          "%s is %s, and the rest of it says %s".formatted(column, said, found));
    }
  }

  static List<Object[]> rows(Truths truths) {
    Map<String, Architecture> networks = Truths.byId(truths.networks());
    return truths.rows().stream().map(t -> row(networks.get(t.architecture()), t)).toList();
  }

  /** The columns of the file in memory, but for single examples. */
  static Table of(Truths truths) {
    Table table = Table.create("truths " + truths.name());
    for (Column column : COLUMNS) {
      table.addColumns(
          switch (column.type()) {
            case INT -> IntColumn.create(column.name());
            case LONG -> LongColumn.create(column.name());
            case DOUBLE -> DoubleColumn.create(column.name());
            default -> StringColumn.create(column.name());
          });
    }
    for (Object[] row : rows(truths)) {
      for (int c = 0; c < row.length; c++) {
        table.column(c).appendObj(row[c]);
      }
    }
    return table.removeColumns("wrong");
  }

  /** The networks of a folder; none if nothing was written yet. */
  static List<Architecture> networks(Path folder) {
    Path file = folder.resolve(NETWORKS);
    try {
      return Files.exists(file) ? ArchitectureJson.readLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the networks in " + file, e);
    }
  }

  /**
   * Adds networks to the folder's; those that are there keep their places.
   *
   * @throws IllegalArgumentException if those that are there are of another space
   */
  static void addNetworks(Path folder, List<Architecture> networks) {
    // Parts that begin at the same time add theirs one after the other.
    try (OneWriter only = OneWriter.of(folder.resolve(NETWORKS), Duration.ofSeconds(30))) {
      addNetworks(folder, only.file(), networks);
    }
  }

  private static void addNetworks(Path folder, Path file, List<Architecture> networks) {
    Set<Architecture> all = new LinkedHashSet<>(networks(folder));
    for (Architecture earlier : all) {
      SearchSpace space = networks.get(0).space();
      String different = SpaceDifference.of(earlier.space(), space);
      if (!different.isEmpty()) {
        throw new IllegalArgumentException(
            "%s has networks of a space with %s as the plan's space %s; write to another folder, or delete it to begin again"
                .formatted(folder, different, space.name()));
      }
    }
    if (!all.containsAll(networks)) {
      all.addAll(networks);
      List<String> lines = new ArrayList<>(all.stream().map(ArchitectureJson::write).toList());
      lines.add("");
      try {
        AtomicFile.write(file, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(
            "cannot write the networks to %s (%s); it needs a folder that this process may write to and room on its disk"
                .formatted(file, e),
            e);
      }
    }
  }
}
