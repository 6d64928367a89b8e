package org.smashnas;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.smashnas.arch.SearchSpace;
import org.smashnas.files.Checksums;
import org.smashnas.table.Tables;
import org.smashnas.train.Checkpoints;
import org.smashnas.train.Epoch;
import org.smashnas.train.History;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * One saved SMASH network, as far as its files are whole; its weights are not read, but for their
 * checksum.
 *
 * @param name of its folder, relative to the one that was opened
 * @param checkpoint name of the one that this is; null for a network saved by {@link Smash#save}
 * @param space null where smash.json is damaged, as {@code file}
 * @param history without epochs where there are none yet, or it is damaged
 * @param problem what is damaged, null where nothing is
 */
record SavedRun(
    String name,
    String checkpoint,
    SmashFile file,
    SearchSpace space,
    History history,
    String problem) {

  /** Nothing but a reason. */
  static SavedRun unreadable(String name, String problem) {
    return new SavedRun(name, null, null, null, History.empty(name), problem);
  }

  /**
   * Reads the first that is whole, or the first if none is.
   *
   * @param versions of one network, newest first, at least one
   */
  static SavedRun read(String name, List<Path> versions) {
    List<SavedRun> damaged = new ArrayList<>();
    for (Path version : versions) {
      SavedRun run = read(name, version);
      if (run.problem != null && Files.isDirectory(version)) {
        // It may have been replaced, by the training that goes on, between two of its files.
        run = read(name, version);
      }
      if (run.problem == null) {
        return damaged.isEmpty() ? run : run.instead(damaged.get(0));
      }
      damaged.add(run);
    }
    return damaged.get(0);
  }

  private SavedRun instead(SavedRun newer) {
    String passed = "%s is passed over: %s".formatted(newer.checkpoint, newer.problem);
    return new SavedRun(name, checkpoint, file, space, history, passed);
  }

  private static SavedRun read(String name, Path folder) {
    List<String> problems = new ArrayList<>();
    SmashFile file = attempt(problems, () -> SmashFile.read(folder)).orElse(null);
    SearchSpace space =
        file == null ? null : attempt(problems, file.encoding()::space).orElse(null);
    History history =
        attempt(problems, () -> history(name, Checksums.read(folder).checked(SmashFile.HISTORY)))
            .orElse(History.empty(name));
    attempt(problems, () -> Checkpoints.verified(folder));
    String step = Checkpoints.isOne(folder) ? folder.getFileName().toString() : null;
    // What is whole can still be senseless, made by another program.
    SmashFile shown =
        attempt(
                problems,
                () -> {
                  Table row =
                      RunColumns.table(
                          name, List.of(new SavedRun(name, step, file, space, history, null)));
                  return row.isEmpty() ? null : file;
                })
            .orElse(null);
    return new SavedRun(
        name, step, shown, space, history, problems.isEmpty() ? null : problems.get(0));
  }

  /** Whatever is wrong with one run must not hide the others. */
  private static <T> Optional<T> attempt(List<String> problems, Supplier<T> reading) {
    try {
      return Optional.ofNullable(reading.get());
    } catch (RuntimeException e) {
      problems.add(e.getMessage() == null ? e.toString() : e.getMessage());
      return Optional.empty();
    }
  }

  private static History history(String name, Path file) {
    Table table = Tables.read(file);
    List<Epoch> epochs = new ArrayList<>();
    for (Row row : table) {
      epochs.add(
          new Epoch(
              row.getInt("epoch"),
              row.getDouble("train_loss"),
              row.getDouble("validation_loss"),
              row.getDouble("validation_error"),
              row.getDouble("learning_rate"),
              row.getDouble("seconds")));
    }
    return new History(name, epochs);
  }

  /** Its newest epoch. */
  Optional<Epoch> last() {
    List<Epoch> epochs = history.epochs();
    return epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.get(epochs.size() - 1));
  }

  /** NaN where it has none. */
  double validationError() {
    return last().map(Epoch::validationError).orElse(Double.NaN);
  }

  boolean finished() {
    return file != null && history.epochs().size() >= file.config().epochs();
  }
}
