package org.smashnas.study;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.smashnas.arch.Architecture;
import org.smashnas.table.Column;
import org.smashnas.table.Type;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Progress;

/**
 * Whether an architecture serves other data than it was found on: named networks, all trained
 * normally on the same data, several times each (paper, section 4.3).
 *
 * @param networks by name, in the order of tables and charts; at least one, all for the data's
 *     shape and classes: {@link Architecture#into}
 * @param seeds one for each training of a network, at least one, each once
 */
public record TransferStudy(Map<String, Architecture> networks, List<Long> seeds) {
  static final String FILE = "transfer.arrow";
  static final List<Column> COLUMNS =
      List.of(
          new Column("network", Type.STRING),
          new Column("seed", Type.LONG),
          new Column("architecture_id", Type.STRING),
          new Column("parameters", Type.LONG),
          new Column("epochs", Type.INT),
          new Column("test_accuracy", Type.DOUBLE),
          new Column("examples", Type.INT),
          // a row of counts for each true class, "3 0;1 4"
          new Column("confusion", Type.STRING),
          // one bit an example, 1 if misclassified, in Base64
          new Column("wrong", Type.STRING));

  private static final int KEYS = 2;

  public TransferStudy {
    networks = Collections.unmodifiableMap(new LinkedHashMap<>(networks));
    seeds = List.copyOf(seeds);
    if (networks.isEmpty()) {
      throw new IllegalArgumentException("the study has no network; give at least one");
    }
    OneSpace.requireOneData(networks.values());
    if (seeds.isEmpty() || new HashSet<>(seeds).size() < seeds.size()) {
      throw new IllegalArgumentException(
          "the study has the seeds %s; give at least one, each once".formatted(seeds));
    }
  }

  /**
   * Trains every network with every seed, all networks with the first seed first, and measures it
   * on the test examples.
   *
   * <p>The table gets each row as soon as it is known; what is in it already is kept. An interrupt
   * ends the study within a step.
   *
   * @param training how; of a trained {@code Smash} its {@code normalTraining()}
   * @param epochs length of that training, for the table
   * @param folder where transfer.arrow is
   * @param metadata what the table says of its run
   * @param progress hears of every training
   * @return all that the table has
   * @throws IllegalArgumentException if the table was made under other conditions, or has another
   *     architecture under a network's name
   */
  public Transfer run(
      NormalTraining training,
      int epochs,
      Path folder,
      Map<String, String> metadata,
      Progress progress) {
    int total = networks.size() * seeds.size();
    try (Ledger table =
        Ledger.open(folder.resolve(FILE), COLUMNS, KEYS, metadata, training.conditions())) {
      networks.forEach((name, a) -> check(table, name, a));
      progress.begin("Transfer study", total, "trainings");
      String note = "stopped by an error; what was measured stays";
      try {
        boolean whole =
            seeds.stream().allMatch(s -> trainAll(training, epochs, s, table, progress));
        note = whole ? total + " networks trained" : "interrupted; what was measured stays";
      } finally {
        progress.end(note);
      }
    }
    return Transfer.read(folder);
  }

  private void check(Ledger table, String name, Architecture a) {
    for (long seed : seeds) {
      Object[] row = table.get(name, seed);
      if (row != null && !row[KEYS].equals(a.id())) {
        throw new IllegalArgumentException(
            "the table has network \"%s\" as architecture %s, and now it is %s; give it another name"
                .formatted(name, row[KEYS], a.id()));
      }
    }
  }

  /** False if an interrupt came first. */
  private boolean trainAll(
      NormalTraining training, int epochs, long seed, Ledger table, Progress progress) {
    int done = seeds.indexOf(seed) * networks.size();
    for (Map.Entry<String, Architecture> network : networks.entrySet()) {
      String name = network.getKey();
      Architecture a = network.getValue();
      if (!table.has(name, seed)) {
        Optional<Evaluation> test = training.run().train(a, seed, new Within(progress, done));
        if (test.isEmpty()) {
          return false;
        }
        Evaluation e = test.get();
        table.append(
            name,
            seed,
            a.id(),
            a.parameters(),
            epochs,
            e.accuracy(),
            e.examples(),
            Transfer.text(e.confusion()),
            e.outcomes().text());
      }
      double accuracy = (Double) table.get(name, seed)[KEYS + 3];
      progress.advance(
          ++done, String.format(Locale.ROOT, "%s: accuracy %.1f%%", name, 100 * accuracy));
    }
    return true;
  }
}
