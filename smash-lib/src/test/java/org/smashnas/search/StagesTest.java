package org.smashnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Architecture;
import org.smashnas.train.Progress;

class StagesTest {
  @TempDir private Path folder;

  private Search search(Stage... stages) {
    return new Search(Landscape.SPACE, new Landscape(), List.of(stages));
  }

  private List<Candidate> rows(Search search, long seed) {
    Path file = folder.resolve("search.arrow");
    search.run(file, Map.of(), Progress.silent(), seed);
    return CandidateTable.read(file);
  }

  private double best(long seed, Stage... stages) {
    return Trail.best(rows(search(stages), seed)).score();
  }

  @Test
  void oneStagesCandidatesCanBeTakenAlone() {
    Path file = folder.resolve("search.arrow");
    SearchResult all =
        search(new RandomSearch(4), new Perturbation(3)).run(file, Map.of(), Progress.silent(), 1);
    assertThat(all.ofStage("random").ranked())
        .hasSize(4)
        .allSatisfy(c -> assertThat(c.stage()).isEqualTo("random"));
    assertThatThrownBy(() -> all.ofStage("markov"))
        .hasMessageStartingWith("no candidate of stage \"markov\"; there are those of [");
  }

  @Test
  void thePapersStagesFollowOneAnother() {
    List<Candidate> rows = rows(new Search(Landscape.SPACE, new Landscape(), Stage.paper(6, 4)), 1);
    assertThat(rows)
        .extracting(Candidate::stage)
        .startsWith("random")
        .endsWith("markov")
        .containsSequence("random", "perturbation", "perturbation", "perturbation", "perturbation")
        .hasSize(14);
    String base = Trail.best(rows.subList(0, 6)).architecture().id();
    assertThat(rows.subList(0, 6)).allSatisfy(c -> assertThat(c.parent()).isNull());
    assertThat(rows.subList(6, 10)).allSatisfy(c -> assertThat(c.parent()).isEqualTo(base));
  }

  @Test
  void theMarkovChainMovesToWhatIsBetterAndToNothingElse() {
    List<Candidate> rows = rows(search(new RandomSearch(3), new MarkovChain(40)), 2);
    int moves = 0;
    for (int i = 3; i < rows.size(); i++) {
      Candidate current = Trail.best(rows.subList(0, i));
      assertThat(rows.get(i).parent()).isEqualTo(current.architecture().id());
      moves += rows.get(i).score() < current.score() ? 1 : 0;
    }
    assertThat(moves).isBetween(2, 38);
  }

  @Test
  void refiningTheBestBeatsAsManyRandomArchitectures() {
    int wins = 0;
    int evolved = 0;
    for (int seed = 0; seed < 20; seed++) {
      double random = best(seed, new RandomSearch(84));
      double refined = best(seed, Stage.paper(60, 12).toArray(Stage[]::new));
      wins += refined < random ? 1 : 0;
      evolved += best(seed, new Evolution(84, 20, 7, 0.05)) < random ? 1 : 0;
    }
    assertThat(wins).isGreaterThanOrEqualTo(18);
    assertThat(evolved).isGreaterThanOrEqualTo(18);
  }

  @Test
  void evolutionBreedsFromItsLatestCandidatesOnly() {
    int population = 8;
    List<Candidate> rows = rows(search(new Evolution(60, population, 3, 0.05)), 3);
    for (int i = 0; i < rows.size(); i++) {
      Candidate child = rows.get(i);
      if (i < population) {
        assertThat(child.parent()).isNull();
      } else {
        assertThat(rows.subList(i - population, i))
            .extracting(c -> c.architecture().id())
            .contains(child.parent());
      }
    }
    double young = rows.subList(52, 60).stream().mapToDouble(Candidate::score).average().orElse(1);
    double old = rows.subList(0, 8).stream().mapToDouble(Candidate::score).average().orElse(0);
    assertThat(young).isLessThan(old);
  }

  @Test
  void aStageWithNothingBeforeItBeginsAtRandom() {
    for (Stage stage :
        List.of(new Perturbation(3), new MarkovChain(3), new Evolution(3), new Surrogate(3))) {
      List<Candidate> rows = rows(search(stage), 4);
      assertThat(rows.get(0).parent()).isNull();
      assertThat(new HashSet<>(rows)).hasSize(3);
      assertThat(rows).extracting(Candidate::stage).containsOnly(stage.name());
    }
  }

  @Test
  void everyScoredArchitectureKeepsTheConstraint() {
    Stage[] all = {new RandomSearch(10), new Perturbation(10), new MarkovChain(10)};
    List<Candidate> free = rows(search(all), 5);
    long parameters = median(free.stream().map(Candidate::architecture).toList(), true);
    long adds = median(free.stream().map(Candidate::architecture).toList(), false);
    Search tight = search(all).withMaxParameters(parameters).withMaxMultiplyAdds(adds);
    assertThat(rows(tight, 5))
        .hasSize(30)
        .allSatisfy(
            c -> {
              assertThat(c.architecture().parameters()).isLessThanOrEqualTo(parameters);
              assertThat(c.architecture().multiplyAdds()).isLessThanOrEqualTo(adds);
            });
  }

  private static long median(List<Architecture> all, boolean parameters) {
    return all.stream()
        .mapToLong(a -> parameters ? a.parameters() : a.multiplyAdds())
        .sorted()
        .skip(all.size() / 2)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void impossibleSearchesAreRefusedWithASentence() {
    Search none = search(new RandomSearch(1)).withMaxParameters(10);
    assertThatThrownBy(() -> rows(none, 1))
        .hasMessageContaining("none of 1000 random architectures")
        .hasMessageContaining("loosen the constraint");
    assertThatThrownBy(this::search).hasMessageContaining("has no stage");
    assertThatThrownBy(() -> new RandomSearch(0)).hasMessageContaining("count is 0");
    assertThatThrownBy(() -> new MarkovChain(5, 0)).hasMessageContaining("changes nothing");
    assertThatThrownBy(() -> new Evolution(9, 3, 4, 1)).hasMessageContaining("sample 4");
  }
}
