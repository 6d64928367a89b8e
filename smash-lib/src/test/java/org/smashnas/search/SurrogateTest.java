package org.smashnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.SearchSpace;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Progress;

class SurrogateTest {
  @TempDir private Path folder;

  private List<Candidate> rows(SearchSpace space, Scorer scorer, Stage stage, long seed) {
    Path file = folder.resolve("search.arrow");
    new Search(space, scorer, List.of(stage)).run(file, Map.of(), Progress.silent(), seed);
    return CandidateTable.read(file);
  }

  private List<Candidate> rows(Stage stage, long seed) {
    return rows(Landscape.SPACE, new Landscape(), stage, seed);
  }

  @Test
  void whatIsLearnedBeatsAsManyRandomArchitectures() {
    int wins = 0;
    for (int seed = 0; seed < 4; seed++) {
      double random = Trail.best(rows(new RandomSearch(50), seed)).score();
      double learned = Trail.best(rows(new Surrogate(50, 20, 60, 10, 10), seed)).score();
      wins += learned < random ? 1 : 0;
    }
    assertThat(wins).isEqualTo(4);
  }

  @Test
  void noArchitectureIsChosenTwice() {
    List<Candidate> rows = rows(new Surrogate(40, 10, 30, 5, 6), 2);
    assertThat(rows).hasSize(40).extracting(Candidate::architecture).doesNotHaveDuplicates();
    assertThat(rows.subList(0, 10)).allSatisfy(c -> assertThat(c.parent()).isNull());
    assertThat(rows.subList(10, 40)).anySatisfy(c -> assertThat(c.parent()).isNotNull());
  }

  @Test
  void aSpaceWithFewerArchitecturesThanThePoolIsSearchedOnAllTheSame() {
    SearchSpace one =
        Landscape.SPACE.withMaxUnits(8).withMaxOps(1).withKernels(List.of(3)).withMaxDilation(1);
    List<Candidate> rows =
        rows(one, a -> new Evaluation(.5, .5, 10), new Surrogate(12, 3, 4, 2, 3), 1);
    assertThat(rows).hasSize(12);
  }

  @Test
  void aRoundTakesTheMostPromisingOfOnePoolInTheirOrder() {
    List<Candidate> known = rows(new RandomSearch(20), 3);
    Trail trail = new Trail(Landscape.SPACE, a -> true, known, 20);
    Surrogate stage = new Surrogate(9, 20, 40, 10, 5);
    List<Proposal> five = stage.propose(trail, List.of(7L, 8L, 9L, 10L, 11L));
    assertThat(new HashSet<>(five)).hasSize(5);
    assertThat(stage.propose(trail, List.of(7L, 8L))).isEqualTo(five.subList(0, 2));
    assertThat(stage.propose(trail, 7)).isEqualTo(five.get(0));
    assertThat(stage.propose(trail, 8)).isNotEqualTo(five.get(0));
    assertThat(stage.ahead(trail)).isEqualTo(5);
  }

  @Test
  void theExpectedImprovementIsTheMeanOfWhatNormalScoresImprove() {
    double[] says = {.2, .3, .4, .3};
    double deviation = Math.sqrt(.005);
    NormalDistribution normal = new NormalDistribution(.3, deviation);
    for (double best : new double[] {.1, .25, .3, .5}) {
      double byMidpoints =
          IntStream.range(0, 20_000)
              .mapToDouble(i -> normal.inverseCumulativeProbability((i + .5) / 20_000))
              .map(score -> Math.max(0, best - score))
              .average()
              .orElseThrow();
      assertThat(Surrogate.improvement(best, says)).isCloseTo(byMidpoints, within(1e-5));
    }
    double[] agreed = {.2, .2};
    assertThat(Surrogate.improvement(.3, agreed)).isCloseTo(.1, within(1e-12));
    assertThat(Surrogate.improvement(.1, agreed)).isZero();
  }

  @Test
  void aForestTellsWhatItHasLearned() {
    List<Map<String, double[]>> codes =
        IntStream.range(0, 60)
            .mapToObj(
                i -> Map.of("signal", new double[] {i % 6, 0}, "noise", new double[] {1 + i % 7}))
            .toList();
    double[] scores = IntStream.range(0, 60).mapToDouble(i -> i % 6 < 3 ? .2 : .6).toArray();
    Forest forest = Forest.fit(codes, scores, 25, 1);
    assertThat(Arrays.stream(forest.each(codes.get(1))).average().orElseThrow())
        .isCloseTo(.2, within(.1));
    assertThat(Arrays.stream(forest.each(codes.get(4))).average().orElseThrow())
        .isCloseTo(.6, within(.1));
    assertThat(Forest.fit(codes, scores, 25, 1).each(codes.get(2)))
        .isEqualTo(forest.each(codes.get(2)));
    assertThat(Forest.fit(codes, scores, 25, 2).each(codes.get(2)))
        .isNotEqualTo(forest.each(codes.get(2)));
  }

  @Test
  void impossibleNumbersAreRefused() {
    assertThatThrownBy(() -> new Surrogate(0)).hasMessageContaining("count is 0");
    assertThatThrownBy(() -> new Surrogate(9, 1, 200, 30, 1))
        .hasMessage("start is 1, pool 200, trees 30 and round 1; give at least 2, 2, 2 and 1");
    assertThatThrownBy(() -> new Surrogate(9).withRound(0)).hasMessageContaining("round 0");
  }
}
