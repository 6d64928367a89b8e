package org.smashnas.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.TestSpaces;

class ParetoTest {
  private final List<Architecture> made = Sampler.of(TestSpaces.tiny()).sample(6, 1);

  private SearchResult scores(double... scores) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      candidates.add(new Candidate(made.get(i), null, "random", scores[i], 1 - 0.1 * i, 0));
    }
    return new SearchResult(candidates);
  }

  @Test
  void theFrontHasWhatNothingBeatsInBothScoreAndCost() {
    // Costs 5 4 4 3 2 1: 0 is the best; 2 beats 1; 3 is as good as 5 and dearer; 4 is worse than 5.
    SearchResult found = scores(0.1, 0.3, 0.2, 0.4, 0.5, 0.4);
    List<Integer> costs = List.of(5, 4, 4, 3, 2, 1);
    assertThat(found.pareto(a -> costs.get(made.indexOf(a))))
        .extracting(Candidate::architecture)
        .containsExactly(made.get(5), made.get(2), made.get(0));
  }

  @Test
  void ofEqualsTheFrontHasTheFirstOfTheRanking() {
    SearchResult found = scores(0.2, 0.2, 0.2);
    assertThat(found.pareto(a -> 1)).containsExactly(found.ranked().get(0));
  }

  @Test
  void theCostIsParametersUnlessAnotherIsGiven() {
    SearchResult found = scores(0.6, 0.5, 0.4, 0.3, 0.2, 0.1);
    assertThat(found.pareto()).isEqualTo(found.pareto(Architecture::parameters));
    assertThat(found.pareto().get(found.pareto().size() - 1).architecture())
        .isEqualTo(found.best());
  }
}
