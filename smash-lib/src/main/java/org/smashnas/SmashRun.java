package org.smashnas;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;
import org.smashnas.cluster.Cluster;
import org.smashnas.cluster.Crew;
import org.smashnas.data.Batches;
import org.smashnas.encoding.Encoding;
import org.smashnas.nn.Ablation;
import org.smashnas.nn.SmashNet;
import org.smashnas.search.Playground;
import org.smashnas.search.Scorer;
import org.smashnas.search.Search;
import org.smashnas.search.SearchResult;
import org.smashnas.search.Stage;
import org.smashnas.study.CodeScorer;
import org.smashnas.study.Correlation;
import org.smashnas.study.CorrelationStudy;
import org.smashnas.study.Halved;
import org.smashnas.study.Halving;
import org.smashnas.study.Regime;
import org.smashnas.study.Strategies;
import org.smashnas.study.StrategyStudy;
import org.smashnas.train.Checkpoints;
import org.smashnas.train.FineTuning;
import org.smashnas.train.Progress;
import org.smashnas.train.Seeds;
import org.smashnas.train.SmashConfig;
import org.smashnas.train.SmashTrainer;

/** What a {@link Smash} is made of, and what its outcome depends on. */
abstract sealed class SmashRun permits Smash {
  private final SmashPlan plan;
  final Budget budget;
  final Function<SearchSpace, Encoding> encoding;
  final RunData data;
  final SearchSpace space;
  final Regime regime;
  final long seed;
  final SmashConfig config;
  final SmashNet net;
  final SmashTrainer trainer;
  final Map<String, String> metadata;
  final Scoring scoring;
  final ResultTraining results;
  final Checkpoints checkpoints;
  final Course course;
  final Studies studies;
  private SmashFile file;

  /**
   * A network with random weights, not trained yet.
   *
   * @param folder gets checkpoints, if there is one
   */
  SmashRun(SmashPlan plan, Optional<Path> folder) {
    this.plan = plan;
    space = plan.space();
    data = plan.data();
    budget = plan.budget();
    encoding = plan.encoding();
    regime = plan.regime();
    seed = plan.seed();
    config = plan.config();
    Batches training = data.training(config.batchSize(), config.augmentation());
    net =
        new SmashNet(
            encoding.apply(space), config.hyper(), config.pointwise(), config.precision(), seed);
    trainer = new SmashTrainer(net, config, training, data.validation(), seed);
    scoring = new Scoring(net, data);
    results = new ResultTraining(net, data);
    metadata = data.metadata(space, budget, config.precision(), seed);
    checkpoints =
        folder
            .map(f -> Checkpoints.in(f, trainingConditions()))
            .orElse(Checkpoints.none())
            .with(SmashFile.PARTS, into -> file().write(this, into));
    course = new Course(trainer, checkpoints, metadata, regime, net.source());
    studies = new Studies(this, course);
  }

  /**
   * Gives scores as {@link Smash#scorer()} does, with something taken from the 1x1 weights: what
   * the filters do for the scores, without training anew.
   *
   * @param ablation what is taken; the mean filter is computed now, from 50 architectures
   */
  public Scorer scorer(Ablation ablation) {
    return scoring.scorer(ablation, Seeds.of(seed, "ablation"));
  }

  /**
   * Gives scores after a few steps of training on each architecture alone, from whose weights the
   * next one does not begin: dearer than {@link Smash#scorer()}, and nearer to the truth.
   */
  public Scorer scorer(FineTuning tuning) {
    return scoring.scorer(tuning, config, Seeds.of(seed, "fine-tuning"));
  }

  /** A network on the very examples of this one. */
  SmashPlan plan(Regime other, long otherSeed) {
    return new SmashPlan(other.space().apply(space), data, budget, encoding, other, otherSeed);
  }

  /** {@link SmashPlan#conditions} of this one. */
  Map<String, String> trainingConditions() {
    return plan.conditions();
  }

  /** Made once: the checksum of a large data set takes a while. */
  SmashFile file() {
    if (file == null) {
      file = SmashFile.of(this);
    }
    return file;
  }

  private Search budgetSearch(Cluster cluster) {
    return searchOf(Stage.paper(budget.candidates(), budget.refinements()), cluster);
  }

  /** Searches as {@link Smash#search(Path)}, with the scores by a cluster. */
  public SearchResult search(Path table, Cluster cluster) {
    return budgetSearch(cluster)
        .run(table, metadata, studies.conditions(), Progress.show(), searchSeed());
  }

  /** Goes on as {@link Smash#resumeSearch(Path)}, with the scores by a cluster. */
  public SearchResult resumeSearch(Path table, Cluster cluster) {
    return budgetSearch(cluster)
        .resume(table, metadata, studies.conditions(), Progress.show(), searchSeed());
  }

  /**
   * Gives scores as {@link Smash#scorer()} does, many at a time by a cluster.
   *
   * @throws IllegalArgumentException if the encoding has a field of the user's own
   */
  public Scorer scorer(Cluster cluster) {
    return scorer(hands(cluster));
  }

  /**
   * Begins to change a network by hand: its score, after each change, is {@link Smash#scorer}'s.
   *
   * @param architecture of {@link Smash#space}
   */
  public Playground playground(Architecture architecture) {
    return Playground.of(net.encoding(), a -> scoring.scorer().evaluate(a), architecture);
  }

  /**
   * Trains architectures as {@link Smash#trainResult(Architecture)} does, and stops those early
   * that fall behind; the same call goes on with an interrupted one, and with more architectures.
   *
   * <p>Nothing is measured on test examples. {@code smash.trainResult(halved.best(), config, seed,
   * folder.resolve("training").resolve(id))}, with this run's seed, has nothing left to train.
   *
   * @param plan its {@code most} is in place of the budget's number of epochs
   * @param folder gets halving.arrow, and checkpoints in training, which stay
   */
  public Halved halve(List<Architecture> architectures, Halving plan, Path folder) {
    return studies.halve(architectures, plan, folder);
  }

  Scorer scorer(Optional<Crew<Piece, Serializable>> hands) {
    Scorer here = scoring.scorer();
    return hands.map(all -> (Scorer) new ClusterScorer(here, all)).orElse(here);
  }

  /**
   * Trains and scores as {@link Smash#correlate(CorrelationStudy, Path)}, by a cluster: all
   * architectures are scored first, then trained.
   */
  public Correlation correlate(CorrelationStudy study, Path folder, Cluster cluster) {
    return studies.correlate(study, folder, cluster);
  }

  /**
   * A search with this network's scores as {@link Smash#searchOf(List)}, scored by a cluster: what
   * stages can propose without knowing each other's scores is scored at the same time.
   */
  public Search searchOf(List<Stage> stages, Cluster cluster) {
    return new Search(space, scorer(cluster), stages);
  }

  /**
   * Searches by several strategies with this network's scores, and trains normally what they find;
   * the same call goes on with an interrupted study. The budget says how to train.
   *
   * @param folder gets a table a search, and truths.arrow: {@link StrategyStudy#run}
   */
  public Strategies compare(StrategyStudy study, Path folder) {
    return studies.compare(study, folder);
  }

  /** Who works with this network in other JVMs, if that is where the cluster is. */
  Optional<Crew<Piece, Serializable>> hands(Cluster cluster) {
    return cluster.crew(() -> Carried.of(this, cluster));
  }

  long searchSeed() {
    return Seeds.of(seed, "search");
  }

  /** Measures with the weights of any code, until training goes on or this is closed. */
  CodeScorer codeScorer() {
    return scoring.codeScorer();
  }
}
