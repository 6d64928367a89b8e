package org.smashnas.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.smashnas.files.OneWriter;
import org.smashnas.table.ArrowBytes.Cells;
import tech.tablesaw.api.Table;

/**
 * Reads and writes result tables between Arrow on disk and Tablesaw in memory.
 *
 * <p>Tablesaw marks a missing value by a value of the column's own type, so four things on disk
 * look the same as null once read: NaN in a double column, the empty string, the smallest int and
 * the smallest long. All are missing in Tablesaw, and {@link #write} writes every missing value as
 * null, so that pandas, Polars and Tablesaw agree on what is missing. Tablesaw keeps instants to
 * the millisecond; the microseconds that {@link TableWriter} writes are cut off when read.
 */
public final class Tables {
  private Tables() {}

  /**
   * Records as a table, a row each and a column a component, in their order: {@code trueError} is
   * {@code true_error}.
   *
   * <p>Components are of the types that columns have, boxed where a value may be missing; a double
   * that is missing is NaN. A record in the record is columns, too: of one that is called {@code
   * gap} the component {@code value} has the column {@code gap}, and {@code low} has {@code
   * gap_low}.
   *
   * @param row the record's class
   * @throws IllegalArgumentException if a component is of a type that no column has
   */
  public static <R extends Record> Table of(String name, Class<R> row, Collection<R> rows) {
    RecordColumns<R> columns = RecordColumns.of(row);
    Table table = Table.create(name);
    columns.columns().forEach(c -> table.addColumns(TablesawColumns.create(c.name(), c.type())));
    for (R each : rows) {
      Object[] values = RecordColumns.values(each);
      for (int c = 0; c < values.length; c++) {
        TablesawColumns.append(values[c], table.column(c));
      }
    }
    return table;
  }

  /**
   * Reads a table in Arrow IPC file or stream format, named after the file.
   *
   * <p>Of a stream that a crash cut off in the middle of a row, all complete rows are read; a table
   * of this library's that was damaged or changed otherwise is refused. Files from pandas (Feather)
   * or Polars are read too, compressed or not, if they hold text, integers, floats of 32 or 64
   * bits, booleans, timestamps with a time zone or days, each also as a category; anything else is
   * refused, as are unsigned integers above the largest long and names that differ in nothing but
   * case.
   *
   * @throws java.io.UncheckedIOException if the file cannot be read, is damaged or in neither
   *     format, or holds what is refused
   */
  public static Table read(Path file) {
    return ArrowInput.read(file, reader -> table(file, reader));
  }

  /** As {@link #read(Path)}, in memory of the given allocator, all of which is given back. */
  static Table read(Path file, BufferAllocator allocator) {
    return ArrowInput.read(file, allocator, reader -> table(file, reader));
  }

  /**
   * The metadata of a table on disk, sorted by key: seed, budget and whatever else was given when
   * it was written; empty if nothing was.
   *
   * @throws java.io.UncheckedIOException if the file cannot be read or is in neither format
   */
  public static Map<String, String> metadata(Path file) {
    return ArrowInput.read(
        file,
        reader ->
            Collections.unmodifiableMap(
                new TreeMap<>(reader.getVectorSchemaRoot().getSchema().getCustomMetadata())));
  }

  /**
   * Writes a table in Arrow IPC file format; a file that is already there is replaced at once, and
   * stays as it is if writing fails.
   *
   * @param table its columns named in lower_snake_case; short columns are written as 32-bit
   *     integers, float columns as doubles; columns of local times and date-times are refused
   * @param file where to write, {@code .arrow} by custom; missing folders are made
   * @param metadata as for {@link TableWriter#create}
   * @throws IllegalArgumentException for columns or metadata that cannot be written
   * @throws IllegalStateException if another run writes it
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public static void write(Table table, Path file, Map<String, String> metadata) {
    List<Column> columns = new ArrayList<>();
    for (tech.tablesaw.columns.Column<?> column : table.columns()) {
      columns.add(new Column(column.name(), TablesawColumns.typeOf(column)));
    }
    Cells cells =
        (r, c) -> {
          tech.tablesaw.columns.Column<?> column = table.column(c);
          return column.isMissing(r) ? null : columns.get(c).checked(column.get(r));
        };
    byte[] bytes;
    try (RootAllocator allocator = new RootAllocator()) {
      bytes = new ArrowBytes(columns, metadata).file(allocator, table.rowCount(), cells);
    }
    try (OneWriter only = TableWriter.right(file)) {
      TableWriter.write(only.file(), bytes);
    }
  }

  private static Table table(Path file, ArrowReader reader) throws IOException {
    VectorSchemaRoot root = reader.getVectorSchemaRoot();
    List<ArrowValues> values = new ArrayList<>();
    List<tech.tablesaw.columns.Column<?>> columns = new ArrayList<>();
    Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (FieldVector vector : root.getFieldVectors()) {
      String other = names.put(vector.getName(), vector.getName());
      if (other != null) {
        throw new ArrowInput.Refusal(
            "its columns \"%s\" and \"%s\" have one name to Tablesaw, which ignores case; rename one of them"
                .formatted(other, vector.getName()));
      }
      ArrowValues column = ArrowValues.of(vector, reader);
      values.add(column);
      columns.add(TablesawColumns.create(column.name(), column.type()));
    }
    while (reader.loadNextBatch()) {
      for (int c = 0; c < columns.size(); c++) {
        for (int r = 0; r < root.getRowCount(); r++) {
          TablesawColumns.append(values.get(c).at(r), columns.get(c));
        }
      }
    }
    return Table.create(file.getFileName().toString().replaceFirst("\\.arrow$", ""), columns);
  }
}
