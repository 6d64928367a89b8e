package org.smashnas.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.smashnas.arch.Architecture;
import org.smashnas.study.Measurements.Entry;
import org.smashnas.table.Column;
import org.smashnas.table.Tables;
import org.smashnas.table.Type;
import org.smashnas.train.Evaluation;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Scores beside true errors: correlation.arrow, and the same in memory. */
final class PairingTable {
  static final String FILE = "correlation.arrow";

  private static final String TRAININGS = "trainings";
  private static final int KEYS = 3;
  private static final List<Column> COLUMNS =
      List.of(
          new Column("architecture_id", Type.STRING),
          new Column("regime", Type.STRING),
          new Column("hypernet_seed", Type.LONG),
          new Column("smash_score", Type.DOUBLE),
          new Column("true_error", Type.DOUBLE),
          new Column("parameters", Type.LONG),
          new Column("multiply_adds", Type.LONG));

  private PairingTable() {}

  static Ledger open(
      Path folder, Map<String, String> metadata, Map<String, String> conditions, int trainings) {
    Map<String, String> all = new TreeMap<>(conditions);
    all.put(TRAININGS, Integer.toString(trainings));
    return Ledger.open(folder.resolve(FILE), COLUMNS, KEYS, metadata, all);
  }

  static void append(Ledger table, Architecture architecture, Pairing p) {
    table.append(
        architecture.id(),
        p.regime(),
        p.hypernetSeed(),
        p.smashScore(),
        p.trueError(),
        p.parameters(),
        p.multiplyAdds());
  }

  /** The pairings of a study's folder, with all that was measured of them. */
  static List<Pairing> read(Path folder) {
    List<Entry> measured = Measurements.read(folder);
    Path file = folder.resolve(FILE);
    int trainings = Integer.parseInt(Tables.metadata(file).get(TRAININGS));
    return Ledger.read(file, COLUMNS, row -> pairing(file, row, measured, trainings));
  }

  private static Pairing pairing(Path file, Object[] row, List<Entry> measured, int trainings) {
    String id = (String) row[0];
    String regime = (String) row[1];
    long seed = (Long) row[2];
    List<Evaluation> trained =
        measured.stream()
            .filter(e -> e.architecture().equals(id) && e.source().equals(Measurements.TRAINING))
            .map(Entry::evaluation)
            .limit(trainings)
            .toList();
    Evaluation score =
        measured.stream()
            .filter(e -> e.architecture().equals(id))
            .filter(e -> e.source().equals(regime) && e.seed() == seed)
            .map(Entry::evaluation)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s has architecture %s and %s has no score of it; keep both files together"
                            .formatted(file, id, Measurements.FILE)));
    Pairing pairing =
        new Pairing(id, regime, seed, score, trained, (Long) row[KEYS + 2], (Long) row[KEYS + 3]);
    agree("score", (Double) row[KEYS], pairing.smashScore());
    agree("true error", (Double) row[KEYS + 1], pairing.trueError());
    return pairing;
  }

  private static void agree(String what, double said, double measured) {
    if (Math.abs(said - measured) > 1e-6) {
      throw new IllegalArgumentException(
          "the %s is %s, and %s in %s".formatted(what, said, measured, Measurements.FILE));
    }
  }

  static Table of(List<Pairing> pairings) {
    Table table =
        Table.create(
            "correlation",
            StringColumn.create("architecture_id"),
            StringColumn.create("regime"),
            LongColumn.create("hypernet_seed"),
            DoubleColumn.create("smash_score"),
            DoubleColumn.create("true_error"),
            LongColumn.create("parameters"),
            LongColumn.create("multiply_adds"));
    for (Pairing p : pairings) {
      table.stringColumn("architecture_id").append(p.architecture());
      table.stringColumn("regime").append(p.regime());
      table.longColumn("hypernet_seed").append(p.hypernetSeed());
      table.doubleColumn("smash_score").append(p.smashScore());
      table.doubleColumn("true_error").append(p.trueError());
      table.longColumn("parameters").append(p.parameters());
      table.longColumn("multiply_adds").append(p.multiplyAdds());
    }
    return table;
  }
}
