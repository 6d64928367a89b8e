package org.smashnas.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.smashnas.arch.Architecture;
import org.smashnas.encoding.Encoding;
import org.smashnas.proxy.Descent;
import org.smashnas.proxy.Goal;
import org.smashnas.proxy.PredictionPart;
import org.smashnas.proxy.RandomNeighbourRule;
import org.smashnas.proxy.RandomRule;
import org.smashnas.proxy.RelaxedRule;
import org.smashnas.proxy.ScreenRule;
import org.smashnas.proxy.SteepestRule;
import org.smashnas.proxy.SweepRule;
import org.smashnas.proxy.TrustRegionRule;
import org.smashnas.search.Scorer;
import org.smashnas.search.SmashScorer;
import org.smashnas.table.ResumableTable;
import org.smashnas.train.Progress;

/**
 * Whether gradients lead to better architectures than chance does at the same cost: walks from the
 * same starts by several rules (paper, section 4.2, which saw no gain).
 *
 * @param starts where walks begin, at least 1, each once
 * @param descents the rules; different names, the first is the control
 * @param neighbours random neighbours of each start whose predicted and true changes are compared;
 *     0 for none
 */
public record ProxyStudy(List<Architecture> starts, List<Descent> descents, int neighbours) {
  static final String WALKS = "gradient_proxy.arrow";
  static final String STEPS = "gradient_proxy_steps.arrow";
  static final String ENDS = "gradient_proxy_ends.arrow";
  static final String PREDICTIONS = "gradient_proxy_predictions.arrow";

  /**
   * What a study measures with.
   *
   * @param encoding the network's own
   * @param scorer gives the scores
   * @param batches of the same examples, that gradients are averaged over
   */
  public record Scores(Encoding encoding, Scorer scorer, SmashScorer batches) {}

  public ProxyStudy {
    starts = List.copyOf(starts);
    descents = List.copyOf(descents);
    OneSpace.require("starts", starts, 1);
    OneSpace.require("descents", descents.stream().map(Descent::name).toList());
    if (neighbours < 0) {
      throw new IllegalArgumentException(
          "neighbours is " + neighbours + "; give 0 for no comparison, or more");
    }
  }

  /**
   * The library's rules, each with as much to spend, control first.
   *
   * @param evaluations forward passes over all validation examples, a walk
   * @param neighbours of each start, to compare predicted and true changes
   */
  public static ProxyStudy of(
      List<Architecture> starts, double evaluations, Goal goal, int neighbours) {
    int all = Integer.MAX_VALUE;
    List<Descent> descents =
        List.of(
            new Descent("random", new RandomRule(), 1, evaluations, goal),
            new Descent("random_neighbour", new RandomNeighbourRule(), 1, evaluations, goal),
            new Descent(
                "code", new SteepestRule(PredictionPart.CODE, all, 1), 1, evaluations, goal),
            new Descent("relaxed_code", new RelaxedRule(3, 1, 1), 1, evaluations, goal),
            new Descent(
                "steepest", new SteepestRule(PredictionPart.BOTH, 60, 1), 1, evaluations, goal),
            new Descent(
                "screened", new ScreenRule(PredictionPart.BOTH, 0.05, 16, 1), 1, evaluations, goal),
            new Descent(
                "trust", new TrustRegionRule(PredictionPart.BOTH, 60, 1), 1, evaluations, goal),
            new Descent("sweep", new SweepRule(PredictionPart.BOTH, 60, 1), 1, evaluations, goal),
            new Descent(
                "sweep_averaged", new SweepRule(PredictionPart.BOTH, 60, 2), 3, evaluations, goal));
    return new ProxyStudy(starts, descents, neighbours);
  }

  /** The same with other descents. */
  public ProxyStudy withDescents(List<Descent> value) {
    return new ProxyStudy(starts, value, neighbours);
  }

  /**
   * Walks from every start by every rule; the tables get each walk as soon as it is done, and what
   * is in them already is kept. An interrupt ends the study after the score in progress.
   *
   * @param by gives scores and gradients
   * @param folder where gradient_proxy.arrow and the tables of steps and predictions are
   * @param metadata what the tables say of their run
   * @param conditions what the scores depend on, for example the data and the network's seed
   * @param progress hears of every walk
   * @param seed of the walks
   * @return all that the tables have
   * @throws IllegalArgumentException if they were made under other conditions
   */
  public ProxyWalks run(
      Scores by,
      Path folder,
      Map<String, String> metadata,
      Map<String, String> conditions,
      Progress progress,
      long seed) {
    Map<String, String> all = new TreeMap<>(conditions);
    // Another rule may join, but one of the same name must be the same.
    descents.forEach(d -> all.put("rule " + d.name(), d.toString()));
    try (var walks =
            ResumableTable.open(folder.resolve(WALKS), ProxyWalks.Walk.class, 3, metadata, all);
        var steps =
            ResumableTable.open(folder.resolve(STEPS), ProxyWalks.Step.class, 4, metadata, all);
        var ends =
            ResumableTable.open(folder.resolve(ENDS), ProxyWalks.End.class, 3, metadata, all);
        var predictions =
            ResumableTable.open(
                folder.resolve(PREDICTIONS), ProxyPredictions.Row.class, 2, metadata, all)) {
      new ProxyRun(this, by, walks, steps, ends, predictions, new StudyProgress(progress), seed)
          .run();
    }
    return ProxyWalks.read(folder);
  }
}
