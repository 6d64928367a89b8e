package org.smashnas.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Measure;
import org.smashnas.train.Outcomes;

class RankingTest {
  private static final int NETWORKS = 400;
  private static final int EXAMPLES = 500;

  /** Estimates from so many networks have standard deviations of 0.04 and 0.06. */
  private static final double TOLERANCE = 0.15;

  private final SplittableRandom random = new SplittableRandom(3);

  private Evaluation evaluation(double[] chance) {
    BitSet wrong = new BitSet();
    for (int j = 0; j < EXAMPLES; j++) {
      wrong.set(j, random.nextDouble() < chance[j]);
    }
    Outcomes outcomes = Outcomes.of(wrong, EXAMPLES);
    return new Evaluation(outcomes.error(), 1, EXAMPLES, outcomes);
  }

  /**
   * Networks of which every second misses each example more often by so much; every training draws
   * each example's outcome anew, or one training in two has a bad day on all of them.
   */
  private Ranking ranking(double more, double badDay) {
    List<List<Pairing>> cases = new ArrayList<>();
    for (int i = 0; i < NETWORKS; i++) {
      List<Evaluation> trainings = new ArrayList<>();
      for (int t = 0; t < 2; t++) {
        double shift = (i % 2) * more + (random.nextBoolean() ? badDay : 0);
        double[] chance = new double[EXAMPLES];
        for (int j = 0; j < EXAMPLES; j++) {
          chance[j] = 0.3 + 0.3 * j / EXAMPLES + shift;
        }
        trainings.add(evaluation(chance));
      }
      cases.add(List.of(new Pairing("a" + i, "normal", 1, trainings.get(0), trainings, 1, 1)));
    }
    return new Ranking("normal", cases, Measure.ERROR);
  }

  @Test
  void whatTrainingsChangeInSingleExamplesCountsOnceAsNoise() {
    // mean error of two trainings: variance between the halves more^2 / 4, of the draws p (1 - p)
    // over 1,000, where p (1 - p) is 0.24 on average
    double more = 2 * Math.sqrt(0.24 / (2 * EXAMPLES));
    assertThat(ranking(more, 0).ceiling(1).errorReliability()).isCloseTo(0.5, within(TOLERANCE));
  }

  @Test
  void aSeedThatShiftsAllExamplesIsNoiseToo() {
    // a bad day of size b, one training in two: variance b^2 / 4 each, b^2 / 8 of two; as much as
    // the draws' own, so that a third of the variance is true
    double more = 2 * Math.sqrt(0.24 / (2 * EXAMPLES));
    double badDay = Math.sqrt(8 * 0.24 / (2 * EXAMPLES));
    assertThat(ranking(more, badDay).ceiling(1).errorReliability())
        .isCloseTo(1 / 3.0, within(TOLERANCE));
  }
}
