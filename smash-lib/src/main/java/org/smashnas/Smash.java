package org.smashnas;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Augmentation;
import org.smashnas.data.Batches;
import org.smashnas.data.Dataset;
import org.smashnas.data.Examples;
import org.smashnas.data.Normalization;
import org.smashnas.data.Split;
import org.smashnas.encoding.Encoding;
import org.smashnas.export.Export;
import org.smashnas.nn.ResultNet;
import org.smashnas.nn.SmashNet;
import org.smashnas.search.RandomSearch;
import org.smashnas.search.Scorer;
import org.smashnas.search.Search;
import org.smashnas.search.SearchResult;
import org.smashnas.search.SmashScorer;
import org.smashnas.search.Stage;
import org.smashnas.train.Evaluation;
import org.smashnas.train.History;
import org.smashnas.train.Progress;
import org.smashnas.train.ResultConfig;
import org.smashnas.train.ResultTrainer;
import org.smashnas.train.Seeds;
import org.smashnas.train.SmashConfig;
import org.smashnas.train.SmashTrainer;

/**
 * The whole method in a few lines: train a SMASH network, rank architectures with its weights,
 * train the best one normally (paper, Algorithm 1).
 */
public final class Smash implements AutoCloseable {
  /**
   * Most and fewest examples a batch when nothing is learned; batch norm's statistics are those of
   * such a batch.
   */
  private static final int SCORING_BATCH = 250;

  private static final int LEAST_SCORING_BATCH = 8;

  /** Most cells of all examples of such a batch, for memory: those of 250 pictures of 32x32. */
  private static final long SCORING_CELLS = 256_000;

  /** Stem outputs are kept for scoring up to so many bytes: above, memory is dearer than time. */
  private static final long MOST_KEPT = 4L << 30;

  private final SearchSpace space;
  private final Split data;
  private final Budget budget;
  private final long seed;
  private final Normalization normalization;
  private final SmashNet net;
  private final SmashTrainer trainer;
  private final Map<String, String> metadata;
  private SmashScorer kept;

  private Smash(
      SearchSpace space,
      Dataset data,
      Budget budget,
      Function<SearchSpace, Encoding> encoding,
      long seed) {
    this.budget = budget;
    this.seed = seed;
    this.space = budget.fit(space, data);
    long keep = (long) budget.training() + budget.validation();
    Split parts =
        data.limit((int) Math.min(keep, Integer.MAX_VALUE), budget.test(), seed)
            .atResolution(this.space.resolution())
            .split(validation(budget, data), seed);
    this.data =
        new Split(parts.train(), parts.validation().shuffled(seed), parts.test().shuffled(seed));
    normalization =
        this.space.dims() == 3 ? Normalization.voxels() : Normalization.of(this.data.train());
    SmashConfig config = budget.smash();
    Batches training = batches(this.data.train(), config.batchSize(), config.augmentation());
    net = new SmashNet(encoding.apply(this.space), config.hyper(), config.precision(), seed);
    trainer = new SmashTrainer(net, config, training, scoring(this.data.validation()), seed);
    metadata = new TreeMap<>(Build.metadata());
    metadata.put("data_set", data.name());
    metadata.put("source", data.source());
    metadata.put("seed", Long.toString(seed));
    metadata.put("budget", budget.name());
    metadata.put("space", this.space.name());
    metadata.put("precision", config.precision().name().toLowerCase(Locale.ROOT));
  }

  /** A small data set keeps three quarters of its examples for training. */
  private static int validation(Budget budget, Dataset data) {
    return Math.max(1, Math.min(budget.validation(), data.train().size() / 4));
  }

  /** Trains with the one-hot encoding and seed 0. */
  public static Smash train(SearchSpace space, Dataset data, Budget budget) {
    return train(space, data, budget, 0);
  }

  /** Trains with the one-hot encoding. */
  public static Smash train(SearchSpace space, Dataset data, Budget budget, long seed) {
    return train(space, data, budget, Encoding::oneHot, seed);
  }

  /**
   * Trains a SMASH network; an interrupt ends training early, and {@link #resume} goes on with it.
   *
   * @param space architectures to learn, cut down to the budget's limits: {@link Budget#fit}
   * @param data data set; its validation part is drawn from the training examples by the seed
   * @param budget sizes and lengths
   * @param encoding makes the encoding for the space in use, for example {@code s ->
   *     Encoding.oneHot(s).without("dilation")}
   * @param seed of everything random
   */
  public static Smash train(
      SearchSpace space,
      Dataset data,
      Budget budget,
      Function<SearchSpace, Encoding> encoding,
      long seed) {
    Smash smash = new Smash(space, data, budget, encoding, seed);
    try {
      smash.resume();
      return smash;
    } catch (RuntimeException e) {
      smash.close();
      throw e;
    }
  }

  /** Goes on with interrupted training; returns at once if it is complete. */
  public History resume() {
    if (trainer.finished()) {
      return trainer.history();
    }
    dropScorer();
    return trainer.run(Progress.show());
  }

  /**
   * The space that is searched: the one given, within the budget's limits and fitted to the data.
   */
  public SearchSpace space() {
    return space;
  }

  /** The trained network. */
  public SmashNet net() {
    return net;
  }

  /** The examples in use: training, validation, test. */
  public Split data() {
    return data;
  }

  /** The training curve of the SMASH network. */
  public History history() {
    return trainer.history();
  }

  /** Where tables go: the folder that SMASH_RESULTS names, or results in the working directory. */
  public static Path results() {
    return Path.of(System.getenv().getOrDefault("SMASH_RESULTS", "results"));
  }

