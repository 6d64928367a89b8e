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
import org.smashnas.table.Tables;
import tech.tablesaw.api.Table;

/** Truths on disk: truths.arrow, or one such table a part, and the networks beside it. */
final class TruthTable {
  static final String NETWORKS = "architectures.jsonl";
  static final String WHOLE = "truths.arrow";
  static final int KEYS = 3;
  private static final Predicate<String> NAME =
      java.util.regex.Pattern.compile("truths(-\\d+)?\\.arrow").asMatchPredicate();

  private TruthTable() {}

  /**
   * A row.
   *
   * @param validationErrors a number an epoch, with a space between, as the other curves
   * @param wrong one bit an example, 1 if misclassified, in Base64
   */
  record Line(
      String architectureId,
      String schedule,
      int repeat,
      long seed,
      double testError,
      double testCrossEntropy,
      int examples,
      long parameters,
      long multiplyAdds,
      int ops,
      int epochs,
      double seconds,
      String validationErrors,
      String validationCrossEntropies,
      String trainCrossEntropies,
      String wrong) {
    static Line of(Architecture network, Truth t) {
      return new Line(
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
          EvaluationRow.wrong(t.test()));
    }

    /** What tells it from others. */
    List<Object> key() {
      return List.of(architectureId, schedule, repeat);
    }

    /**
     * What it says.
     *
     * @throws IllegalArgumentException if it contradicts itself or the network, with the reason
     */
    Truth truth(Architecture network) {
      Truth truth =
          new Truth(
              architectureId,
              schedule,
              repeat,
              seed,
              EvaluationRow.evaluation(testError, testCrossEntropy, examples, wrong),
              seconds,
              numbers(validationErrors),
              numbers(validationCrossEntropies),
              numbers(trainCrossEntropies));
      Line found = of(network, truth);
      agree("test_error", testError, found.testError);
      agree("epochs", epochs, found.epochs);
      agree("parameters", parameters, found.parameters);
      agree("multiply_adds", multiplyAdds, found.multiplyAdds);
      agree("ops", ops, found.ops);
      return truth;
    }
  }

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

  private static String text(List<Double> values) {
    // Seven digits are more than any curve means.
    return values.stream()
        .map(v -> Float.toString(v.floatValue()))
        .collect(Collectors.joining(" "));
  }

  private static List<Double> numbers(String text) {
    return Arrays.stream(text.split(" ")).map(Double::valueOf).toList();
  }

  private static void agree(String column, Object said, Object found) {
    if (!said.equals(found)) {
      throw new IllegalArgumentException(
          "%s is %s, and the rest of it says %s".formatted(column, said, found));
    }
  }

  static List<Line> lines(Truths truths) {
    Map<String, Architecture> networks = Truths.byId(truths.networks());
    return truths.rows().stream().map(t -> Line.of(networks.get(t.architecture()), t)).toList();
  }

  /** The columns of the file in memory, but for single examples. */
  static Table of(Truths truths) {
    return Tables.of("truths " + truths.name(), Line.class, lines(truths)).removeColumns("wrong");
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
