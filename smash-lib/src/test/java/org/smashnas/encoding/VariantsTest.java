package org.smashnas.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Block;
import org.smashnas.arch.Conv;
import org.smashnas.arch.Op;
import org.smashnas.arch.Pattern;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.encoding.Corruption.Kind;

class VariantsTest {
  private final SearchSpace tiny = TestSpaces.tiny();
  private final Encoding oneHot = Encoding.oneHot(tiny);

  /** Ops of one convolution: 4 units of at most 8; kernel 5x3, dilation 2 and 4, 2 groups. */
  private Architecture handMade() {
    Conv conv = new Conv(true, List.of(5, 3), List.of(2, 4), 2);
    Op op = TestSpaces.op(tiny, 4, List.of(0, 1), List.of(2), 4, Pattern.SINGLE, conv);
    Block block = new Block(4, 2, 3, List.of(op, op));
    return new Architecture(tiny, List.of(block, block, block));
  }

  /** What a field says in a row of a column. */
  private static List<Float> said(Encoding encoding, Architecture a, String field, int row, int l) {
    Embedding c = encoding.encode(a);
    List<Float> values = new ArrayList<>();
    encoding.places(field).forEach(place -> values.add(c.at(place, row, l)));
    return values;
  }

  @Test
  void everyVariantGivesAThousandArchitecturesBack() {
    List<Architecture> all = Sampler.of(tiny).sample(1000, 1);
    Variants.of(tiny)
        .forEach(
            (name, encoding) ->
                assertThat(all)
                    .as(name)
                    .allMatch(a -> encoding.decode(encoding.encode(a)).equals(a)));
  }

  @Test
  void aSpaceWithOneKernelHasEveryVariantToo() {
    SearchSpace space = tiny.withKernels(List.of(3)).withGroups(List.of(1));
    Variants.of(space)
        .forEach(
            (name, encoding) ->
                assertThat(Sampler.of(space).sample(50, 1))
                    .as(name)
                    .allMatch(a -> encoding.decode(encoding.encode(a)).equals(a)));
  }

  @Test
  void anOrdinalIsTheRankAmongTheAllowedValues() {
    Encoding ordinal =
        oneHot
            .replace("dilation", Fields::ordinal)
            .replace("kernel", Fields::ordinal)
            .replace("groups", Fields::ordinal)
            .replace("units", Fields::ordinal);
    Architecture a = handMade();
    // four convolutions by two axes; the last three are inactive
    assertThat(said(ordinal, a, "dilation", 0, 0)).startsWith(2 / 4f, 4 / 4f, 0f).hasSize(8);
    assertThat(said(ordinal, a, "kernel", 0, 0)).startsWith(2 / 2f, 1 / 2f, 0f).hasSize(8);
    assertThat(said(ordinal, a, "groups", 0, 0)).containsExactly(1f, 0f, 0f, 0f);
    assertThat(said(ordinal, a, "units", 0, 0)).containsExactly(1 / 2f);
    assertThat(ordinal.field("dilation").labels()).startsWith("conv 0, axis 0", "conv 0, axis 1");
    assertThat(ordinal.field("units").labels()).containsExactly("units");
  }

  @Test
  void aThermometerIsSetUpToTheValue() {
    Encoding thermometer = oneHot.replace("dilation", Fields::thermometer);
    assertThat(said(thermometer, handMade(), "dilation", 0, 0))
        .startsWith(1f, 1f, 0f, 0f, 1f, 1f, 1f, 1f, 0f, 0f, 0f, 0f)
        .hasSize(32);
    assertThat(thermometer.field("dilation").labels()).contains("conv 3, axis 1: 4 or more");
  }

  @Test
  void theOffValueStandsWhereNothingIsSet() {
    Encoding off = oneHot.withOffValue(-1);
    Architecture a = handMade();
    assertThat(said(off, a, "groups", 0, 0)).containsExactly(-1f, 1f, -1f, -1f, -1f, -1f, -1f, -1f);
    // the op has 4 units, one row of N = 4
    assertThat(said(off, a, "groups", 1, 0)).containsOnly(-1f);
    float[] zeroAndOne = oneHot.encode(a).values();
    float[] minusAndOne = off.encode(a).values();
    for (int i = 0; i < zeroAndOne.length; i++) {
      assertThat(minusAndOne[i]).isEqualTo(zeroAndOne[i] == 0 ? -1 : 1);
    }
    assertThatThrownBy(() -> oneHot.withOffValue(0.5))
        .hasMessageContaining("the off-value is 0.5; give 0 or a negative number");
  }

