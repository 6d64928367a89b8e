package org.smashnas.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.smashnas.study.TruthFixture.first;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Architecture;
import org.smashnas.train.Measure;

/**
 * On the fixture's long schedule the first two networks are exchanged after the first of three
 * epochs, and nothing else ever is.
 */
class LengthsTest {
  @TempDir private Path folder;
  private final TruthFixture fixture = new TruthFixture();
  private Truths truths;

  @BeforeEach
  void train() {
    truths = fixture.run(fixture.plan, folder);
  }

  private Ranking ranking(String name, List<Integer> wrong) {
    List<List<Pairing>> cases = new ArrayList<>();
    for (int i = 0; i < wrong.size(); i++) {
      Architecture a = fixture.six.get(i);
      cases.add(
          List.of(
              new Pairing(
                  a.id(), name, 1, first(wrong.get(i)), List.of(first(1)), a.parameters(), 1)));
    }
    return new Ranking(name, cases, Measure.ERROR);
  }

  @Test
  void aScoreOfTheEarlyOrderAgreesEarlyAndOneOfTheLastOrderLate() {
    Lengths lengths =
        Lengths.of(
            truths,
            "long",
            List.of(
                ranking("early", List.of(2, 1, 3, 4, 5, 6)),
                ranking("late", List.of(1, 2, 3, 4, 5, 6))),
            1);
    double exchanged = 1 - 6.0 * 2 / (6 * 35);
    assertThat(lengths.rows())
        .extracting(Lengths.Row::epoch)
        .containsExactly(1, 2, 3, 0, 1, 2, 3, 0);
    double[] expected = {1, exchanged, exchanged, exchanged, exchanged, 1, 1, 1};
    for (int i = 0; i < expected.length; i++) {
      assertThat(lengths.rows().get(i).spearman().value()).isCloseTo(expected[i], within(1e-12));
    }
    assertThat(lengths.plot().getSeriesMap()).containsOnlyKeys("early", "late");
    assertThat(lengths.plot().getSeriesMap().get("early").getXData()).containsExactly(1, 2, 3);
    assertThat(lengths.table().rowCount()).isEqualTo(8);
  }

  @Test
  void anUnknownScheduleIsRefusedWithThoseThereAre() {
    assertThatThrownBy(
            () -> Lengths.of(truths, "longest", List.of(ranking("a", List.of(1, 2, 3))), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("longest")
        .hasMessageContaining("long, short");
  }
}
