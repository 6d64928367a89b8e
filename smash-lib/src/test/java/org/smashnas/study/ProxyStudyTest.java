package org.smashnas.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.proxy.Descent;
import org.smashnas.proxy.Goal;
import org.smashnas.proxy.PredictionPart;
import org.smashnas.proxy.RandomNeighbourRule;
import org.smashnas.proxy.RandomRule;
import org.smashnas.proxy.SteepestRule;
import org.smashnas.proxy.TinyProxy;
import org.smashnas.search.Scorer;
import org.smashnas.statistics.RankCorrelation;
import org.smashnas.table.Tables;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Progress;

class ProxyStudyTest {
  @TempDir private Path folder;

  private final TinyProxy tiny = new TinyProxy();
  private final List<Architecture> starts = Sampler.of(tiny.space).sample(4, 1);
  private final List<Descent> descents =
      List.of(
          new Descent("random", new RandomRule(), 1, 6, Goal.ERROR),
          new Descent(
              "steepest", new SteepestRule(PredictionPart.CODE, 1000, 1), 2, 6, Goal.ERROR));
  private int scored;
  private int interruptAt = -1;

  @AfterEach
  void close() {
    tiny.close();
  }

  private ProxyWalks run(List<Descent> some) {
    Scorer scorer =
        a -> {
          if (++scored == interruptAt) {
            Thread.currentThread().interrupt();
          }
          return tiny.scorer.evaluate(a);
        };
    return new ProxyStudy(starts, some, 5)
        .run(
            new ProxyStudy.Scores(tiny.encoding, scorer, tiny.scorer),
            folder,
            Map.of("seed", "1"),
            Map.of("network", "n"),
            Progress.silent(),
            3);
  }

  @Test
  void everyStartIsWalkedFromByEveryRule() {
    ProxyWalks found = run(descents);
    assertThat(found.walks()).hasSize(8);
    assertThat(found.rules()).containsExactly("random", "steepest");
    for (ProxyWalks.Walk walk : found.walks()) {
      assertThat(walk.bestScore()).isLessThanOrEqualTo(walk.startScore());
      assertThat(walk.evaluations()).isBetween(1.0, 6.0);
      Architecture start =
          starts.stream().filter(a -> a.id().equals(walk.startId())).findFirst().orElseThrow();
      Evaluation own = tiny.scorer.evaluate(start);
      assertThat(walk.startScore()).isEqualTo(own.error());
      List<ProxyWalks.Step> steps =
          found.steps().stream()
              .filter(s -> s.startId().equals(walk.startId()) && s.rule().equals(walk.rule()))
              .toList();
      assertThat(steps.get(0).evaluations()).isZero();
      assertThat(steps.get(steps.size() - 1).evaluations()).isEqualTo(walk.evaluations());
      assertThat(steps.stream().mapToDouble(ProxyWalks.Step::score).min().orElseThrow())
          .isEqualTo(walk.bestScore());
    }
    assertThat(Tables.read(folder.resolve("gradient_proxy.arrow")).columnNames())
        .startsWith("start_id", "rule", "seed", "evaluations", "start_score", "best_score");
  }

  @Test
  void whereAWalkEndedHasTheScoreThatItEndedWith() {
    for (ProxyWalks.Walk walk : run(descents).walks()) {
      Architecture end = ProxyWalks.ends(folder, walk.rule()).get(walk.startId());
      assertThat(tiny.scorer.evaluate(end).error()).isEqualTo(walk.bestScore());
    }
  }

  @Test
  void predictionsAreComparedWithTrueChanges() {
    ProxyPredictions found = run(descents).predictions();
    assertThat(found.rows()).hasSize(4 * 5);
    assertThat(found.rows())
        .extracting(ProxyPredictions.Row::crossEntropyChange)
        .doesNotContain(0.0);
    var summary = found.summary(1);
    assertThat(summary.stringColumn("element").asList())
        .containsAll(found.elements())
        .endsWith("all");
    int last = summary.rowCount() - 1;
    assertThat(summary.intColumn("n").get(last)).isEqualTo(20);
    double[] sum = found.rows().stream().mapToDouble(ProxyPredictions.Row::sum).toArray();
    double[] loss =
        found.rows().stream().mapToDouble(ProxyPredictions.Row::crossEntropyChange).toArray();
    assertThat(summary.doubleColumn("sum").get(last))
        .isEqualTo(RankCorrelation.spearman(sum, loss));
    assertThat(found.plot().getSeriesMap().get("true change (nats)").getXData()).isEqualTo(sum);
  }

