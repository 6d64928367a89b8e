package org.smashnas.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.ArchitectureJson;
import org.smashnas.files.OneWriter;
import org.smashnas.table.ResumableTable;
import org.smashnas.table.TableWriter;
import org.smashnas.table.Tables;
import tech.tablesaw.api.Table;

/** Candidates as a table: on disk while a search goes on, and in memory. */
final class CandidateTable {
  private CandidateTable() {}

  /**
   * A row.
   *
   * @param parent null of a random architecture
   * @param json the architecture
   */
  record Line(
      String architecture,
      String parent,
      String stage,
      double score,
      double crossEntropy,
      long parameters,
      long multiplyAdds,
      double seconds,
      String json) {
    static Line of(Candidate c) {
      return of(c, ArchitectureJson.write(c.architecture()));
    }

    private static Line of(Candidate c, String json) {
      return new Line(
          c.architecture().id(),
          c.parent(),
          c.stage(),
          c.score(),
          c.crossEntropy(),
          c.architecture().parameters(),
          c.architecture().multiplyAdds(),
          c.seconds(),
          json);
    }

    private Candidate candidate() {
      Architecture a = ArchitectureJson.read(json);
      agree("architecture", architecture, a.id());
      agree("parameters", parameters, a.parameters());
      agree("multiply_adds", multiplyAdds, a.multiplyAdds());
      return new Candidate(a, parent, stage, score, crossEntropy, seconds);
    }
  }

  /** Opens the table on disk with what is known. */
  static TableWriter create(OneWriter right, Map<String, String> metadata, List<Candidate> known) {
    return TableWriter.create(right, Line.class, metadata, known.stream().map(Line::of).toList());
  }

  /**
   * The candidates of a table on disk, in its order; architectures come from the JSON.
   *
   * @throws IllegalArgumentException if a row contradicts itself, with file, row and reason
   */
  static List<Candidate> read(Path file) {
    List<Candidate> candidates = new ArrayList<>();
    for (Line line : ResumableTable.read(file, Line.class)) {
      try {
        candidates.add(line.candidate());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "row %d of %s is damaged: %s".formatted(candidates.size() + 1, file, e.getMessage()),
            e);
      }
    }
    return candidates;
  }

  private static void agree(String column, Object said, Object found) {
    if (!said.equals(found)) {
      throw new IllegalArgumentException(
          "its %s is %s, and the architecture in its json has %s".formatted(column, said, found));
    }
  }

  /** The table for people: ranked, without the JSON. */
  static Table of(List<Candidate> candidates) {
    return Tables.of(
            "candidates", Line.class, candidates.stream().map(c -> Line.of(c, null)).toList())
        .removeColumns("json");
  }
}
