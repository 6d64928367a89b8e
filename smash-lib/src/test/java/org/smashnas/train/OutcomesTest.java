package org.smashnas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class OutcomesTest {
  private static Outcomes of(int examples, int... wrong) {
    BitSet bits = new BitSet();
    for (int i : wrong) {
      bits.set(i);
    }
    return Outcomes.of(bits, examples);
  }

  @Test
  void theyComeBackFromText() {
    for (Outcomes some : new Outcomes[] {of(20, 0, 7, 8, 19), of(8), of(9), of(1, 0)}) {
      assertThat(Outcomes.parse(some.text(), some.examples())).isEqualTo(some);
    }
    // example 0 is the lowest bit of the first byte: 0x81, 0x01 in Base64
    assertThat(of(9, 0, 7, 8).text()).isEqualTo("gQE=");
    assertThat(of(20, 3, 4).error()).isEqualTo(0.1);
    assertThat(of(20, 3, 4)).hasToString("2 of 20 examples misclassified");
    assertThatThrownBy(() -> Outcomes.parse("gQE=", 20))
        .hasMessageContaining("2 bytes; those of 20");
    assertThatThrownBy(() -> of(3, 3)).hasMessageContaining("example 3 is wrong, and there are 3");
  }

  @Test
  void aTallyNotesThemInTheExamplesOrder() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Tally tally = new Tally();
      float[] logits = {1, 0, 0, 1, 1, 0};
      tally.add(
          Tally.Batch.of(
              manager.create(logits, new Shape(3, 2)), manager.create(new long[] {0, 0, 0})));
      tally.add(
          Tally.Batch.of(
              manager.create(new float[] {0, 1}, new Shape(1, 2)), manager.create(new long[] {0})));
      assertThat(tally.evaluation().outcomes()).isEqualTo(of(4, 1, 3));
    }
    assertThat(new Evaluation(0.5, 1, 10).outcomes()).isEqualTo(Outcomes.none());
  }
}
