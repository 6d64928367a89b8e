package org.smashnas.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Neighbour;

class RulesTest {
  private final TinyProxy tiny = new TinyProxy();
  private final Architecture a = tiny.space.sample(4);

  @AfterEach
  void close() {
    tiny.close();
  }

  private List<Architecture> proposals(UpdateRule rule, long seed) {
    return architectures(rule.propose(a, tiny.gradient(), seed));
  }

  private List<Architecture> architectures(List<UpdateRule.Move> moves) {
    return moves.stream().flatMap(m -> m.from(a).stream()).toList();
  }

  private static int changedOps(Architecture a, Architecture b) {
    return (int)
        IntStream.range(0, a.sites().size())
            .filter(i -> !a.sites().get(i).op().equals(b.sites().get(i).op()))
            .count();
  }

  @Test
  void everyRuleProposesOtherArchitecturesAndTheSameForTheSameSeed() {
    List<UpdateRule> rules =
        List.of(
            new RandomRule(),
            new RandomNeighbourRule(),
            new SteepestRule(PredictionPart.BOTH, 10, 2),
            new ScreenRule(PredictionPart.CODE, 0.2, 10, 2),
            new TrustRegionRule(PredictionPart.BOTH, 20, 1),
            new SweepRule(PredictionPart.BOTH, 20, 2),
            new RelaxedRule(2, 0.5, 2));
    for (UpdateRule rule : rules) {
      List<Architecture> proposals = proposals(rule, 3);
      assertThat(proposals).as(rule.toString()).isNotEmpty().doesNotContain(a);
      assertThat(proposals(rule, 3)).isEqualTo(proposals);
    }
  }

  @Test
  void theSteepestComesFirst() {
    List<Architecture> proposals = proposals(new SteepestRule(PredictionPart.BOTH, 15, 1), 3);
    assertThat(proposals).hasSize(15);
    assertThat(tiny.gradient().predict(a, proposals, true))
        .extracting(Prediction::sum)
        .isSortedAccordingTo(Comparator.naturalOrder());
    List<Architecture> byCode = proposals(new SteepestRule(PredictionPart.CODE, 10000, 1), 3);
    assertThat(byCode).hasSameSizeAs(Neighbour.of(a));
    assertThat(tiny.gradient().predict(a, byCode, false))
        .extracting(Prediction::code)
        .isSortedAccordingTo(Comparator.naturalOrder());
  }

  @Test
  void screenedArePerturbationsThatCanBePredicted() {
    List<Architecture> proposals = proposals(new ScreenRule(PredictionPart.GRAPH, 0.3, 12, 2), 3);
    assertThat(proposals).hasSize(12).allMatch(b -> ProxyGradient.comparable(a, b));
    assertThat(proposals.stream().mapToInt(b -> changedOps(a, b)).max().orElseThrow())
        .isGreaterThan(1);
    assertThat(tiny.gradient().predict(a, proposals, true))
        .extracting(Prediction::graph)
        .isSortedAccordingTo(Comparator.naturalOrder());
  }

  @Test
  void theTrustRegionTakesTheBestOfEachElementAndHalvesTheirNumber() {
    int all = Neighbour.of(a).size();
    List<Architecture> ranked = proposals(new SteepestRule(PredictionPart.CODE, all, 1), 3);
    List<Prediction> predicted = tiny.gradient().predict(a, ranked, false);
    Architecture best = ranked.get(0);
    List<Architecture> whole = proposals(new TrustRegionRule(PredictionPart.CODE, all, 1e9), 3);
    assertThat(whole).hasSizeGreaterThan(3).endsWith(best);
    double most = 0;
    for (Prediction p : tiny.gradient().predict(a, whole, false)) {
      // half of the changes, those that promise most, promise more than half
      assertThat(p.code()).isNegative().isGreaterThan(most == 0 ? -1e9 : most);
      most = p.code();
    }
    assertThat(changedOps(a, whole.get(0))).isGreaterThan(1);
    double first = -predicted.get(0).code();
    assertThat(proposals(new TrustRegionRule(PredictionPart.CODE, all, first / 2), 3))
        .containsExactly(best);
    List<Architecture> near =
        proposals(new TrustRegionRule(PredictionPart.CODE, all, 3 * first), 3);
    assertThat(near).endsWith(best);
    double promised = tiny.gradient().predict(a, near, false).get(0).code();
    assertThat(promised).isBetween(-3 * first * 1.01, predicted.get(1).code());
  }

  @Test
  void aSweepTriesPromisingChangesFromWhereTheWalkStands() {
    int all = Neighbour.of(a).size();
    List<UpdateRule.Move> moves =
        new SweepRule(PredictionPart.CODE, all, 1).propose(a, tiny.gradient(), 3);
    List<Architecture> singles = architectures(moves);
    assertThat(singles).hasSameSizeAs(moves);
    assertThat(tiny.gradient().predict(a, singles, false))
        .extracting(Prediction::code)
        .allMatch(change -> change < 0)
        .isSortedAccordingTo(Comparator.naturalOrder());
    // the second change from where the first one led: both, as in a sweep of two at once
    Architecture first = singles.get(0);
    List<Architecture> pairs = proposals(new SweepRule(PredictionPart.CODE, all, 2), 3);
    assertThat(moves.get(1).from(first)).contains(pairs.get(0));
    assertThat(pairs.get(0)).isNotEqualTo(first);
  }

  @Test
  void theRelaxedCodesNearestNeighbourComesFirst() {
    ProxyGradient gradient = tiny.gradient();
    List<Architecture> proposals =
        architectures(new RelaxedRule(2, 0.5, 1).propose(a, gradient, 3));
    assertThat(gradient.spent()).isCloseTo(2 * 3, within(1e-9));
    assertThat(proposals).hasSameSizeAs(Neighbour.of(a));
    double[] moved = tiny.gradient().descend(a, 2, 0.5);
    assertThat(tiny.gradient().distances(a, proposals, moved))
        .isSortedAccordingTo(Comparator.naturalOrder());
  }

  @Test
  void rulesThatCannotWorkAreRefused() {
    assertThatThrownBy(() -> new RandomRule(0)).hasMessageContaining("changes nothing");
    assertThatThrownBy(() -> new RandomRule(2)).hasMessageContaining("between 0 and 1");
    assertThatThrownBy(() -> new SteepestRule(PredictionPart.CODE, 2, 3))
        .hasMessageContaining("predicts 2 and scores 3");
    assertThatThrownBy(() -> new ScreenRule(PredictionPart.CODE, -1, 2, 1))
        .hasMessageContaining("between 0 and 1");
    assertThatThrownBy(() -> new TrustRegionRule(PredictionPart.CODE, 2, 0))
        .hasMessageContaining("radius is 0.0");
    assertThatThrownBy(() -> new RelaxedRule(0, 1, 1)).hasMessageContaining("0 steps");
  }
}
