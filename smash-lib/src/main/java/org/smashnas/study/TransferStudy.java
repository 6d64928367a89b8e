package org.smashnas.study;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.smashnas.arch.Architecture;
import org.smashnas.table.ResumableTable;
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
  private static final int KEYS = 2;

  public TransferStudy {
    networks = Collections.unmodifiableMap(new LinkedHashMap<>(networks));
    seeds = List.copyOf(seeds);
    if (networks.isEmpty()) {
      throw new IllegalArgumentException("the study has no network; give at least one");
    }
    OneSpace.requireOneData(networks.values());
    OneSpace.require("seeds", seeds);
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
    try (var table =
        ResumableTable.open(
            folder.resolve(FILE), Transfer.Line.class, KEYS, metadata, training.conditions())) {
      networks.forEach((name, a) -> check(table, name, a));
      int total = networks.size() * seeds.size();
      StudyProgress report = new StudyProgress(progress);
      report.run(
          "Transfer study",
          total,
          "trainings",
          () -> seeds.stream().allMatch(s -> trainAll(training, epochs, s, table, report)),
          () -> total + " networks trained");
    }
    return Transfer.read(folder);
  }

  private void check(ResumableTable<Transfer.Line> table, String name, Architecture a) {
    for (long seed : seeds) {
      Transfer.Line known = table.get(name, seed);
      if (known != null && !known.architectureId().equals(a.id())) {
        throw new IllegalArgumentException(
            "the table has network \"%s\" as architecture %s, and now it is %s; give it another name"
                .formatted(name, known.architectureId(), a.id()));
      }
    }
  }

  /** False if an interrupt came first. */
  private boolean trainAll(
      NormalTraining training,
      int epochs,
      long seed,
      ResumableTable<Transfer.Line> table,
      StudyProgress progress) {
    for (Map.Entry<String, Architecture> network : networks.entrySet()) {
      String name = network.getKey();
      if (!table.has(name, seed)) {
        Optional<Evaluation> test =
            training.run().train(network.getValue(), seed, progress.training());
        if (test.isEmpty()) {
          return false;
        }
        table.append(Transfer.Line.of(name, seed, network.getValue(), epochs, test.get()));
      }
      double accuracy = table.get(name, seed).testAccuracy();
      progress.advance(String.format(Locale.ROOT, "%s: accuracy %.1f%%", name, 100 * accuracy));
    }
    return true;
  }
}
