package org.smashnas;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** What matters of many runs. */
final class RunDigest {
  /** Columns that stay, whether runs differ in them or not. */
  private static final Set<String> ALWAYS =
      Set.of(
          "folder",
          "saved",
          "epochs",
          "train_loss",
          "validation_loss",
          "validation_error",
          "seconds");

  private RunDigest() {}

  /** The table without columns of one value. */
  static Table differences(Table table) {
    Table differing = Table.create(table.name());
    for (Column<?> column : table.columns()) {
      boolean problem = column.name().equals("problem") && column.countMissing() < column.size();
      boolean differs = column.unique().removeMissing().size() > 1;
      if (problem || differs || ALWAYS.contains(column.name())) {
        differing.addColumns(column.copy());
      }
    }
    return differing;
  }

  /** Those that have a validation error. */
  static List<SavedRun> measured(List<SavedRun> runs) {
    return runs.stream().filter(r -> !Double.isNaN(r.validationError())).toList();
  }

  /** That with the least validation error. */
  static Optional<SavedRun> least(List<SavedRun> runs) {
    return measured(runs).stream().min(Comparator.comparingDouble(SavedRun::validationError));
  }

  /** As {@link Runs#toString}. */
  static String line(Path folder, List<SavedRun> runs) {
    List<String> parts = new ArrayList<>();
    parts.add(runs.stream().filter(SavedRun::finished).count() + " finished");
    long problems = runs.stream().filter(r -> r.problem() != null).count();
    if (problems > 0) {
      parts.add(problems + " with a problem");
    }
    least(runs)
        .map(
            r ->
                String.format(
                    Locale.ROOT,
                    "least validation error %.1f%% (%s)",
                    100 * r.validationError(),
                    r.name()))
        .ifPresent(parts::add);
    String count = runs.size() == 1 ? "1 run" : runs.size() + " runs";
    return "%s in %s: %s".formatted(count, folder, String.join(", ", parts));
  }
}
