package org.smashnas.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.ArchitectureJson;
import org.smashnas.files.OneWriter;
import org.smashnas.table.Column;
import org.smashnas.table.TableWriter;
import org.smashnas.table.Tables;
import org.smashnas.table.Type;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Candidates as a table: on disk while a search goes on, and in memory. */
final class CandidateTable {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("architecture", Type.STRING),
          new Column("parent", Type.STRING),
          new Column("stage", Type.STRING),
          new Column("score", Type.DOUBLE),
          new Column("cross_entropy", Type.DOUBLE),
          new Column("parameters", Type.LONG),
          new Column("multiply_adds", Type.LONG),
          new Column("seconds", Type.DOUBLE),
          new Column("json", Type.STRING));

  private CandidateTable() {}

  /** Opens the table on disk with what is known; its last column holds architectures as JSON. */
  static TableWriter create(OneWriter right, Map<String, String> metadata, List<Candidate> known) {
    return TableWriter.create(
        right, COLUMNS, metadata, known.stream().map(CandidateTable::row).toList());
  }

  static void append(TableWriter writer, Candidate c) {
    writer.append(row(c));
  }

  private static Object[] row(Candidate c) {
    return new Object[] {
      c.architecture().id(),
      c.parent(),
      c.stage(),
      c.score(),
      c.crossEntropy(),
      c.architecture().parameters(),
      c.architecture().multiplyAdds(),
      c.seconds(),
      ArchitectureJson.write(c.architecture())
    };
  }

  /**
   * The candidates of a table on disk, in its order; architectures come from the JSON.
   *
   * @throws IllegalArgumentException if a row contradicts itself, with file, row and reason
   */
  static List<Candidate> read(Path file) {
    Table table = Tables.read(file);
    List<String> missing =
        COLUMNS.stream().map(Column::name).filter(c -> !table.containsColumn(c)).toList();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no columns %s; only a table that a search wrote can be read back"
              .formatted(file, missing));
    }
    List<Candidate> candidates = new ArrayList<>();
    for (Row row : table) {
      try {
        candidates.add(candidate(row));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "row %d of %s is damaged: %s".formatted(row.getRowNumber() + 1, file, e.getMessage()),
            e);
      }
    }
    return candidates;
  }

  private static Candidate candidate(Row row) {
    // A missing string, as a random architecture's parent is, reads as an empty one.
    String parent = row.isMissing("parent") ? null : row.getString("parent");
    Architecture a = ArchitectureJson.read(row.getString("json"));
    agree("architecture", row.getString("architecture"), a.id());
    agree("parameters", row.getLong("parameters"), a.parameters());
    agree("multiply_adds", row.getLong("multiply_adds"), a.multiplyAdds());
    return new Candidate(
        a,
        parent,
        row.getString("stage"),
        row.getDouble("score"),
        row.getDouble("cross_entropy"),
        row.getDouble("seconds"));
  }

  private static void agree(String column, Object said, Object found) {
    if (!said.equals(found)) {
      throw new IllegalArgumentException(
          "its %s is %s, and the architecture in its json has %s".formatted(column, said, found));
    }
  }

  /** The table for people: ranked, without the JSON. */
  static Table of(List<Candidate> candidates) {
    Table table =
        Table.create(
            "candidates",
            StringColumn.create("architecture"),
            StringColumn.create("parent"),
            StringColumn.create("stage"),
            DoubleColumn.create("score"),
            DoubleColumn.create("cross_entropy"),
            LongColumn.create("parameters"),
            LongColumn.create("multiply_adds"),
            DoubleColumn.create("seconds"));
    for (Candidate c : candidates) {
      table.stringColumn("architecture").append(c.architecture().id());
      table.stringColumn("parent").append(c.parent());
      table.stringColumn("stage").append(c.stage());
      table.doubleColumn("score").append(c.score());
      table.doubleColumn("cross_entropy").append(c.crossEntropy());
      table.longColumn("parameters").append(c.architecture().parameters());
      table.longColumn("multiply_adds").append(c.architecture().multiplyAdds());
      table.doubleColumn("seconds").append(c.seconds());
    }
    return table;
  }
}