  @Test
  void anInterruptedStudyGoesOnWithTheWalksThatItLacks() {
    // in the second start's first walk
    interruptAt = 6 + 7 + 7 + 6 + 2;
    int before = run(descents).walks().size();
    assertThat(Thread.interrupted()).isFalse();
    assertThat(before).isBetween(1, 7);
    assertThat(run(descents).walks()).hasSize(8).doesNotHaveDuplicates();
    int all = scored;
    assertThat(run(descents).walks()).hasSize(8);
    assertThat(scored).isEqualTo(all);
    // another rule joins
    List<Descent> more =
        List.of(
            descents.get(0), new Descent("neighbour", new RandomNeighbourRule(), 1, 6, Goal.ERROR));
    assertThat(run(more).rules()).containsExactly("random", "steepest", "neighbour");
    List<Descent> other = List.of(new Descent("random", new RandomRule(), 1, 9, Goal.ERROR));
    assertThatThrownBy(() -> run(other)).hasMessageContaining("was begun with rule random");
  }

  private static ProxyWalks.Walk walk(String start, String rule, double score, double loss) {
    return new ProxyWalks.Walk(start, rule, 1, 4, 0.5, score, 2, loss);
  }

  private static ProxyWalks.Step step(String start, double spent, double score, boolean moved) {
    return new ProxyWalks.Step(start, "random", 1, 0, spent, "x", score, 2, moved);
  }

  @Test
  void theSummaryPairsWalksFromTheSameStart() {
    ProxyWalks found =
        new ProxyWalks(
            List.of(
                walk("a", "random", 0.4, 1.5),
                walk("b", "random", 0.3, 1.5),
                walk("a", "other", 0.3, 1.4),
                walk("b", "other", 0.3, 1.7)),
            List.of(
                step("a", 0, 0.5, true),
                step("a", 2, 0.6, false),
                step("a", 4, 0.4, true),
                step("b", 0, 0.5, true),
                step("b", 1, 0.3, true)),
            new ProxyPredictions(List.of()));
    var summary = found.summary("random", 1);
    assertThat(summary.stringColumn("rule").asList()).containsExactly("random", "other");
    assertThat(summary.doubleColumn("mean_gain").get(1)).isCloseTo(0.2, within(1e-12));
    assertThat(summary.doubleColumn("win_share").asList()).containsExactly(0.0, 0.5);
    assertThat(summary.doubleColumn("tie_share").asList()).containsExactly(1.0, 0.5);
    assertThat(summary.doubleColumn("difference").get(1)).isCloseTo(0.05, within(1e-12));
    assertThat(summary.doubleColumn("cross_entropy_win_share").get(1)).isEqualTo(0.5);
    assertThat(summary.doubleColumn("cross_entropy_difference").get(1))
        .isCloseTo(-0.05, within(1e-12));
    var line = found.plot(List.of("random"), 1).getSeriesMap().get("random");
    // points since the start, mean of both: b moved at 1 by 20, a at 4 by 10
    assertThat(line.getYData()[0]).isZero();
    assertThat(line.getYData()[30]).isCloseTo(-10, within(1e-9));
    assertThat(line.getYData()[60]).isCloseTo(-15, within(1e-9));
    assertThatThrownBy(() -> found.scores("steepest", "random", 1))
        .hasMessageContaining("the rules are [random, other]");
  }

  @Test
  void studiesOfNothingOrOfTheSameTwiceAreRefused() {
    assertThatThrownBy(() -> new ProxyStudy(List.of(), descents, 1))
        .hasMessageContaining("0 starts");
    assertThatThrownBy(() -> new ProxyStudy(List.of(starts.get(0), starts.get(0)), descents, 1))
        .hasMessageContaining("2 starts, 1 of them different");
    assertThatThrownBy(() -> new ProxyStudy(starts, List.of(descents.get(0), descents.get(0)), 1))
        .hasMessageContaining("the descents [random, random]; give at least one, each once");
    assertThatThrownBy(() -> new ProxyStudy(starts, descents, -1))
        .hasMessageContaining("neighbours is -1");
  }
}