  @Test
  void permutingBackGivesTheSameEncoding() {
    Encoding permuted = oneHot.permuted(5);
    List<Integer> back = new ArrayList<>(permuted.order());
    for (int place = 0; place < back.size(); place++) {
      back.set(permuted.order().get(place), place);
    }
    Architecture a = tiny.sample(2);
    assertThat(permuted.encode(a)).isNotEqualTo(oneHot.encode(a));
    assertThat(permuted.permuted(back)).isEqualTo(oneHot);
    assertThat(permuted.inFieldOrder().encode(a)).isEqualTo(oneHot.encode(a));
    assertThat(oneHot.permuted(5).encode(a)).isEqualTo(permuted.encode(a));
  }

  @Test
  void fieldsOfAPermutedEncodingAreFoundByTheirPlaces() {
    Architecture a = tiny.sample(2);
    Encoding permuted = oneHot.permuted(5);
    for (Field field : oneHot.fields()) {
      assertThat(said(permuted, a, field.name(), 0, 0))
          .isEqualTo(said(oneHot, a, field.name(), 0, 0));
    }
    assertThatThrownBy(() -> permuted.offset("kernel"))
        .hasMessageContaining("use places(\"kernel\")");
    assertThatThrownBy(() -> oneHot.permuted(List.of(0, 0)))
        .hasMessageContaining("the order [0, 0] is none of");
  }

  @Test
  void aPermutedEncodingKeepsItsOtherChannelsWhenAFieldComesOrGoes() {
    Encoding three =
        new Encoding(tiny, List.of(Fields.start(), Fields.block(), Fields.depth()))
            .permuted(List.of(4, 2, 0, 3, 1));
    assertThat(three.without("start").order()).containsExactly(3, 1, 2, 0);
    assertThat(three.with(Fields.gate()).order()).containsExactly(4, 2, 0, 3, 1, 5);
    assertThat(three.replace("block", Fields::ordinal).order()).containsExactly(2, 0, 1);
    assertThat(three.replace("start", Fields.units(tiny)).order())
        .containsExactly(5, 3, 0, 1, 4, 2);
  }

  @Test
  void readyMadeFieldsTellDepthFanInAndResolution() {
    Encoding more =
        oneHot.with(Fields.depth()).with(Fields.fanIn(tiny)).with(Fields.resolution(tiny));
    Architecture a = handMade();
    // one column an op, two ops a block; the second op of the last block reads 8 of 16 channels
    assertThat(said(more, a, "depth", 0, 5)).containsExactly(0.5f);
    assertThat(said(more, a, "fan-in", 0, 5)).containsExactly(0.5f);
    assertThat(said(more, a, "resolution", 0, 5)).containsExactly(0.25f);
    assertThat(more.decode(more.encode(a))).isEqualTo(a);
  }

  @Test
  void whatIsMissingIsNamedWhateverTheForm() {
    Encoding ordinal = oneHot.replace("dilation", Fields::ordinal).withOffValue(-1).permuted(3);
    Encoding less = ordinal.without("kernel");
    assertThatThrownBy(() -> less.decode(less.encode(handMade())))
        .hasMessageContaining("lacks the fields [kernel]");
    assertThatThrownBy(() -> Fields.ordinal(Fields.read(tiny)))
        .hasMessageContaining("field \"read\" is not one-hot, so it has no ordinal form");
    assertThatThrownBy(() -> ordinal.replace("dilation", Fields::thermometer))
        .hasMessageContaining("no thermometer form");
  }

  @Test
  void corruptionOfAVariantChangesTheFieldAndNoOther() {
    Architecture a = tiny.sample(4);
    Variants.of(tiny)
        .forEach(
            (name, encoding) -> {
              for (Kind kind : Kind.values()) {
                Embedding truth = encoding.encode(a);
                Embedding wrong = new Corruption(kind, "kernel", 0.5).apply(encoding, a, 1);
                List<Integer> places = encoding.places("kernel");
                float[] before = truth.values();
                float[] after = wrong.values();
                int changed = 0;
                for (int i = 0; i < before.length; i++) {
                  if (after[i] != before[i]) {
                    changed++;
                    assertThat(places).as(name).contains(i / truth.columns() / truth.rows());
                  }
                }
                assertThat(changed).as(name + " " + kind).isPositive();
              }
            });
  }

  @Test
  void zeroLeavesTheOffValue() {
    Encoding off = oneHot.withOffValue(-1).permuted(1);
    Embedding wrong = Corruption.of(Kind.ZERO, "write").apply(off, tiny.sample(4), 1);
    for (int place : off.places("write")) {
      for (int l = 0; l < wrong.columns(); l++) {
        assertThat(wrong.at(place, 0, l)).isEqualTo(-1);
      }
    }
  }

  @Test
  void anEncodingSaysInALineWhatItIs() {
    assertThat(oneHot.without("units").withOffValue(-1).permuted(1))
        .hasToString(
            "encoding of v2, 74 channels: read 5, write 5, dilation 32, kernel 16, groups 8,"
                + " active 4, block 3, start 1, off-value -1.0, permuted");
  }
}
