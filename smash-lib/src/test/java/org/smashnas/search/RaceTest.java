package org.smashnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.TestSpaces;
import org.smashnas.train.Confusion;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Measure;
import org.smashnas.train.Outcomes;
import org.smashnas.train.Progress;

class RaceTest {
  private static final int PART = 100;
  private static final int PARTS = 5;

  private final List<Architecture> architectures =
      Sampler.of(TestSpaces.tiny()).sample(60, 1).stream().distinct().toList();

  /** Made-up architectures with given error rates, the same outcome at every call. */
  private static final class Rated implements PartialScorer {
    final Map<Architecture, Double> rates = new HashMap<>();
    int calls;

    @Override
    public int parts() {
      return PARTS;
    }

    @Override
    public Evaluation evaluate(Architecture a, int part) {
      calls++;
      SplittableRandom random = new SplittableRandom(a.id().hashCode() * 31L + part);
      BitSet wrong = new BitSet();
      for (int i = 0; i < PART; i++) {
        wrong.set(i, random.nextDouble() < rates.get(a));
      }
      double error = wrong.cardinality() / (double) PART;
      return new Evaluation(
          error, error, PART, Double.NaN, Confusion.none(), Outcomes.of(wrong, PART));
    }

    @Override
    public Evaluation evaluate(Architecture a) {
      throw new AssertionError("a race asks for parts only");
    }
  }

  private Rated rated(double best, double step) {
    Rated scorer = new Rated();
    for (int i = 0; i < architectures.size(); i++) {
      scorer.rates.put(architectures.get(i), best + i * step);
    }
    return scorer;
  }

  private static double error(Rated scorer, Architecture a) {
    double sum = 0;
    for (int part = 0; part < PARTS; part++) {
      sum += scorer.evaluate(a, part).error() / PARTS;
    }
    return sum;
  }

  @Test
  void farApartArchitecturesAreToldFromAFractionOfTheExamples() {
    Rated scorer = rated(0, 0.016);
    RaceResult result = Race.of(3, 0.05).run(scorer, architectures, Progress.silent());
    assertThat(scorer.calls / (double) (PARTS * architectures.size()))
        .isCloseTo(result.share(), within(1e-9))
        .isLessThan(0.5);
    List<Architecture> truth =
        architectures.stream()
            .sorted((a, b) -> Double.compare(error(scorer, a), error(scorer, b)))
            .limit(3)
            .toList();
    assertThat(result.best())
        .extracting(RaceResult.Standing::architecture)
        .containsExactlyInAnyOrderElementsOf(truth);
  }

  @Test
  void whoeverFinishesHasTheScoreOfAllExamples() {
    Rated scorer = rated(0.1, 0.01);
    RaceResult result = Race.of(5, 0.05).run(scorer, architectures, Progress.silent());
    assertThat(result.best()).hasSize(5);
    for (RaceResult.Standing standing : result.best()) {
      assertThat(standing.examples()).isEqualTo(PART * PARTS);
      assertThat(standing.score()).isCloseTo(error(scorer, standing.architecture()), within(1e-9));
    }
  }

  @Test
  void equallyGoodArchitecturesAreHardlyEverDropped() {
    Rated scorer = rated(0.5, 0);
    // The middle place, so that luck of the one compared with cancels out.
    int middle = architectures.size() / 2;
    RaceResult result = Race.of(middle, 0.05).run(scorer, architectures, Progress.silent());
    assertThat(result.share()).isGreaterThan(0.9);
  }

  @Test
  void aShareDropsTheRestWhateverTheTestSays() {
    Rated scorer = rated(0.5, 0);
    Race race = Race.of(2, 1e-9).withShare(0.5);
    race.run(scorer, architectures, Progress.silent());
    int n = architectures.size();
    int expected = n;
    int left = n;
    for (int round = 1; round < PARTS; round++) {
      left = Math.max(2, (left + 1) / 2);
      expected += left;
    }
    assertThat(scorer.calls).isEqualTo(expected);
  }

  private static PartialScorer known(Map<Architecture, List<Evaluation>> parts) {
    return new PartialScorer() {
      @Override
      public int parts() {
        return parts.values().iterator().next().size();
      }

      @Override
      public Evaluation evaluate(Architecture a, int part) {
        return parts.get(a).get(part);
      }

      @Override
      public Evaluation evaluate(Architecture a) {
        throw new AssertionError("a race asks for parts only");
      }
    };
  }

