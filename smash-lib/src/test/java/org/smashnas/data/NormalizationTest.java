package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class NormalizationTest {
  @Test
  void meanAndDeviationAgreeWithTwoPassesInEveryChannel() {
    Examples part = ExamplesTest.random(9, List.of(3, 4, 4), 5).take(new int[] {8, 2, 3, 3});
    Normalization found = Normalization.of(part);

    for (int c = 0; c < 3; c++) {
      double mean = 0;
      for (int i = 0; i < 4; i++) {
        for (int k = 0; k < 16; k++) {
          mean += (part.values(i)[c * 16 + k] & 0xff) / 255.0 / 64;
        }
      }
      double variance = 0;
      for (int i = 0; i < 4; i++) {
        for (int k = 0; k < 16; k++) {
          variance += Math.pow((part.values(i)[c * 16 + k] & 0xff) / 255.0 - mean, 2) / 64;
        }
      }
      assertThat(found.mean().get(c)).isCloseTo((float) mean, within(1e-6f));
      assertThat(found.std().get(c)).isCloseTo((float) Math.sqrt(variance), within(1e-6f));
    }
  }

  @Test
  void aConstantChannelBecomesZero() {
    byte[] values = {(byte) 200, (byte) 200, 0, (byte) 255};
    Examples one = new Examples("one", List.of("a"), List.of(2, 1, 2), values, new int[] {0});
    Normalization found = Normalization.of(one);

    assertThat(found.std()).containsExactly(1f, 0.5f);
    assertThat(found.table()[0][200]).isZero();
    assertThat(found.table()[1][255]).isEqualTo(1f);
  }

  @Test
  void valuesWithoutSenseAreRefused() {
    assertThatThrownBy(() -> new Normalization(List.of(0f), List.of(0f)))
        .hasMessageContaining("above 0");
    assertThatThrownBy(() -> new Normalization(List.of(Float.NaN), List.of(1f)))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Normalization(List.of(0f, 0f), List.of(1f)))
        .hasMessageContaining("2 means and 1 standard");
    Examples none = ExamplesTest.random(0, List.of(1, 2, 2), 1);
    assertThatThrownBy(() -> Normalization.of(none)).hasMessageContaining("random is empty");
  }
}
