package org.smashnas.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.search.MarkovChain;
import org.smashnas.search.RandomSearch;
import org.smashnas.search.Scorer;
import org.smashnas.search.Search;
import org.smashnas.search.Stage;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Progress;
import tech.tablesaw.api.Table;

class StrategyStudyTest {
  private static final SearchSpace SPACE = TestSpaces.tiny();
  private static final StrategyStudy STUDY =
      new StrategyStudy(Map.of("random", List.of(new RandomSearch(8))), List.of(1L, 2L, 3L))
          .with("refined", List.of(new RandomSearch(4), new MarkovChain(4)));

  @TempDir private Path folder;

  private final List<Architecture> scored = new ArrayList<>();
  private final List<Architecture> trained = new ArrayList<>();
  private int stopAfter = Integer.MAX_VALUE;

  private static double score(Architecture a) {
    return Math.min(1, a.parameters() / 1e5);
  }

  private Strategies run(StrategyStudy study) {
    Scorer scorer =
        a -> {
          scored.add(a);
          return new Evaluation(score(a), 1, 10);
        };
    NormalTraining training =
        new NormalTraining(
            Map.of("data", "none"),
            (a, seed, progress) -> {
              if (trained.size() == stopAfter) {
                return Optional.empty();
              }
              trained.add(a);
              return Optional.of(new Evaluation(score(a) / 2, 1, 10));
            });
    Search search = new Search(SPACE, scorer, List.of(new RandomSearch(1)));
    return study.run(search, training, folder, Map.of(), Map.of(), Progress.silent(), 9);
  }

  @Test
  void everyWinnerIsTheBestOfItsSearchAndTrainedOnce() {
    Strategies found = run(STUDY);
    assertThat(found.ends()).hasSize(6);
    for (Strategies.End end : found.ends()) {
      assertThat(end.curve()).hasSize(8);
      assertThat(end.score()).isEqualTo(score(end.winner()));
      assertThat(end.trueError()).isEqualTo(end.score() / 2);
      for (int i = 1; i < 8; i++) {
        assertThat(end.curve().get(i)).isLessThanOrEqualTo(end.curve().get(i - 1));
      }
    }
    assertThat(trained).doesNotHaveDuplicates();
    assertThat(new HashSet<>(trained))
        .isEqualTo(new HashSet<>(found.ends().stream().map(Strategies.End::winner).toList()));
  }

  @Test
  void whatTwoStrategiesDrawWithOneSeedIsScoredOnce() {
    run(STUDY);
    // Of each seed 8 random ones, of which the other strategy shares 4, and 4 steps.
    assertThat(scored).hasSizeLessThanOrEqualTo(3 * 12);
  }

  @Test
  void anInterruptedStudyGoesOnAndMeasuresNothingTwice() {
    Strategies whole = run(STUDY);
    int scores = scored.size();
    int trainings = trained.size();
    assertThat(run(STUDY)).isEqualTo(whole);
    assertThat(scored).hasSize(scores);
    assertThat(trained).hasSize(trainings);
  }

  @Test
  void aStopBetweenTrainingsLeavesWhatIsWhole() {
    stopAfter = 1;
    Strategies part = run(STUDY);
    assertThat(part.ends()).isNotEmpty();
    assertThat(part.ends()).extracting(Strategies.End::winner).containsOnly(trained.get(0));
    stopAfter = Integer.MAX_VALUE;
    assertThat(run(STUDY).ends()).hasSize(6);
    assertThat(trained).doesNotHaveDuplicates();
  }

  @Test
  void theSummaryComparesWithTheFirstSeedBySeed() {
    Strategies found = run(STUDY);
    Table summary = found.summary(1);
    assertThat(summary.stringColumn("strategy").asList()).containsExactly("random", "refined");
    assertThat(summary.doubleColumn("gain").get(0)).isZero();
    double gain = 0;
    for (int i = 0; i < 6; i += 2) {
      gain += found.ends().get(i).trueError() - found.ends().get(i + 1).trueError();
    }
    assertThat(summary.doubleColumn("gain").get(1)).isCloseTo(gain / 3, within(1e-12));
    assertThat(summary.intColumn("n").asList()).containsExactly(3, 3);
    assertThat(found.table().rowCount()).isEqualTo(6);
    assertThat(found.plot(1).getSeriesMap()).containsKeys("random", "refined");
  }

  @Test
  void theStandardStrategiesScoreEquallyMany() {
    for (int count : new int[] {7, 40, 200}) {
      assertThat(StrategyStudy.of(count, 2).strategies().values())
          .allSatisfy(s -> assertThat(s.stream().mapToInt(Stage::count).sum()).isEqualTo(count));
    }
    assertThat(StrategyStudy.of(200, 2).seeds()).containsExactly(1L, 2L);
  }

  @Test
  void unequalStrategiesAreRefused() {
    assertThatThrownBy(() -> STUDY.with("more", List.of(new RandomSearch(9))))
        .hasMessageContaining("the strategies score {random=8, refined=8, more=9} architectures");
    assertThatThrownBy(() -> new StrategyStudy(STUDY.strategies(), List.of(1L, 1L)))
        .hasMessageContaining("each seed once");
  }
}
