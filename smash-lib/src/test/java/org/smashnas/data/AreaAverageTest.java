package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaAverageTest {
  @Test
  void aPixelThatLiesInSeveralNewOnesCountsInEachByItsPart() {
    // The first new pixel covers one and a half old ones a side: (4*90 + 2*60 + 2*30 + 9) / 9.
    int[][] old = {{90, 60, 0}, {30, 9, 0}, {0, 0, 0}};
    assertThat(average(old, 2)).containsExactly(61, 14, 8, 1);
  }

  @Test
  void halvesAreRoundedUp() {
    assertThat(average(new int[][] {{1, 0}, {1, 0}}, 1)).containsExactly(1);
    assertThat(average(new int[][] {{1, 0}, {0, 0}}, 1)).containsExactly(0);
  }

  @Test
  void aSideThatDividesGivesWhatReductionGives() {
    byte[] values = new byte[12 * 12];
    new Random(1).nextBytes(values);
    int[][] old = new int[12][12];
    for (int i = 0; i < values.length; i++) {
      old[i / 12][i % 12] = values[i] & 0xff;
    }
    Examples examples = new Examples("one", List.of("a"), List.of(1, 12, 12), values, new int[1]);
    assertThat(average(old, 4)).isEqualTo(examples.atResolution(4).values(0));
  }

  @Test
  void aLargerPictureRepeatsPixels() {
    assertThat(average(new int[][] {{10, 20}, {30, 40}}, 4))
        .containsExactly(10, 10, 20, 20, 10, 10, 20, 20, 30, 30, 40, 40, 30, 30, 40, 40);
  }

  @ParameterizedTest
  @CsvSource({"7, 3", "3, 7", "500, 32", "1, 5", "5, 5"})
  void aPictureOfOneValueKeepsIt(int from, int to) {
    int[][] old = new int[from][from];
    Arrays.stream(old).forEach(row -> Arrays.fill(row, 255));
    assertThat(average(old, to)).hasSize(to * to).containsOnly(255);
  }

  private static byte[] average(int[][] old, int to) {
    AreaAverage average = new AreaAverage(1, old.length, to);
    for (int y = 0; y < old.length; y++) {
      average.add(0, y, old[y]);
    }
    return average.values();
  }
}
