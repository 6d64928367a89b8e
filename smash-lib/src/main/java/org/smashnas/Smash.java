package org.smashnas;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;
import org.smashnas.cluster.Cluster;
import org.smashnas.data.Dataset;
import org.smashnas.data.Split;
import org.smashnas.encoding.Encoding;
import org.smashnas.export.Export;
import org.smashnas.nn.SmashNet;
import org.smashnas.search.RandomSearch;
import org.smashnas.search.Scorer;
import org.smashnas.search.Search;
import org.smashnas.search.SearchResult;
import org.smashnas.search.Stage;
import org.smashnas.study.Correlation;
import org.smashnas.study.CorrelationStudy;
import org.smashnas.study.CorruptionStudy;
import org.smashnas.study.Corruptions;
import org.smashnas.study.NormalTraining;
import org.smashnas.study.ProxyStudy;
import org.smashnas.study.ProxyWalks;
import org.smashnas.study.Regime;
import org.smashnas.study.Truths;
import org.smashnas.train.Checkpoints;
import org.smashnas.train.FineTuning;
import org.smashnas.train.History;
import org.smashnas.train.Progress;
import org.smashnas.train.ResultConfig;
import org.smashnas.train.TrainingException;

/**
 * The whole method in a few lines: train a SMASH network, rank architectures with its weights,
 * train the best one normally (paper, Algorithm 1).
 */
