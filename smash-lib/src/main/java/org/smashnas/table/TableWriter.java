package org.smashnas.table;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.arrow.memory.RootAllocator;
import org.smashnas.files.AtomicFile;
import org.smashnas.files.OneWriter;

/**
 * Writes a result table row by row, so that a run that dies at row 40 leaves 39 readable rows.
 *
 * <p>While the run goes on the file is an Arrow IPC stream with one record batch a row, and every
 * row is with the operating system when {@link #append} returns, which forces rows to the disk once
 * in five seconds. {@link #close} replaces it by an Arrow IPC file that holds all rows in one
 * record batch. {@link Tables#read} reads both. Until then no other writer may have the file. A
 * thread that was interrupted, as a notebook's stop button does it, still appends and closes. For
 * use by one thread at a time; the rows are also kept in memory until the writer is closed.
 */
public final class TableWriter implements AutoCloseable {
  /** The longest time in nanoseconds that rows are only with the operating system. */
  private static final long MOST_UNSAVED = 5_000_000_000L;

  private final OneWriter right;
  private final Path file;
  private final List<Column> columns;
  private final ArrowBytes arrow;
  private final List<Object[]> rows = new ArrayList<>();
  // Not a FileChannel: an interrupt would close it and lose the rows that follow.
  private RandomAccessFile stream;
  private long saved;

  private TableWriter(OneWriter right, List<Column> columns, ArrowBytes arrow) {
    this.right = right;
    file = right.file();
    this.columns = columns;
    this.arrow = arrow;
  }

  /**
   * Begins a table with no row yet; a file that is already there is replaced.
   *
   * @param file where to write, {@code .arrow} by custom; missing folders are made
   * @param columns at least one, each name once
   * @param metadata goes into the Arrow schema: seed, budget, data set, library version, git
   *     commit; any strings, none of them null
   * @throws IllegalArgumentException for columns or metadata that cannot be written
   * @throws IllegalStateException if another writes it, with who that is
   * @throws java.io.UncheckedIOException if the file cannot be written; what was there before stays
   */
  public static TableWriter create(Path file, List<Column> columns, Map<String, String> metadata) {
    return create(right(file), columns, metadata, List.of());
  }

  /**
   * The right to write a table, for those who first read what is there; missing folders are made.
   *
   * @throws IllegalStateException if another writes it, with who that is
   * @throws java.io.UncheckedIOException if its folder cannot be written to
   */
  public static OneWriter right(Path file) {
    try {
      return OneWriter.of(file);
    } catch (UncheckedIOException e) {
      throw failure(file, e.getCause());
    }
  }

  /**
   * Begins a table with rows that are known already, for a run that goes on where another ended.
   *
   * <p>They are written in one piece: whenever a crash comes, either what was there before or all
   * of them can be read.
   *
   * @param right to the table's file; it is given up when the writer is closed, or none is made
   * @param rows each as {@link #append} takes them
   * @throws IllegalArgumentException for columns, metadata or rows that cannot be written
   * @throws java.io.UncheckedIOException if the file cannot be written; what was there before stays
   */
  public static TableWriter create(
      OneWriter right, List<Column> columns, Map<String, String> metadata, List<Object[]> rows) {
    try {
      checkColumns(right.file(), columns);
      ArrowBytes arrow = new ArrowBytes(columns, metadata);
      TableWriter writer = new TableWriter(right, List.copyOf(columns), arrow);
      rows.forEach(row -> writer.rows.add(writer.checked(row)));
      writer.begin();
      return writer;
    } catch (RuntimeException | Error e) {
      right.close();
      throw e;
    }
  }

  /**
   * The same of records.
   *
   * @param row says which columns the table has: {@link Tables#of}
   */
  public static <R extends Record> TableWriter create(
      OneWriter right, Class<R> row, Map<String, String> metadata, Collection<R> rows) {
    return create(
        right,
        RecordColumns.of(row).columns(),
        metadata,
        rows.stream().map(RecordColumns::values).toList());
  }

