package org.smashnas.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Neighbour;
import org.smashnas.search.Scorer;
import org.smashnas.train.Evaluation;

class DescentTest {
  private final TinyProxy tiny = new TinyProxy();
  private final Architecture start = tiny.space.sample(4);
  private final List<Architecture> scored = new ArrayList<>();
  // the fewer parameters, the better
  private final Scorer scorer =
      a -> {
        scored.add(a);
        return new Evaluation(Math.min(1, a.parameters() / 1e5), a.parameters(), 100);
      };

  @AfterEach
  void close() {
    tiny.close();
  }

  private List<Descent.Step> run(UpdateRule rule, double evaluations) {
    return new Descent("rule", rule, 1, evaluations, Goal.ERROR)
        .run(start, tiny.encoding, scorer, tiny.scorer, 7);
  }

  /** All neighbours, compared so many at a time. */
  private record Neighbours(int batch) implements UpdateRule {
    @Override
    public List<Move> propose(Architecture current, ProxyGradient gradient, long seed) {
      return UpdateRule.to(near(current));
    }
  }

  private static List<Architecture> near(Architecture a) {
    return Neighbour.of(a).stream().map(Neighbour::architecture).toList();
  }

  @Test
  void aLastingListGoesOnFromWhereTheWalkMovedTo() {
    List<Neighbour> all = Neighbour.of(start);
    UpdateRule lasting =
        new UpdateRule() {
          @Override
          public int batch() {
            return 1;
          }

          @Override
          public boolean lasting() {
            return true;
          }

          @Override
          public List<Move> propose(Architecture current, ProxyGradient gradient, long seed) {
            return all.stream()
                .map(n -> (Move) from -> Neighbour.together(start, List.of(n), from))
                .toList();
          }
        };
    List<Descent.Step> steps = run(lasting, 40);
    long moves = steps.stream().filter(Descent.Step::moved).count() - 1;
    assertThat(moves).isGreaterThan(1);
    Architecture stands = start;
    for (Descent.Step step : steps.subList(1, steps.size())) {
      Architecture from = stands;
      Architecture scoredNow = step.candidate().architecture();
      assertThat(all.stream().map(n -> Neighbour.together(start, List.of(n), from)))
          .contains(Optional.of(scoredNow));
      stands = step.moved() ? scoredNow : stands;
    }
  }

  @Test
  void theWalkGoesOnlyToWhatIsBetter() {
    List<Descent.Step> steps = run(new RandomNeighbourRule(), 30);
    assertThat(steps).hasSize(31);
    assertThat(steps.get(0).candidate().architecture()).isEqualTo(start);
    double best = Double.POSITIVE_INFINITY;
    for (Descent.Step step : steps) {
      assertThat(step.moved()).isEqualTo(step.candidate().score() < best);
      best = Math.min(best, step.candidate().score());
    }
    assertThat(Descent.end(steps).score()).isEqualTo(best);
    assertThat(best).isLessThan(steps.get(0).candidate().score());
    assertThat(scored).doesNotHaveDuplicates();
    // and each is a neighbour of where the walk stood
    for (int i = 1; i < steps.size(); i++) {
      Architecture from = Descent.end(steps.subList(0, i)).architecture();
      assertThat(steps.get(i).candidate().parent()).isEqualTo(from.id());
    }
  }

  @Test
  void aBatchIsComparedBeforeTheWalkMoves() {
    List<Descent.Step> steps = run(new Neighbours(10), 10);
    List<Architecture> near = near(start);
    assertThat(steps.stream().skip(1).map(s -> s.candidate().architecture()))
        .containsExactlyElementsOf(near.subList(0, 10));
    long least = near.stream().limit(10).mapToLong(Architecture::parameters).min().orElseThrow();
    assertThat(Descent.end(steps).architecture().parameters())
        .isEqualTo(Math.min(least, start.parameters()));
  }

  @Test
  void gradientsCountAsMuchAsTheyCost() {
    List<Descent.Step> steps = run(new SteepestRule(PredictionPart.CODE, 1000, 1), 6);
    Descent.Step last = steps.get(steps.size() - 1);
    assertThat(last.evaluations()).isLessThanOrEqualTo(6);
    // at least one gradient over 6 of 30 examples
    assertThat(last.evaluations()).isGreaterThanOrEqualTo(steps.size() - 1 + 0.6);
    // and there was not enough left for one more
    assertThat(steps.size() - 1).isBetween(1, 5);
  }

  @Test
  void aRuleWithNothingNewEndsTheWalk() {
    UpdateRule none = new Fixed(List.of(start));
    assertThat(run(none, 10)).hasSize(1);
    Architecture other = tiny.space.sample(5);
    assertThat(run(new Fixed(List.of(other, start, other)), 10)).hasSize(2);
  }

  private record Fixed(List<Architecture> all) implements UpdateRule {
    @Override
    public int batch() {
      return 1;
    }

    @Override
    public List<Move> propose(Architecture current, ProxyGradient gradient, long seed) {
      return UpdateRule.to(all);
    }
  }

  @Test
  void anInterruptEndsTheWalkAfterTheScoreInProgress() {
    Scorer stopping =
        a -> {
          if (scored.size() == 3) {
            Thread.currentThread().interrupt();
          }
          return scorer.evaluate(a);
        };
    List<Descent.Step> steps =
        new Descent("rule", new RandomRule(), 1, 10, Goal.ERROR)
            .run(start, tiny.encoding, stopping, tiny.scorer, 7);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(steps).hasSize(4);
  }

  @Test
  void theSameSeedWalksTheSameWay() {
    assertThat(ids(run(new RandomRule(), 8))).isEqualTo(ids(run(new RandomRule(), 8)));
  }

  private static List<String> ids(List<Descent.Step> steps) {
    return steps.stream().map(s -> s.candidate().architecture().id()).toList();
  }

  @Test
  void descentsWithNothingToSpendAreRefused() {
    assertThatThrownBy(() -> new Descent("d", new RandomRule(), 1, 0.5, Goal.ERROR))
        .hasMessageContaining("descent d has 1 parts and 0.5 evaluations");
    assertThatThrownBy(() -> new Descent("d", new RandomRule(), 0, 5, Goal.ERROR))
        .hasMessageContaining("0 parts");
  }

  @Test
  void theTextTellsDescentsApartThatDifferInAnyValue() {
    // tables keep it, so that nothing else can go on in them under the same name
    UpdateRule rule = new RandomRule();
    List<Descent> all =
        List.of(
            new Descent("a", rule, 1, 5, Goal.ERROR),
            new Descent("b", rule, 1, 5, Goal.ERROR),
            new Descent("a", new RandomRule(0.1), 1, 5, Goal.ERROR),
            new Descent("a", rule, 2, 5, Goal.ERROR),
            new Descent("a", rule, 1, 6, Goal.ERROR),
            new Descent("a", rule, 1, 5, Goal.CROSS_ENTROPY));
    assertThat(all.stream().map(Descent::toString)).doesNotHaveDuplicates();
    assertThat(all.get(0)).asString().startsWith("a: RandomRule").contains("5.0 evaluations");
  }
}
