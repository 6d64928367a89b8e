package org.smashnas.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChiSquaredTest {
  /** From printed tables; the approximation is a sixth off at worst, for one degree. */
  @ParameterizedTest
  @CsvSource({
    "3.841, 1, 0.05",
    "10.828, 1, 0.001",
    "18.467, 4, 0.001",
    "15.987, 10, 0.1",
    "124.342, 100, 0.05",
    "93.167, 118, 0.956"
  })
  void tailsAreThoseOfTheTables(double value, int freedom, double tail) {
    assertThat(ChiSquared.tail(value, freedom)).isCloseTo(tail, withinPercentage(20));
  }

  @Test
  void drawsPassTheirOwnProbabilitiesAndFailOthers() {
    ChiSquared own = new ChiSquared();
    ChiSquared other = new ChiSquared();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 3000; i++) {
      // two conditions, and an outcome that is too rare to be compared alone
      boolean even = i % 2 == 0;
      int drawn = random.nextInt(1000) < (even ? 500 : 300) ? 0 : 1;
      own.add(even, even ? new double[] {500, 499, 1} : new double[] {3, 7}, drawn);
      other.add(even, even ? new double[] {400, 599, 1} : new double[] {3, 7}, drawn);
    }
    assertThat(own.pValue()).isGreaterThan(0.001);
    assertThat(other.pValue()).isLessThan(1e-6);
  }

  @Test
  void aFewDrawsAreRefused() {
    ChiSquared few = new ChiSquared();
    few.add("", new double[] {1, 1}, 0);
    assertThatThrownBy(few::pValue).hasMessageContaining("too few draws");
  }
}
