package org.smashnas;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.Selection;

/**
 * Saved SMASH networks side by side: what each was trained with and what came of it, to be sorted,
 * filtered and plotted. {@link Smash#load} reads one of them.
 */
public final class Runs {
  private final Path folder;
  private final List<SavedRun> rows;
  private final Table table;

  private Runs(Path folder, List<SavedRun> rows) {
    this.folder = folder;
    this.rows = List.copyOf(rows);
    table = RunColumns.table("runs in " + folder, rows);
  }

  /**
   * Finds what {@link Smash#save} and checkpoints wrote in a folder, at any depth, and reads it
   * without the weights.
   *
   * <p>A folder of checkpoints is one run, as its newest whole checkpoint has it. Other files and
   * folders, and what a save has not finished or was about to delete, are passed over; a run that
   * is damaged or of another version has a row that says so, with what is whole of it. All files of
   * a run are read once for their checksums.
   *
   * @return the oldest first, by the time when each was last saved, those of unknown time last
   * @throws IllegalArgumentException if there is no such folder
   */
  public static Runs open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "%s is no folder; give one with networks that smash.save or checkpoints wrote"
              .formatted(folder));
    }
    Comparator<SavedRun> byTime =
        Comparator.comparing(r -> r.file() == null ? "later" : r.file().saved());
    return new Runs(
        folder,
        RunFolders.read(folder).stream().sorted(byTime.thenComparing(SavedRun::name)).toList());
  }

  /**
   * One row a run, with a column for each setting of its training ({@code learning_rate}, {@code
   * hyper}, ...) and of its space ({@code space_max_banks}, ...), its seeds, data, encoding, time,
   * version and commit, and the losses (nats) and error (0 to 1) of its last epoch on the
   * validation examples; {@code problem} is missing where nothing is damaged.
   */
  public Table table() {
    return table.copy();
  }

  /** The table without the settings in which all runs agree. */
  public Table differences() {
    return RunDigest.differences(table);
  }

  /** The number of runs. */
  public int size() {
    return rows.size();
  }

  /**
   * Some of the runs.
   *
   * @param which chooses rows of the table, for example {@code t ->
   *     t.doubleColumn("learning_rate").isLessThan(1e-3)}
   */
  public Runs where(Function<Table, Selection> which) {
    return of(which.apply(table()).toArray());
  }

  /**
   * The runs in the order of some columns.
   *
   * @param columns the first one first; from the largest down with a minus before the name
   */
  public Runs sortOn(String... columns) {
    IntColumn row = IntColumn.indexColumn("row_of_table", rows.size(), 0);
    return of(table().addColumns(row).sortOn(columns).intColumn("row_of_table").asIntArray());
  }

  private Runs of(int[] those) {
    return new Runs(folder, Arrays.stream(those).mapToObj(rows::get).toList());
  }

  /**
   * The validation error (percent) of each run's last epoch as bars, in their order; runs without
   * one have no bar.
   *
   * @throws IllegalStateException if no run has one
   */
  public CategoryChart plot() {
    return RunCharts.bars(folder, RunDigest.measured(rows));
  }

  /**
   * The validation error (percent) of each run's last epoch by a column of the table.
   *
   * @param column one of numbers, or {@code saved}, which counts in days from the first run
   * @throws IllegalArgumentException if there is no such column
   */
  public XYChart plot(String column) {
    return RunCharts.by(column, table, rows);
  }

  /**
   * The validation errors (percent) of all runs by epoch, a line each; of more than seven runs, all
   * but the seven best are grey.
   */
  public XYChart histories() {
    return RunCharts.lines(rows);
  }

  /** Folder of the run with the least validation error; nothing if none has one. */
  public Optional<Path> best() {
    return RunDigest.least(rows).map(r -> folder.resolve(r.name()).normalize());
  }

  /**
   * For example "40 runs in results/nets: 38 finished, 1 with a problem, least validation error
   * 23.4% (lr-2/seed-1)".
   */
  @Override
  public String toString() {
    return RunDigest.line(folder, rows);
  }
}
