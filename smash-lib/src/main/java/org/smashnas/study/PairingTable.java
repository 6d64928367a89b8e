package org.smashnas.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.smashnas.table.ResumableTable;
import org.smashnas.table.Tables;
import org.smashnas.train.Evaluation;
import tech.tablesaw.api.Table;

/** Scores beside true errors: correlation.arrow, and the same in memory. */
final class PairingTable {
  static final String FILE = "correlation.arrow";

  private static final String TRAININGS = "trainings";
  private static final int KEYS = 3;

  private PairingTable() {}

  /** A row. */
  record Line(
      String architectureId,
      String regime,
      long hypernetSeed,
      double smashScore,
      double trueError,
      long parameters,
      long multiplyAdds) {
    static Line of(Pairing p) {
      return new Line(
          p.architecture(),
          p.regime(),
          p.hypernetSeed(),
          p.smashScore(),
          p.trueError(),
          p.parameters(),
          p.multiplyAdds());
    }
  }

  static ResumableTable<Line> open(
      Path folder, Map<String, String> metadata, Map<String, String> conditions, int trainings) {
    Map<String, String> all = new TreeMap<>(conditions);
    all.put(TRAININGS, Integer.toString(trainings));
    return ResumableTable.open(folder.resolve(FILE), Line.class, KEYS, metadata, all);
  }

  /** The pairings of a study's folder, with all that was measured of them. */
  static List<Pairing> read(Path folder) {
    List<EvaluationRow> measured =
        ResumableTable.read(folder.resolve(EvaluationRow.FILE), EvaluationRow.class);
    Path file = folder.resolve(FILE);
    int trainings = Integer.parseInt(Tables.metadata(file).get(TRAININGS));
    return ResumableTable.read(file, Line.class).stream()
        .map(line -> pairing(file, line, measured, trainings))
        .toList();
  }

  private static Pairing pairing(
      Path file, Line line, List<EvaluationRow> measured, int trainings) {
    List<EvaluationRow> own =
        measured.stream().filter(m -> m.architectureId().equals(line.architectureId())).toList();
    List<Evaluation> trained =
        own.stream()
            .filter(m -> m.source().equals(EvaluationRow.TRAINING))
            .map(EvaluationRow::evaluation)
            .limit(trainings)
            .toList();
    Evaluation score =
        own.stream()
            .filter(m -> m.source().equals(line.regime()) && m.seed() == line.hypernetSeed())
            .map(EvaluationRow::evaluation)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s has architecture %s and %s has no score of it; keep both files together"
                            .formatted(file, line.architectureId(), EvaluationRow.FILE)));
    Pairing pairing =
        new Pairing(
            line.architectureId(),
            line.regime(),
            line.hypernetSeed(),
            score,
            trained,
            line.parameters(),
            line.multiplyAdds());
    agree(file, "score", line.smashScore(), pairing.smashScore());
    agree(file, "true error", line.trueError(), pairing.trueError());
    return pairing;
  }

  private static void agree(Path file, String what, double said, double measured) {
    if (Math.abs(said - measured) > 1e-6) {
      throw new IllegalArgumentException(
          "a %s in %s is %s, and in %s it is %s; restore both tables, or write to another folder"
              .formatted(what, file, said, EvaluationRow.FILE, measured));
    }
  }

  static Table of(List<Pairing> pairings) {
    return Tables.of("correlation", Line.class, pairings.stream().map(Line::of).toList());
  }
}