  /** A part of 100 examples, the first so many of them misclassified. */
  private static Evaluation part(int errors, double loss) {
    BitSet wrong = new BitSet();
    wrong.set(0, errors);
    return new Evaluation(errors / (double) PART, loss, PART, Outcomes.of(wrong, PART));
  }

  /** Parts without an error, of these cross entropies. */
  private static List<Evaluation> losses(double... losses) {
    return Arrays.stream(losses).mapToObj(loss -> part(0, loss)).toList();
  }

  @Test
  void byCrossEntropyWhoIsBehindOnEveryPartIsDroppedAndWhoIsNowAheadNowBehindIsNot() {
    Architecture best = architectures.get(0);
    Architecture steady = architectures.get(1);
    Architecture changing = architectures.get(2);
    PartialScorer scorer =
        known(
            Map.of(
                best, losses(1, 2, 1, 2),
                steady, losses(1.10, 2.11, 1.09, 2.10),
                changing, losses(1.5, 2.5, 0.9, 1.7)));
    List<Architecture> all = List.of(best, steady, changing);
    Race race = Race.of(1, 0.3).by(Measure.CROSS_ENTROPY);
    RaceResult result = race.run(scorer, all, Progress.silent());
    // After two parts: steady is 0.105 behind with a standard error of 0.005, 21 of them, where
    // Student's t with one degree of freedom asks for 3.08 at a level of 0.9. Changing is 0.5
    // behind on both, so dropped too: two parts for each of them, four for the best.
    assertThat(result.share()).isEqualTo(8.0 / 12);
    assertThat(result.best()).extracting(RaceResult.Standing::architecture).containsExactly(best);
    assertThat(result.best().get(0).score()).isEqualTo(1.5);
    PartialScorer uneven =
        known(
            Map.of(
                best, losses(1, 2, 1, 2),
                changing, losses(1.5, 1.9, 1.5, 1.9)));
    // 0.2 behind on average, with a standard error of 0.3 after two parts and 0.17 at the end.
    assertThat(race.run(uneven, List.of(best, changing), Progress.silent()).share()).isEqualTo(1);
  }

  @Test
  void whoErrsLeastAndLosesMostWinsByErrorAndNotByCrossEntropy() {
    Architecture surest = architectures.get(0);
    Architecture boldest = architectures.get(1);
    PartialScorer scorer =
        known(
            Map.of(
                surest, Collections.nCopies(PARTS, part(20, 1)),
                boldest, Collections.nCopies(PARTS, part(10, 2))));
    List<Architecture> both = List.of(surest, boldest);
    Race race = Race.of(1, 0.05);
    assertThat(race.run(scorer, both, Progress.silent()).best())
        .extracting(RaceResult.Standing::architecture)
        .containsExactly(boldest);
    assertThat(race.by(Measure.CROSS_ENTROPY).run(scorer, both, Progress.silent()).best())
        .extracting(RaceResult.Standing::architecture)
        .containsExactly(surest);
  }

  @Test
  void anInterruptKeepsTheRoundsThatWereRun() {
    Rated scorer = rated(0.1, 0.01);
    Thread.currentThread().interrupt();
    RaceResult result = Race.of(2, 0.05).run(scorer, architectures, Progress.silent());
    assertThat(Thread.interrupted()).isFalse();
    assertThat(result.best()).extracting(RaceResult.Standing::examples).containsOnly(PART);
  }

  @Test
  void impossibleRacesAreRefused() {
    assertThatThrownBy(() -> Race.of(0, 0.05)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> Race.of(1, 0.5)).hasMessageContaining("0.5");
    assertThatThrownBy(() -> Race.of(1, 0.05).withShare(0)).hasMessageContaining("share is 0.0");
    assertThatThrownBy(() -> Race.of(1, 0.05).run(rated(0, 0), List.of(), Progress.silent()))
        .hasMessageContaining("at least one");
  }

  @Test
  void whoGivesNoFiniteLogitsIsDroppedInTheFirstRoundByWhateverMeasure() {
    Architecture sound = architectures.get(0);
    Architecture spoilt = architectures.get(1);
    PartialScorer scorer =
        known(Map.of(sound, losses(1, 2, 1, 2), spoilt, losses(Double.NaN, 1, 1, 1)));
    for (Measure measure : Measure.values()) {
      Race race = Race.of(1, 0.3).by(measure);
      RaceResult result = race.run(scorer, List.of(spoilt, sound), Progress.silent());
      assertThat(result.best())
          .extracting(RaceResult.Standing::architecture)
          .containsExactly(sound);
      assertThat(result.share()).isEqualTo(5.0 / 8);
    }
  }
}
