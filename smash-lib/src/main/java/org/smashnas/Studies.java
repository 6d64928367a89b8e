package org.smashnas;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.smashnas.arch.Architecture;
import org.smashnas.cluster.Cluster;
import org.smashnas.cluster.Crew;
import org.smashnas.search.Scorer;
import org.smashnas.search.Search;
import org.smashnas.search.SmashScorer;
import org.smashnas.search.Stage;
import org.smashnas.study.Correlation;
import org.smashnas.study.CorrelationStudy;
import org.smashnas.study.CorruptionStudy;
import org.smashnas.study.Corruptions;
import org.smashnas.study.Halved;
import org.smashnas.study.Halving;
import org.smashnas.study.Halving.Mark;
import org.smashnas.study.NormalTraining;
import org.smashnas.study.ProxyStudy;
import org.smashnas.study.ProxyWalks;
import org.smashnas.study.Regime;
import org.smashnas.study.ScoringNetwork;
import org.smashnas.study.Strategies;
import org.smashnas.study.StrategyStudy;
import org.smashnas.study.Truths;
import org.smashnas.train.FineTuning;
import org.smashnas.train.Progress;
import org.smashnas.train.ResultConfig;

/** Studies of one run's network: what they measure with, and what their tables say of it. */
final class Studies {
  private final SmashRun run;
  private final Course course;

  Studies(SmashRun run, Course course) {
    this.run = run;
    this.course = course;
  }

  Correlation correlate(CorrelationStudy study, Path folder, Cluster cluster) {
    ResultConfig config = run.budget.result();
    NormalTraining here =
        run.results.normal(config, Optional.of(folder.resolve(ResultTraining.CHECKPOINTS)));
    Optional<Crew<Piece, Serializable>> hands = run.hands(cluster);
    return study.run(
        hands.map(all -> ClusterTraining.of(here, config, all)).orElse(here),
        rater(run.scorer(hands)),
        folder,
        run.metadata,
        Progress.show(),
        run.data.seed());
  }

  Halved halve(List<Architecture> networks, Halving plan, Path folder) {
    ResultConfig config = run.budget.result().withEpochs(plan.most());
    run.results.require(config);
    Path checkpoints = folder.resolve(ResultTraining.CHECKPOINTS);
    return plan.run(
        networks,
        (network, epochs, progress) ->
            run.results
                .until(
                    epochs, network, config, progress, run.seed, checkpoints.resolve(network.id()))
                .map(e -> new Mark(network.id(), epochs, e.validationError(), e.validationLoss())),
        folder.resolve("halving.arrow"),
        run.metadata,
        run.results.normal(config, Optional.empty()).conditions(),
        Progress.show());
  }

  Correlation correlate(Truths truths, String schedule, Path folder) {
    return correlate(truths, schedule, rater(run.scoring.scorer()), folder);
  }

  Correlation correlate(Truths truths, String schedule, FineTuning tuning, Path folder) {
    String kind = run.regime.name().equals(Regime.NORMAL) ? "" : run.regime.name() + "_";
    Scorer scorer = run.scorer(tuning);
    ScoringNetwork rater =
        new ScoringNetwork(kind + tuning.text(), run.seed, about() + ", " + tuning, scorer);
    return correlate(truths, schedule, rater, folder);
  }

  private Correlation correlate(Truths truths, String schedule, ScoringNetwork rater, Path folder) {
    return truths
        .forStudy(run.space, run.data.truthConditions())
        .correlate(schedule, rater, folder, run.metadata, Progress.show());
  }

  Strategies compare(StrategyStudy study, Path folder) {
    Search search = new Search(run.space, run.scoring.scorer(), Stage.paper(1, 1));
    return study.run(
        search,
        run.results.normal(
            run.budget.result(), Optional.of(folder.resolve(ResultTraining.CHECKPOINTS))),
        folder,
        run.metadata,
        conditions(),
        Progress.show(),
        run.data.seed());
  }

  Corruptions corrupt(CorruptionStudy study, Path folder) {
    return study.run(
        run.net.encoding(),
        run.codeScorer(),
        folder,
        run.metadata,
        conditions(),
        Progress.show(),
        run.data.seed());
  }

  ProxyWalks descend(ProxyStudy study, Path folder) {
    run.net.source().requireHyperNet("walks by the gradient of the code");
    run.net.requirePointwiseAlone("walks by the gradient of the code");
    try (SmashScorer batches = new SmashScorer(run.net, run.data.gradients())) {
      var by = new ProxyStudy.Scores(run.net.encoding(), run.scoring.scorer(), batches);
      return study.run(by, folder, run.metadata, conditions(), Progress.show(), run.data.seed());
    }
  }

  private ScoringNetwork rater(Scorer scorer) {
    return new ScoringNetwork(run.regime.name(), run.seed, about(), scorer);
  }

  Map<String, String> conditions() {
    return run.data.conditions(about() + ", seed " + run.seed);
  }

  /** All that the network's scores depend on, but its seed and the examples. */
  private String about() {
    return "%s, %s, %s%s, %d epochs done"
        .formatted(
            run.space,
            run.net.encoding(),
            run.config,
            course.rates(),
            run.trainer.history().epochs().size());
  }
}
