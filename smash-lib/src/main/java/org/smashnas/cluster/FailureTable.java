package org.smashnas.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.ArchitectureJson;
import org.smashnas.table.ResumableTable;
import org.smashnas.table.TableWriter;

/**
 * The table of pieces that failed, one a row, beside the table that they are missing from. There is
 * none until one fails; a run that goes on adds to it.
 */
public final class FailureTable implements AutoCloseable {
  private record Line(
      String time, String architectureId, String piece, String error, String json) {}

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
      List<Line> earlier = Files.exists(file) ? ResumableTable.read(file, Line.class) : List.of();
      writer = TableWriter.create(TableWriter.right(file), Line.class, Map.of(), earlier);
    }
    writer.append(
        new Line(
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            architecture.id(),
            piece,
            error.getMessage(),
            ArchitectureJson.write(architecture)));
    count++;
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