  /**
   * Gives SMASH scores on the validation examples, until training goes on or this is closed.
   *
   * <p>It keeps the stem's output for them in native memory ({@link SmashScorer#bytes}) where that
   * takes at most 4 GiB, and computes it for every architecture where it takes more.
   */
  public Scorer scorer() {
    Examples validation = data.validation();
    if (SmashScorer.bytes(space, validation.size()) > MOST_KEPT) {
      return Scorer.of(net, scoring(validation));
    }
    if (kept == null) {
      kept = new SmashScorer(net, scoring(validation));
    }
    return kept;
  }

  private void dropScorer() {
    if (kept != null) {
      kept.close();
      kept = null;
    }
  }

  /**
   * Searches as {@link #search(Path)}; the table is search.arrow in {@link #results}, in the place
   * of an earlier one.
   */
  public SearchResult search() {
    return search(results().resolve("search.arrow"));
  }

  /**
   * The paper's search in the budget's numbers: random architectures, perturbations of the best of
   * them, then Markov steps.
   *
   * @param table Arrow file that gets each row as soon as it is known
   */
  public SearchResult search(Path table) {
    return budgetSearch().run(table, metadata, Progress.show(), searchSeed());
  }

  /**
   * Goes on with an interrupted {@link #search(Path)}: what its table has is not scored again.
   *
   * @throws IllegalArgumentException if the table is another search's
   */
  public SearchResult resumeSearch(Path table) {
    return budgetSearch().resume(table, metadata, Progress.show(), searchSeed());
  }

  /**
   * Ranks random architectures only.
   *
   * @param count architectures to draw
   * @param table Arrow file that gets each row as soon as it is known
   * @param seed of the draws
   */
  public SearchResult search(int count, Path table, long seed) {
    return searchOf(List.of(new RandomSearch(count))).run(table, metadata, Progress.show(), seed);
  }

  /**
   * A search with this network's scores, to be given a constraint, run and resumed.
   *
   * @param stages for example {@code Stage.paper(500, 100)} or {@code List.of(new Evolution(700))}
   */
  public Search searchOf(List<Stage> stages) {
    return new Search(space, scorer(), stages);
  }

  private Search budgetSearch() {
    return searchOf(Stage.paper(budget.candidates(), budget.refinements()));
  }

  private long searchSeed() {
    return Seeds.of(seed, "search");
  }

  /** Trains an architecture with free weights as the budget says, with the run's own seed. */
  public Trained trainResult(Architecture architecture) {
    return trainResult(architecture, budget.result(), seed);
  }

  /**
   * Trains an architecture with free weights; an interrupt ends it early. The test prediction is
   * averaged over the rotations that the config's augmentation has.
   *
   * @param architecture of any space with the resolution, channels and classes of the data; of this
   *     run's own space if the config has it begin with generated weights
   * @param seed of the initial weights, the order of examples and their augmentation
   */
  public Trained trainResult(Architecture architecture, ResultConfig config, long seed) {
    String wanted = interfaceOf(space);
    String given = interfaceOf(architecture.space());
    if (!given.equals(wanted)) {
      throw new IllegalArgumentException(
          "the architecture is for " + given + "; the data has " + wanted);
    }
    ResultNet result =
        config.fromGenerated()
            ? ResultNet.of(net, architecture, seed)
            : new ResultNet(architecture, config.precision(), seed);
    try {
      Batches training = batches(data.train(), config.batchSize(), config.augmentation());
      History history =
          new ResultTrainer(result, config, training, scoring(data.validation()), seed)
              .run(Progress.show());
      Batches turned =
          scoring(
              data.test(), Augmentation.none().withRotations(config.augmentation().rotations()));
      Evaluation test = Evaluation.overRotations(x -> result.forward(x, false), turned);
      return new Trained(result, normalization, history, test, data.test().classNames());
    } catch (RuntimeException e) {
      result.close();
      throw e;
    }
  }

  /**
   * Writes an architecture with generated weights as a folder that PyTorch runs without this
   * library; see {@link Export}.
   *
   * @param architecture of {@link #space}
   * @param folder absent, empty or an earlier export, which is replaced
   */
  public void export(Architecture architecture, Path folder) {
    Export.write(net, architecture, normalization, folder);
  }

  private static String interfaceOf(SearchSpace space) {
    return "resolution %d, %d channels, %d classes"
        .formatted(space.resolution(), space.inputChannels(), space.classes());
  }

  /** What every result table of this run says of it: seed, budget, data set, versions. */
  public Map<String, String> metadata() {
    return Map.copyOf(metadata);
  }

  private Batches scoring(Examples examples) {
    return scoring(examples, Augmentation.none());
  }

  private Batches scoring(Examples examples, Augmentation augmentation) {
    long cells = examples.valuesPerExample() / examples.shape().get(0);
    return batches(examples, scoringBatch(examples.size(), cells), augmentation);
  }

  /** Even batches: a last one of few examples would have poor statistics, of one hardly any. */
  static int scoringBatch(int examples, long cells) {
    long fit = Math.max(LEAST_SCORING_BATCH, SCORING_CELLS / cells);
    int most = (int) Math.min(SCORING_BATCH, fit);
    int batches = (examples + most - 1) / most;
    return (examples + batches - 1) / batches;
  }

  private Batches batches(Examples examples, int size, Augmentation augmentation) {
    return new Batches(examples, size, normalization, augmentation);
  }

  @Override
  public void close() {
    dropScorer();
    net.close();
  }
}