  private void begin() {
    write(file, streamSoFar());
    try {
      stream = new RandomAccessFile(file.toFile(), "rw");
      stream.seek(stream.length());
      saved = System.nanoTime();
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  private byte[] streamSoFar() {
    byte[] start = arrow.streamStart();
    if (rows.isEmpty()) {
      return start;
    }
    try (RootAllocator allocator = new RootAllocator()) {
      byte[] batch = arrow.streamBatch(allocator, rows.size(), (r, c) -> rows.get(r)[c]);
      byte[] all = Arrays.copyOf(start, start.length + batch.length);
      System.arraycopy(batch, 0, all, start.length, batch.length);
      return all;
    }
  }

  /**
   * Adds a row.
   *
   * @param values one a column, in the columns' order; null where a value is missing
   * @throws IllegalArgumentException if their number or a value's type is wrong; nothing is written
   * @throws IllegalStateException after {@link #close}
   * @throws java.io.UncheckedIOException if the disk does not take the row; the rows before it stay
   *     readable
   */
  public void append(Object... values) {
    if (stream == null) {
      throw new IllegalStateException(
          "the result table %s is closed and takes no more rows; create another".formatted(file));
    }
    Object[] row = checked(values);
    try (RootAllocator allocator = new RootAllocator()) {
      write(arrow.streamBatch(allocator, 1, (r, c) -> row[c]));
    }
    rows.add(row);
  }

  /** Adds a record of the kind that the table was made for. */
  public void append(Record row) {
    append(RecordColumns.values(row));
  }

  /**
   * Puts the rows in another order, which the table has from {@link #close} on.
   *
   * @param places one a row, in the rows' order; by them they are sorted
   */
  public void arrange(List<Integer> places) {
    if (places.size() != rows.size()) {
      throw new IllegalArgumentException(
          "%d places for %d rows; give one a row".formatted(places.size(), rows.size()));
    }
    List<Object[]> sorted =
        IntStream.range(0, rows.size())
            .boxed()
            .sorted(Comparator.comparing(places::get))
            .map(rows::get)
            .toList();
    rows.clear();
    rows.addAll(sorted);
  }

  /**
   * Rewrites the table in the Arrow file format, all rows in one batch; a second call does nothing.
   *
   * @throws java.io.UncheckedIOException if that fails; the stream with all its rows then stays
   */
  @Override
  public void close() {
    if (stream == null) {
      return;
    }
    RandomAccessFile closing = stream;
    stream = null;
    try {
      closing.close();
      rewrite();
    } catch (IOException e) {
      throw failure(file, e);
    } finally {
      right.close();
    }
  }

  private void rewrite() {
    try (RootAllocator allocator = new RootAllocator()) {
      write(file, arrow.file(allocator, rows.size(), (r, c) -> rows.get(r)[c]));
    }
  }

  private void write(byte[] batch) {
    try {
      long end = stream.getFilePointer();
      try {
        stream.write(batch);
        if (System.nanoTime() - saved > MOST_UNSAVED) {
          stream.getFD().sync();
          saved = System.nanoTime();
        }
      } catch (IOException e) {
        // Half a batch would make every later row unreadable.
        stream.setLength(end);
        stream.seek(end);
        throw e;
      }
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  private Object[] checked(Object[] values) {
    // append(null) passes no array where one missing value is meant.
    Object[] given = values == null ? new Object[1] : values;
    if (given.length != columns.size()) {
      throw new IllegalArgumentException(
          "the row has %d values, but the table has the %d columns %s; give one value a column, null where it is missing"
              .formatted(
                  given.length, columns.size(), columns.stream().map(Column::name).toList()));
    }
    Object[] row = new Object[given.length];
    for (int c = 0; c < row.length; c++) {
      row[c] = columns.get(c).checked(given[c]);
    }
    return row;
  }

  private static void checkColumns(Path file, List<Column> columns) {
    if (columns.isEmpty()) {
      throw new IllegalArgumentException(
          "the result table %s has no columns; give at least one".formatted(file));
    }
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException(
            "column \"%s\" is there twice; give each column its own name".formatted(column.name()));
      }
    }
  }

  /** Replaces the file; a failure leaves what was there. */
  static void write(Path file, byte[] bytes) {
    try {
      AtomicFile.write(file, bytes);
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  static UncheckedIOException failure(Path file, IOException cause) {
    return new UncheckedIOException(
        ("cannot write the result table %s (%s: %s); it needs a folder that this process may write"
                + " to and room on its disk, so give another path or free the folder")
            .formatted(file, cause.getClass().getSimpleName(), cause.getMessage()),
        cause);
  }
}
