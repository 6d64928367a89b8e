package org.smashnas.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.smashnas.arch.Architecture;
import org.smashnas.table.Column;
import org.smashnas.table.Type;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Outcomes;

/**
 * The table of all that a correlation study measured, true errors and scores, one row an evaluation
 * and with the outcome of each example. It is what a study goes on from.
 */
final class Measurements implements AutoCloseable {
  /** The column "source" of true errors; that of scores has the regime's name. */
  static final String TRAINING = "training";

  static final String FILE = "measurements.arrow";

  private static final int KEYS = 3;
  private static final List<Column> COLUMNS =
      List.of(
          new Column("architecture_id", Type.STRING),
          new Column("source", Type.STRING),
          new Column("seed", Type.LONG),
          new Column("error", Type.DOUBLE),
          new Column("cross_entropy", Type.DOUBLE),
          new Column("examples", Type.INT),
          // one bit an example, 1 if misclassified, in Base64
          new Column("wrong", Type.STRING));

  private final Ledger ledger;

  private Measurements(Ledger ledger) {
    this.ledger = ledger;
  }

  static Measurements open(
      Path folder, Map<String, String> metadata, Map<String, String> conditions) {
    return new Measurements(Ledger.open(folder.resolve(FILE), COLUMNS, KEYS, metadata, conditions));
  }

  /** What was measured, or null. */
  Evaluation get(Architecture architecture, String source, long seed) {
    Object[] row = ledger.get(architecture.id(), source, seed);
    return row == null ? null : evaluation(row);
  }

  void add(Architecture architecture, String source, long seed, Evaluation e) {
    ledger.append(
        architecture.id(),
        source,
        seed,
        e.error(),
        e.loss(),
        e.examples(),
        e.outcomes().examples() == 0 ? null : e.outcomes().text());
  }

  private static Evaluation evaluation(Object[] row) {
    double error = (Double) row[KEYS];
    int examples = (Integer) row[KEYS + 2];
    String wrong = (String) row[KEYS + 3];
    Outcomes outcomes = wrong == null ? Outcomes.none() : Outcomes.parse(wrong, examples);
    if (wrong != null && outcomes.error() != error) {
      throw new IllegalArgumentException("the error is %s, and %s".formatted(error, outcomes));
    }
    return new Evaluation(error, Ledger.orNaN(row[KEYS + 1]), examples, outcomes);
  }

  /** One evaluation that was read back. */
  record Entry(String architecture, String source, long seed, Evaluation evaluation) {}

  static List<Entry> read(Path folder) {
    return Ledger.read(
        folder.resolve(FILE),
        COLUMNS,
        row -> new Entry((String) row[0], (String) row[1], (Long) row[2], evaluation(row)));
  }

  @Override
  public void close() {
    ledger.close();
  }
}
