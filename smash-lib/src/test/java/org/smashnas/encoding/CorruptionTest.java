package org.smashnas.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.encoding.Corruption.Kind;

class CorruptionTest {
  private final SearchSpace space = TestSpaces.tiny();
  private final Encoding encoding = Encoding.oneHot(space);
  private final Architecture architecture = space.sample(4);
  private final Embedding truth = encoding.encode(architecture);

  private List<Float> column(Embedding c, String field, int l) {
    List<Float> values = new ArrayList<>();
    int from = encoding.offset(field);
    for (int i = from; i < from + encoding.field(field).channels(); i++) {
      values.add(c.at(i, 0, l));
    }
    return values;
  }

  private List<List<Float>> firstColumns(Embedding c, Architecture a, String field) {
    List<List<Float>> all = new ArrayList<>();
    for (OpSite site : a.sites()) {
      all.add(column(c, field, site.column()));
    }
    return all;
  }

  @Test
  void onlyTheFieldAndOnlyFilledRowsChange() {
    for (Kind kind : Kind.values()) {
      Corruption corruption = new Corruption(kind, "kernel", 0.5);
      Embedding wrong = corruption.apply(encoding, architecture, 1);
      int from = encoding.offset("kernel");
      int to = from + encoding.field("kernel").channels();
      boolean changed = false;
      for (OpSite site : architecture.sites()) {
        for (int channel = 0; channel < truth.channels(); channel++) {
          for (int row = 0; row < truth.rows(); row++) {
            boolean same =
                wrong.at(channel, row, site.column()) == truth.at(channel, row, site.column());
            boolean mayDiffer = channel >= from && channel < to && row < site.rows();
            assertThat(same || mayDiffer).isTrue();
            changed |= !same;
          }
        }
      }
      assertThat(changed).as(kind.name()).isTrue();
    }
  }

  @Test
  void aShuffleDealsTheOpsOwnValuesOutAgain() {
    Embedding wrong = Corruption.of(Kind.SHUFFLE, "dilation").apply(encoding, architecture, 3);
    List<List<Float>> before = firstColumns(truth, architecture, "dilation");
    List<List<Float>> after = firstColumns(wrong, architecture, "dilation");
    assertThat(after).containsExactlyInAnyOrderElementsOf(before);
    assertThat(after).isNotEqualTo(before);
  }

  @Test
  void zeroLeavesNothing() {
    Embedding wrong = Corruption.of(Kind.ZERO, "write").apply(encoding, architecture, 1);
    for (int l = 0; l < wrong.columns(); l++) {
      assertThat(column(wrong, "write", l)).containsOnly(0f);
    }
  }

  @Test
  void redrawnValuesAreOnesThatSomeOpCouldHave() {
    Embedding wrong = Corruption.of(Kind.REDRAW, "kernel").apply(encoding, architecture, 1);
    for (int l = 0; l < wrong.columns(); l++) {
      List<Float> values = column(wrong, "kernel", l);
      // per convolution and axis: one size if it is active, none if not
      for (int i = 0; i < values.size(); i += 2) {
        assertThat(values.get(i) + values.get(i + 1)).isIn(0f, 1f);
      }
    }
  }

  @Test
  void noiseHasTheDeviationThatWasAskedFor() {
    SearchSpace large = SearchSpace.v2();
    Encoding code = Encoding.oneHot(large);
    Architecture a = large.sample(1);
    Embedding clean = code.encode(a);
    Embedding noisy = Corruption.noise("read", 0.3).apply(code, a, 1);
    double squares = 0;
    int count = 0;
    for (OpSite site : a.sites()) {
      for (int channel = 0; channel < code.field("read").channels(); channel++) {
        double d = noisy.at(channel, 0, site.column()) - clean.at(channel, 0, site.column());
        squares += d * d;
        count++;
      }
    }
    assertThat(Math.sqrt(squares / count)).isCloseTo(0.3, within(0.03));
  }

  @Test
  void theSeedDecides() {
    Corruption swap = Corruption.of(Kind.SWAP, "groups");
    assertThat(swap.apply(encoding, architecture, 1))
        .isEqualTo(swap.apply(encoding, architecture, 1));
    List<Embedding> some =
        List.of(
            swap.apply(encoding, architecture, 1),
            swap.apply(encoding, architecture, 2),
            swap.apply(encoding, architecture, 3));
    assertThat(Collections.frequency(some, some.get(0))).isLessThan(3);
  }

  @Test
  void anUnknownFieldIsRefused() {
    Corruption corruption = Corruption.of(Kind.ZERO, "colour");
    assertThatThrownBy(() -> corruption.apply(encoding, architecture, 1))
        .hasMessageContaining("no field \"colour\"");
    assertThatThrownBy(() -> Corruption.noise("read", -1)).hasMessageContaining("amount is -1.0");
  }
}
