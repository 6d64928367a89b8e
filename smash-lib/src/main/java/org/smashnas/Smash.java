package org.smashnas;

import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Augmentation;
import org.smashnas.data.Batches;
import org.smashnas.data.Dataset;
import org.smashnas.data.Examples;
import org.smashnas.data.Normalization;
import org.smashnas.data.Split;
import org.smashnas.encoding.Encoding;
import org.smashnas.nn.HyperShape;
import org.smashnas.nn.ResultNet;
import org.smashnas.nn.SmashNet;
import org.smashnas.search.RandomSearch;
import org.smashnas.search.Scorer;
import org.smashnas.search.SearchResult;
import org.smashnas.train.Evaluation;
import org.smashnas.train.History;
import org.smashnas.train.Progress;
import org.smashnas.train.ResultConfig;
import org.smashnas.train.ResultTrainer;
import org.smashnas.train.SmashTrainer;

/**
 * The whole method in a few lines: train a SMASH network, rank architectures with its weights, train
 * the best one normally (paper, Algorithm 1).
 */
public final class Smash implements AutoCloseable {
  /** Examples a batch when nothing is learned; batch norm's statistics are those of such a batch. */
  private static final int SCORING_BATCH = 250;

  private final SearchSpace space;
  private final Split data;
  private final Budget budget;
  private final long seed;
  private final Normalization normalization;
  private final SmashNet net;
  private final SmashTrainer trainer;
  private final Map<String, String> metadata;

  private Smash(SearchSpace space, Dataset data, Budget budget, long seed) {
    this.budget = budget;
    this.seed = seed;
    int side = data.train().shape().get(1);
    int resolution = Math.min(side, Math.min(space.resolution(), budget.resolution()));
    Dataset small = data.atResolution(resolution);
    long keep = (long) budget.training() + budget.validation();
    this.data =
        small
            .limit((int) Math.min(keep, Integer.MAX_VALUE), budget.test(), seed)
            .split(budget.validation(), seed);
    this.space =
        budget
            .limit(space)
            .withResolution(resolution)
            .withInputChannels(data.train().shape().get(0))
            .withClasses(data.train().classes());
    normalization = Normalization.of(this.data.train());
    net = new SmashNet(Encoding.oneHot(this.space), HyperShape.paper(), DataType.FLOAT32, seed);
    trainer =
        new SmashTrainer(
            net,
            budget.smash(),
            batches(
                this.data.train(), budget.smash().batchSize(), budget.smash().augmentation()),
            scoring(this.data.validation()),
            seed);
    metadata = new TreeMap<>(Map.of("data_set", data.name(), "source", data.source()));
    metadata.put("seed", Long.toString(seed));
    metadata.put("budget", budget.name());
    metadata.put("space", this.space.name());
    metadata.putAll(Build.metadata());
  }

  /** Trains with seed 0: see {@link #train(SearchSpace, Dataset, Budget, long)}. */
  public static Smash train(SearchSpace space, Dataset data, Budget budget) {
    return train(space, data, budget, 0);
  }

  /**
   * Trains a SMASH network; an interrupt ends training early, and {@link #resume} goes on with it.
   *
   * @param space architectures to learn, cut down to the budget's limits
   * @param data data set; its validation part is drawn from the training examples by the seed
   * @param budget sizes and lengths
   * @param seed of everything random
   */
  public static Smash train(SearchSpace space, Dataset data, Budget budget, long seed) {
    Smash smash = new Smash(space, data, budget, seed);
    smash.resume();
    return smash;
  }

  /** Goes on with interrupted training; returns at once if it is complete. */
  public History resume() {
    return trainer.finished() ? trainer.history() : trainer.run(Progress.show());
  }

  /** The space that is searched: the one given, within the budget's limits and fitted to the data. */
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

  /** Gives SMASH scores on the validation examples. */
  public Scorer scorer() {
    return new Scorer(net, scoring(data.validation()));
  }

  /**
   * Ranks the budget's number of random architectures.
   *
   * @param table Arrow file that gets each row as soon as it is known
   */
  public SearchResult search(Path table) {
    return new RandomSearch(scorer(), budget.candidates())
        .run(table, metadata, Progress.show(), seed + 1);
  }

  /** Trains an architecture with free weights as the budget says. */
  public Trained trainResult(Architecture architecture) {
    return trainResult(architecture, budget.result());
  }

  /** Trains an architecture with free weights; an interrupt ends it early. */
  public Trained trainResult(Architecture architecture, ResultConfig config) {
    ResultNet result = new ResultNet(architecture, DataType.FLOAT32, seed);
    Batches training = batches(data.train(), config.batchSize(), config.augmentation());
    History history =
        new ResultTrainer(result, config, training, scoring(data.validation()), seed)
            .run(Progress.show());
    Evaluation test = ResultTrainer.evaluate(result, scoring(data.test()));
    return new Trained(result, history, test);
  }

  /** What every result table of this run says of it: seed, budget, data set, versions. */
  public Map<String, String> metadata() {
    return Map.copyOf(metadata);
  }

  private Batches scoring(Examples examples) {
    return batches(examples, SCORING_BATCH, Augmentation.none());
  }

  private Batches batches(Examples examples, int size, Augmentation augmentation) {
    return new Batches(examples, size, normalization, augmentation);
  }

  @Override
  public void close() {
    net.close();
  }
}