public final class Smash extends SmashRun implements AutoCloseable {
  Smash(SmashPlan plan, Optional<Path> checkpoints) {
    super(plan, checkpoints);
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
   * <p>Training whose steps are too large stops. The network is then as at the end of its last
   * epoch; {@link #stopped} says why, and {@link #resume(double)} goes on with smaller steps.
   *
   * @param space architectures to learn, cut down to the budget's limits: {@link Budget#fit}
   * @param data data set; its validation part is drawn from the training examples by the seed
   * @param budget sizes and lengths
   * @param encoding makes the encoding for the space in use, for example {@code s ->
   *     Encoding.oneHot(s).without("dilation")}
   * @param seed of everything random: the same one gives the same numbers on the same machine with
   *     as many threads ({@link Environment#threads}), and with others numbers that differ from the
   *     fifth digit on, then more and more
   * @throws IllegalArgumentException before anything is trained, if the budget's trainings, normal
   *     training included, do not fit the data, or SMASH_RESULTS names no folder to write to
   * @throws TrainingException if the first epoch stops so; nothing is lost by it
   */
  public static Smash train(
      SearchSpace space,
      Dataset data,
      Budget budget,
      Function<SearchSpace, Encoding> encoding,
      long seed) {
    return Course.begun(SmashPlan.of(space, data, budget, encoding, seed), Optional.empty());
  }

  /** Trains with the one-hot encoding, and checkpoints. */
  public static Smash train(
      SearchSpace space, Dataset data, Budget budget, long seed, Path checkpoints) {
    return train(space, data, budget, Encoding::oneHot, seed, checkpoints);
  }

  /**
   * Trains as {@link #train(SearchSpace, Dataset, Budget, Function, long)} does and writes down how
   * far it is ({@link Checkpoints}); the same call goes on where an earlier process ended.
   *
   * @param checkpoints folder of this one network, which {@link #load} reads, too
   * @throws IllegalArgumentException if the folder's are of other conditions, with both values
   */
  public static Smash train(
      SearchSpace space,
      Dataset data,
      Budget budget,
      Function<SearchSpace, Encoding> encoding,
      long seed,
      Path checkpoints) {
    return Course.begun(
        SmashPlan.of(space, data, budget, encoding, seed), Optional.of(checkpoints));
  }

  /**
   * Trains another SMASH network on the very examples of this one, to see what the seed or a regime
   * changes (paper, section 4.1); this one stays as it is.
   *
   * @param regime changes this one's space and the budget's training
   * @param seed of everything random in it
   */
  public Smash again(Regime regime, long seed) {
    return Course.begun(plan(regime, seed), Optional.empty());
  }

  /** Trains another as {@link #again(Regime, long)} does, with checkpoints in a folder. */
  public Smash again(Regime regime, long seed, Path checkpoints) {
    return Course.begun(plan(regime, seed), Optional.of(checkpoints));
  }

  /**
   * Writes the network as a folder that {@link #load} reads: weights, training so far and all that
   * they belong to.
   *
   * @param folder absent, empty or an earlier one, which is replaced
   */
  public void save(Path folder) {
    SmashFile.save(this, folder);
  }

  /**
   * Reads a network that {@link #save} or {@link Checkpoints} wrote: on a CPU it does bit for bit
   * what that did, and goes on with training that was not over ({@link #resume}).
   *
   * @param data the data set that it was trained on
   * @throws IllegalArgumentException if the data is another, a file is damaged or of another
   *     format, or a field of the encoding is the user's own
   */
  public static Smash load(Path folder, Dataset data) {
    return SmashFile.load(folder, data, Optional.empty());
  }

  /** Reads a network whose encoding is the user's own; another than it had is refused. */
  public static Smash load(Path folder, Dataset data, Function<SearchSpace, Encoding> encoding) {
    return SmashFile.load(folder, data, Optional.of(encoding));
  }

  /**
   * Goes on with interrupted training; returns at once if it is complete.
   *
   * @throws TrainingException if a step is refused; the network is then as at the end of the last
   *     epoch, and {@link #resume(double)} goes on with smaller steps
   */
  public History resume() {
    if (trainer.finished()) {
      return trainer.history();
    }
    scoring.close();
    return course.run();
  }

  /**
   * Goes on with training that was interrupted or stopped, from here on with another step size.
   *
   * @param learningRate in place of the config's, above 0; it falls by the config's schedule
   */
  public History resume(double learningRate) {
    course.learningRate(learningRate);
    return resume();
  }

  /** Why training stopped before its end, if a step was refused: its loss was too large. */
  public Optional<String> stopped() {
    return course.stopped();
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
    return data.split();
  }

  /** The training curve of the SMASH network. */
  public History history() {
    return trainer.history();
  }

  /** Where tables go: the folder that SMASH_RESULTS names, or results in the working directory. */
  public static Path results() {
    return ResultsFolder.path();
  }

  /**
   * What this runs on: engine, device, threads, memory, versions, and a warning if there is one.
   */
  public static Environment environment() {
    return Environment.now();
  }

  /**
   * What is in memory, native arrays among it, once all that no variable holds any more is freed.
   */
  public static Memory memory() {
    return Memory.now();
  }

  /**
   * Gives SMASH scores on the validation examples, until training goes on or this is closed.
   *
   * <p>It keeps the stem's output for them in native memory ({@link
   * org.smashnas.search.SmashScorer#bytes}) where that takes at most 4 GiB, and computes it for
   * every architecture where it takes more.
   */
  public Scorer scorer() {
    return scoring.scorer();
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
    return search(table, Cluster.here());
  }

  /**
   * Goes on with an interrupted {@link #search(Path)}: what its table has is not scored again.
   *
   * @throws IllegalArgumentException if the table is of another search, network, data set or seed
   */
  public SearchResult resumeSearch(Path table) {
    return resumeSearch(table, Cluster.here());
  }

  /**
   * Ranks random architectures only.
   *
   * @param count architectures to draw
   * @param table Arrow file that gets each row as soon as it is known
   * @param seed of the draws
   */
  public SearchResult search(int count, Path table, long seed) {
    return searchOf(List.of(new RandomSearch(count)))
        .run(table, metadata, studies.conditions(), Progress.show(), seed);
  }

  /**
   * A search with this network's scores, to be given a constraint, run and resumed.
   *
   * @param stages for example {@code Stage.paper(500, 100)} or {@code List.of(new Evolution(700))}
   */
  public Search searchOf(List<Stage> stages) {
    return new Search(space, scorer(), stages);
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
    return results.train(architecture, config, Progress.show(), seed, Optional.empty());
  }

  /** Trains as {@link #trainResult(Architecture, ResultConfig, long)} does, with checkpoints. */
  public Trained trainResult(
      Architecture architecture, ResultConfig config, long seed, Path checkpoints) {
    return results.train(architecture, config, Progress.show(), seed, Optional.of(checkpoints));
  }

  /**
   * Trains a study's architectures normally and compares this network's scores with their errors
   * (paper, section 4.1); the same call goes on with an interrupted study, and networks made by
   * {@link #again} share the folder's true errors. The budget says how to train.
   *
   * @param folder gets correlation.arrow and measurements.arrow: {@link CorrelationStudy#run}
   */
  public Correlation correlate(CorrelationStudy study, Path folder) {
    return correlate(study, folder, Cluster.here());
  }

  /**
   * Scores the networks of a table of truths and pairs the scores with them; nothing is trained.
   *
   * @param truths of this network's space, data set and number of training examples
   * @param folder gets correlation.arrow and measurements.arrow: {@link CorrelationStudy#run}
   * @throws IllegalArgumentException if the conditions differ, with both values
   */
  public Correlation correlate(Truths truths, String schedule, Path folder) {
    return studies.correlate(truths, schedule, folder);
  }

  /** The same for scores after fine-tuning: {@link #scorer(FineTuning)}. */
  public Correlation correlate(Truths truths, String schedule, FineTuning tuning, Path folder) {
    return studies.correlate(truths, schedule, tuning, folder);
  }

  /** How studies train architectures on this run's examples: normally, as the budget says. */
  public NormalTraining normalTraining() {
    return results.normal(budget.result(), Optional.empty());
  }

  /** The same, with a folder of checkpoints for each network while it is under way. */
  public NormalTraining normalTraining(Path checkpoints) {
    return results.normal(budget.result(), Optional.of(checkpoints));
  }

  /**
   * Measures a study's architectures with weights from false codes (paper, section 4.2); the same
   * call goes on with an interrupted study.
   *
   * @param folder gets corruption.arrow: {@link CorruptionStudy#run}
   * @throws UnsupportedOperationException if the network has no HyperNet
   */
  public Corruptions corrupt(CorruptionStudy study, Path folder) {
    return studies.corrupt(study, folder);
  }

  /**
   * Walks from a study's starts by gradients and by chance (paper, section 4.2); the same call goes
   * on with an interrupted study.
   *
   * @param folder gets gradient_proxy.arrow and two tables more: {@link ProxyStudy#run}
   * @return all that the folder has
   * @throws UnsupportedOperationException if the network has no HyperNet
   */
  public ProxyWalks descend(ProxyStudy study, Path folder) {
    return studies.descend(study, folder);
  }

  /**
   * Writes an architecture with generated weights as a folder that PyTorch runs without this
   * library; see {@link Export}.
   *
   * @param architecture of {@link #space}
   * @param folder absent, empty or an earlier export, which is replaced
   */
  public void export(Architecture architecture, Path folder) {
    Export.write(net, architecture, data.normalization(), folder);
  }

  /** What every result table of this run says of it: seed, budget, data set, versions. */
  public Map<String, String> metadata() {
    return Map.copyOf(metadata);
  }

  /**
   * For example "SMASH network of space v2, 15 epochs of budget laptop, seed 1", and why training
   * stopped, if it did.
   */
  @Override
  public String toString() {
    String what = "SMASH network of space %s, %d epochs of budget %s, seed %d";
    return what.formatted(space.name(), history().epochs().size(), budget.name(), seed)
        + stopped().map(why -> "; stopped: " + why + "; go on by resume(learningRate)").orElse("");
  }

  @Override
  public void close() {
    scoring.close();
    net.close();
  }
}
