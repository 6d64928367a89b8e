package org.smashnas.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.ArchitectureJson;
import org.smashnas.table.Column;
import org.smashnas.table.TableWriter;
import org.smashnas.table.Tables;
import org.smashnas.table.Type;
import tech.tablesaw.api.Row;

/**
 * The table of pieces that failed, one a row, beside the table that they are missing from. There is
 * none until one fails; a run that goes on adds to it.
 */
public final class FailureTable implements AutoCloseable {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("time", Type.STRING),
          new Column("architecture_id", Type.STRING),
          new Column("piece", Type.STRING),
          new Column("error", Type.STRING),
          new Column("json", Type.STRING));

  private final Path file;
  private TableWriter writer;
  private int count;

  private FailureTable(Path file) {
    this.file = file;
  }

  /**
   * The failures beside a table: of "search.arrow" they are in "search-failed.arrow".
   *
   * @param table a file that ends in .arrow
   */
  public static FailureTable beside(Path table) {
    String name = table.getFileName().toString().replaceFirst("\\.arrow$", "");
    return new FailureTable(table.resolveSibling(name + "-failed.arrow"));
  }

  /**
   * Adds a failure, which is on disk when this returns.
   *
   * @param piece what was to be done, in a few words, for example "score"
   */
  public void add(Architecture architecture, String piece, PieceException error) {
    if (writer == null) {
      writer = TableWriter.create(TableWriter.right(file), COLUMNS, Map.of(), earlier());
    }
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    String json = ArchitectureJson.write(architecture);
    writer.append(now, architecture.id(), piece, error.getMessage(), json);
    count++;
  }

  private List<Object[]> earlier() {
    List<Object[]> rows = new ArrayList<>();
    if (Files.exists(file)) {
      for (Row row : Tables.read(file)) {
        rows.add(COLUMNS.stream().map(c -> row.getObject(c.name())).toArray());
      }
    }
    return rows;
  }

  /** For example ", 2 failed: search-failed.arrow"; empty if none did. */
  public String note() {
    return count == 0 ? "" : ", %d failed: %s".formatted(count, file.getFileName());
  }

  @Override
  public void close() {
    if (writer != null) {
      writer.close();
    }
  }
}
