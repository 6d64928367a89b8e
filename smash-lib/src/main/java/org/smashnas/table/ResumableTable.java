package org.smashnas.table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.smashnas.files.OneWriter;
import tech.tablesaw.api.Table;

/**
 * A table on disk of things that were measured, each once: what it has, whole or as a crash left
 * it, a run takes from it, and adds the rest.
 *
 * @param <R> a row: {@link Tables#of} says which columns it has
 */
public final class ResumableTable<R extends Record> implements AutoCloseable {
  private final int keys;
  private final Map<List<Object>, R> rows = new LinkedHashMap<>();
  private final TableWriter writer;

  private ResumableTable(
      OneWriter right,
      Class<R> row,
      int keys,
      Map<String, String> metadata,
      Map<String, String> conditions) {
    this.keys = keys;
    Path file = right.file();
    Map<String, String> all = new TreeMap<>(metadata);
    all.putAll(conditions);
    try {
      if (Files.exists(file)) {
        all.putAll(Conditions.check(file, conditions));
        for (R known : read(file, row)) {
          List<Object> key = key(RecordColumns.values(known));
          if (rows.put(key, known) != null) {
            throw new IllegalArgumentException(
                "%s has %s twice; restore it, or write to another folder".formatted(file, key));
          }
        }
      }
    } catch (RuntimeException | Error e) {
      right.close();
      throw e;
    }
    writer = TableWriter.create(right, row, all, rows.values());
  }

  /**
   * Opens a table that may be there already.
   *
   * @param row says which columns it has
   * @param keys number of leading columns that tell one row from another
   * @param metadata what the table says of its run; what an earlier run said stays
   * @param conditions metadata, too, but such that rows made under other ones are of no use
   * @throws IllegalArgumentException if the table was made under other conditions, has other
   *     columns or a row twice; it then stays as it is
   * @throws IllegalStateException if another run writes it
   */
  public static <R extends Record> ResumableTable<R> open(
      Path file,
      Class<R> row,
      int keys,
      Map<String, String> metadata,
      Map<String, String> conditions) {
    return open(TableWriter.right(file), row, keys, metadata, conditions);
  }

  /** The same for whoever has the right to write the table, which is then given up by it. */
  public static <R extends Record> ResumableTable<R> open(
      OneWriter right,
      Class<R> row,
      int keys,
      Map<String, String> metadata,
      Map<String, String> conditions) {
    return new ResumableTable<>(right, row, keys, metadata, conditions);
  }

  /**
   * The rows of a table on disk.
   *
   * @throws IllegalArgumentException if it has other columns, or a row contradicts itself, with
   *     file, row and reason
   */
  public static <R extends Record> List<R> read(Path file, Class<R> row) {
    return read(file, row, row.getRecordComponents().length);
  }

  /**
   * The rows of a table that may be of an earlier version, which knew fewer columns.
   *
   * @param first number of leading columns that every version has; values of others that the table
   *     lacks are missing
   */
  public static <R extends Record> List<R> read(Path file, Class<R> row, int first) {
    RecordColumns<R> columns = RecordColumns.of(row);
    List<String> names = columns.columns().stream().map(Column::name).toList();
    Table table = Tables.read(file);
    int there = Math.max(first, Math.min(table.columnCount(), names.size()));
    if (!table.columnNames().equals(names.subList(0, there))) {
      throw new IllegalArgumentException(
          "%s has the columns %s where %s are needed; write to another folder"
              .formatted(file, table.columnNames(), names));
    }
    List<R> rows = new ArrayList<>();
    for (int r = 0; r < table.rowCount(); r++) {
      Object[] values = new Object[names.size()];
      for (int c = 0; c < there; c++) {
        values[c] = table.column(c).isMissing(r) ? null : table.column(c).get(r);
      }
      try {
        rows.add(columns.row(values));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "row %d of %s is damaged (%s); restore the table, or write to another folder"
                .formatted(r + 1, file, e.getMessage()),
            e);
      }
    }
    return rows;
  }

  /** The row of this key, or null. */
  public R get(Object... key) {
    return rows.get(Arrays.asList(key));
  }

  /** Whether the row of this key is there. */
  public boolean has(Object... key) {
    return get(key) != null;
  }

  /** The keys of all rows. */
  public Set<List<Object>> keys() {
    return Set.copyOf(rows.keySet());
  }

  /** Adds a row, which is on disk when this returns. */
  public void append(R row) {
    writer.append(row);
    rows.put(key(RecordColumns.values(row)), row);
  }

  /**
   * Puts rows in another order, which the table has from {@link #close} on.
   *
   * @param order keys of rows that come last, in their order; rows of other keys stay before them
   */
  public void arrange(List<List<Object>> order) {
    Map<List<Object>, Integer> places = new HashMap<>();
    order.forEach(key -> places.putIfAbsent(key, places.size()));
    writer.arrange(rows.keySet().stream().map(key -> places.getOrDefault(key, -1)).toList());
  }

  private List<Object> key(Object[] values) {
    return Arrays.asList(values).subList(0, keys);
  }

  @Override
  public void close() {
    writer.close();
  }
}
