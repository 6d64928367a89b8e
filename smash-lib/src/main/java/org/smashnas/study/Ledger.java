package org.smashnas.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.smashnas.files.OneWriter;
import org.smashnas.table.Column;
import org.smashnas.table.Conditions;
import org.smashnas.table.TableWriter;
import org.smashnas.table.Tables;
import tech.tablesaw.api.Table;

/**
 * A table on disk of things that were measured, each once: what it has, whole or as a crash left
 * it, a run takes from it, and adds the rest.
 */
final class Ledger implements AutoCloseable {
  private final Map<List<Object>, Object[]> rows;
  private final TableWriter writer;
  private final int keys;

  private Ledger(Map<List<Object>, Object[]> rows, TableWriter writer, int keys) {
    this.rows = rows;
    this.writer = writer;
    this.keys = keys;
  }

  /**
   * Opens a table that may be there already.
   *
   * @param keys number of leading columns that tell one row from another
   * @param metadata what the table says of its run; what an earlier run said stays
   * @param conditions metadata, too, but such that rows made under other ones are of no use
   * @throws IllegalArgumentException if the table was made under other conditions, has other
   *     columns or a row twice; it then stays as it is
   * @throws IllegalStateException if another run writes it
   */
  static Ledger open(
      Path file,
      List<Column> columns,
      int keys,
      Map<String, String> metadata,
      Map<String, String> conditions) {
    return open(TableWriter.right(file), columns, keys, metadata, conditions);
  }

  /** The same for whoever has the right to write the table, which the ledger then gives up. */
  static Ledger open(
      OneWriter right,
      List<Column> columns,
      int keys,
      Map<String, String> metadata,
      Map<String, String> conditions) {
    Path file = right.file();
    Map<String, String> all = new TreeMap<>(metadata);
    all.putAll(conditions);
    Map<List<Object>, Object[]> rows = new LinkedHashMap<>();
    boolean read = false;
    try {
      if (Files.exists(file)) {
        all.putAll(Conditions.check(file, conditions));
        for (Object[] row : read(file, columns)) {
          if (rows.put(key(row, keys), row) != null) {
            throw new IllegalArgumentException(
                "%s has %s twice; restore it, or write to another folder"
                    .formatted(file, key(row, keys)));
          }
        }
      }
      read = true;
    } finally {
      if (!read) {
        right.close();
      }
    }
    List<Object[]> known = new ArrayList<>(rows.values());
    return new Ledger(rows, TableWriter.create(right, columns, all, known), keys);
  }

  /** What the rows of a table on disk say, as of {@link #read(Path, List, int, Function)}. */
  static <T> List<T> read(Path file, List<Column> columns, Function<Object[], T> meaning) {
    return read(file, columns, columns.size(), meaning);
  }

  /**
   * What the rows of a table say that may be of an earlier version, which knew fewer columns.
   *
   * @param meaning of a row, in which a missing value is null; refuses one that contradicts itself
   * @throws IllegalArgumentException if it does, with file, row and reason
   */
  static <T> List<T> read(
      Path file, List<Column> columns, int first, Function<Object[], T> meaning) {
    List<T> all = new ArrayList<>();
    for (Object[] row : read(file, columns, first)) {
      try {
        all.add(meaning.apply(row));
      } catch (IllegalArgumentException | NullPointerException e) {
        String why = e instanceof NullPointerException ? "a value is missing" : e.getMessage();
        throw new IllegalArgumentException(
            "row %d of %s is damaged (%s); restore the table, or write to another folder"
                .formatted(all.size() + 1, file, why),
            e);
      }
    }
    return all;
  }

  /** A number that may be missing, since Tablesaw knows no difference between that and none. */
  static double orNaN(Object cell) {
    return cell == null ? Double.NaN : (Double) cell;
  }

  /** The rows of a table on disk; a missing value is null. */
  static List<Object[]> read(Path file, List<Column> columns) {
    return read(file, columns, columns.size());
  }

  /**
   * The rows of a table that may be of an earlier version.
   *
   * @param first number of leading columns that every version has; values of others that the table
   *     lacks are null
   */
  static List<Object[]> read(Path file, List<Column> columns, int first) {
    Table table = Tables.read(file);
    List<String> names = columns.stream().map(Column::name).toList();
    int there = Math.max(first, Math.min(table.columnCount(), names.size()));
    if (!table.columnNames().equals(names.subList(0, there))) {
      throw new IllegalArgumentException(
          "%s has the columns %s where %s are needed; write to another folder"
              .formatted(file, table.columnNames(), names));
    }
    List<Object[]> rows = new ArrayList<>();
    for (int r = 0; r < table.rowCount(); r++) {
      Object[] row = new Object[names.size()];
      for (int c = 0; c < there; c++) {
        row[c] = table.column(c).isMissing(r) ? null : table.column(c).get(r);
      }
      rows.add(row);
    }
    return rows;
  }

  /** The row of this key, or null. */
  Object[] get(Object... key) {
    return rows.get(Arrays.asList(key));
  }

  boolean has(Object... key) {
    return get(key) != null;
  }

  /** Adds a row, which is on disk when this returns. */
  void append(Object... row) {
    writer.append(row);
    rows.put(key(row, keys), row);
  }

  private static List<Object> key(Object[] row, int keys) {
    return Arrays.asList(row).subList(0, keys);
  }

  @Override
  public void close() {
    writer.close();
  }
}
