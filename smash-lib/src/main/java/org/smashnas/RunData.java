package org.smashnas;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Augmentation;
import org.smashnas.data.Batches;
import org.smashnas.data.Dataset;
import org.smashnas.data.Examples;
import org.smashnas.data.Normalization;
import org.smashnas.data.Split;
import org.smashnas.nn.Precision;
import org.smashnas.train.ResultConfig;
import org.smashnas.train.SmashConfig;

/**
 * The examples of a run, and how they become minibatches.
 *
 * @param split training, validation and test examples at the run's resolution; the latter two in a
 *     mixed order
 * @param normalization of all three
 * @param seed that the split was drawn by
 * @param about name and source of the data set
 */
record RunData(Split split, Normalization normalization, long seed, Map<String, String> about)
    implements Serializable {
  /**
   * Most and fewest examples a batch when nothing is learned; batch norm's statistics are those of
   * such a batch.
   */
  private static final int SCORING_BATCH = 250;

  private static final int LEAST_SCORING_BATCH = 8;

  /** Most cells of all examples of such a batch, for memory: those of 250 pictures of 32x32. */
  private static final long SCORING_CELLS = 256_000;

  /** Examples that give batch norm steady statistics, and a gradient that costs little. */
  private static final int GRADIENT_BATCH = 100;

  RunData {
    about = Map.copyOf(about);
  }

  /**
   * Draws a budget's examples.
   *
   * @param space the space, fitted to the data
   */
  static RunData of(SearchSpace space, Dataset data, Budget budget, long seed) {
    return new ExampleDraw(space, budget, seed).of(data);
  }

  /** What every result table of a run on these examples says of it; the run may add to it. */
  Map<String, String> metadata(SearchSpace space, Budget budget, Precision precision, Object seed) {
    Map<String, String> metadata = new TreeMap<>(Build.metadata());
    metadata.putAll(about);
    metadata.put("seed", seed.toString());
    metadata.put("budget", budget.name());
    metadata.put("space", space.name());
    metadata.put("precision", precision.name().toLowerCase(Locale.ROOT));
    metadata.put("threads", Integer.toString(Environment.now().threads()));
    return metadata;
  }

  /** What the truth of an architecture depends on, but the architecture and how it is trained. */
  Map<String, String> truthConditions() {
    Map<String, String> conditions = new TreeMap<>(about);
    conditions.put("training_examples", Integer.toString(split.train().size()));
    return conditions;
  }

  /**
   * Refuses what a training would refuse once it begins, before anything else takes time.
   *
   * @param what names the training, for example "normal training"
   */
  void requireBatches(String what, int batchSize, Augmentation augmentation) {
    int examples = split.train().size();
    if (batchSize > examples) {
      throw new IllegalArgumentException(
          "%s would have %d examples, fewer than one batch of %d; lower its config's batchSize, or give more examples"
              .formatted(what, examples, batchSize));
    }
    // Making them checks whether the examples can be turned as the augmentation wants.
    training(batchSize, augmentation);
  }

  /** The same for both trainings of a budget. */
  void requireBatches(Budget budget) {
    SmashConfig smash = budget.smash();
    requireBatches("the SMASH network's training", smash.batchSize(), smash.augmentation());
    requireBatches(budget.result());
  }

  /** The same for normal training. */
  void requireBatches(ResultConfig config) {
    requireBatches("normal training", config.batchSize(), config.augmentation());
  }

  /** What a network's scores on these examples depend on, for tables that are gone on with. */
  Map<String, String> conditions(String network) {
    return Map.of("data_set", about.get("data_set"), "examples", toString(), "network", network);
  }

  /** SHA-256 of the training, validation and test examples. */
  List<String> sha256() {
    return Stream.of(split.train(), split.validation(), split.test())
        .map(Examples::sha256)
        .toList();
  }

  /** Minibatches to train on. */
  Batches training(int batchSize, Augmentation augmentation) {
    return new Batches(split.train(), batchSize, normalization, augmentation);
  }

  /** Batches to score on. */
  Batches validation() {
    return scoring(split.validation(), Augmentation.none());
  }

  /** The examples to score on in smaller batches, over some of which gradients are averaged. */
  Batches gradients() {
    return new Batches(
        split.validation(),
        Math.min(GRADIENT_BATCH, split.validation().size()),
        normalization,
        Augmentation.none());
  }

  /** Batches to report on, in so many rotations. */
  Batches test(int rotations) {
    return scoring(split.test(), Augmentation.none().withRotations(rotations));
  }

  private Batches scoring(Examples examples, Augmentation augmentation) {
    long cells = examples.valuesPerExample() / examples.shape().get(0);
    int size = scoringBatch(examples.size(), cells);
    return new Batches(examples, size, normalization, augmentation);
  }

  /** Even batches: a last one of few examples would have poor statistics, of one hardly any. */
  static int scoringBatch(int examples, long cells) {
    long fit = Math.max(LEAST_SCORING_BATCH, SCORING_CELLS / cells);
    int most = (int) Math.min(SCORING_BATCH, fit);
    int batches = (examples + most - 1) / most;
    return (examples + batches - 1) / batches;
  }

  /** What a measurement on these examples depends on, for tables to be compared. */
  @Override
  public String toString() {
    return "%s, %s, %s of %s, drawn by seed %d"
        .formatted(split.train(), split.validation(), split.test(), about.get("data_set"), seed);
  }
}
