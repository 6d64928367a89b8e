package org.smashnas.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.smashnas.table.Column;
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
   * @throws IllegalArgumentException if the table was made under other conditions, or has other
   *     columns; it then stays as it is
   */
  static Ledger open(
      Path file,
      List<Column> columns,
      int keys,
      Map<String, String> metadata,
      Map<String, String> conditions) {
    Map<String, String> all = new TreeMap<>(metadata);
    all.putAll(conditions);
    Map<List<Object>, Object[]> rows = new LinkedHashMap<>();
    if (Files.exists(file)) {
      all.putAll(check(file, conditions));
      read(file, columns).forEach(row -> rows.put(key(row, keys), row));
    }
    List<Object[]> known = new ArrayList<>(rows.values());
    return new Ledger(rows, TableWriter.create(file, columns, all, known), keys);
  }

  /**
   * The metadata of a table that is there.
   *
   * @throws IllegalArgumentException if it was made under other conditions
   */
  static Map<String, String> check(Path file, Map<String, String> conditions) {
    Map<String, String> earlier = Tables.metadata(file);
    conditions.forEach((key, value) -> check(file, key, earlier.get(key), value));
    return earlier;
  }

  private static void check(Path file, String key, String earlier, String now) {
    if (earlier != null && !earlier.equals(now)) {
      throw new IllegalArgumentException(
          "%s was begun with %s %s, and now it is %s; write to another folder, or delete the table to begin again"
              .formatted(file, key, earlier, now));
    }
  }

  /** The rows of a table on disk; a missing value is null. */
  static List<Object[]> read(Path file, List<Column> columns) {
    return read(file, columns, columns.size());
  }

  /**
   * The rows of a table that may be of an earlier version, which knew fewer columns.
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
