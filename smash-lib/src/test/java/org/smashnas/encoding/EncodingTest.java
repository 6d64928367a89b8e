package org.smashnas.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Activation;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Block;
import org.smashnas.arch.Op;
import org.smashnas.arch.Pattern;
import org.smashnas.arch.Pool;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.arch.Write;

class EncodingTest {
  private final SearchSpace tiny = TestSpaces.tiny();

  private Architecture handMade() {
    Op a = TestSpaces.single(tiny, 4, List.of(0, 1), List.of(0, 2), 8);
    Op b = TestSpaces.single(tiny, 4, List.of(0, 2), List.of(1), 4);
    Block block = new Block(4, 2, 3, List.of(a, b));
    return new Architecture(tiny, List.of(block, block, block));
  }

  @Test
  void v1HasThePapersChannels() {
    // 2 M + d_max (appendix B)
    assertThat(Encoding.oneHot(SearchSpace.v1()).channels()).isEqualTo(2 * 240 + 3);
  }

  @Test
  void v2HasTheCodesChannelsAndOneMore() {
    // banks, 4 convolutions x 2 axes x (4 dilations + 3 kernels), groups, active, block, units,
    // start
    int channels = 2 * 64 + 4 * 2 * (4 + 3) + 4 * 4 + 4 + 3 + 8 + 1;
    assertThat(Encoding.oneHot(SearchSpace.v2()).channels()).isEqualTo(channels);
  }

  @Test
  void theFirstColumnIsAsWrittenByHand() {
    Encoding encoding = Encoding.oneHot(tiny);
    Embedding c = encoding.encode(handMade());
    assertThat(c.rows()).isEqualTo(2);
    assertThat(c.columns()).isEqualTo(6);
    float[] column = new float[c.channels()];
    for (int i = 0; i < column.length; i++) {
      column[i] = c.at(i, 1, 0);
    }
    float[] expected = new float[column.length];
    int[] ones = {
      0,
      1, // reads banks 0, 1
      5,
      7, // writes banks 0, 2
      10,
      14, // convolution 0: dilation 1 on both axes
      encoding.offset("kernel"),
      encoding.offset("kernel") + 2, // kernel 3 on both axes
      encoding.offset("groups"),
      encoding.offset("active"),
      encoding.offset("block"),
      encoding.offset("units") + 1,
      encoding.offset("start")
    };
    for (int i : ones) {
      expected[i] = 1;
    }
    assertThat(column).isEqualTo(expected);
  }

  @Test
  void rowsBeyondAnOpsUnitsAreEmpty() {
    Embedding c = Encoding.oneHot(tiny).encode(handMade());
    for (int channel = 0; channel < c.channels(); channel++) {
      // the second op has 4 units: one row of N = 4
      assertThat(c.at(channel, 1, 1)).isZero();
    }
  }

  @Test
  void aWideBankIsReadInAllOfItsColumnsAndASharedColumnNamesBoth() {
    SearchSpace v2 = SearchSpace.v2();
    Op op = TestSpaces.single(v2, 24, List.of(0, 2), List.of(0), 24);
    Block block = new Block(24, v2.inputBanks(0, 24), v2.inputBanks(0, 24), List.of(op));
    var site = new org.smashnas.arch.OpSite(v2, 0, 0, block, op, 0);
    // 48 channels are columns of 16: bank 0, both, bank 2
    assertThat(site.columns()).isEqualTo(3);
    assertThat(new CodeColumn(site, 0).banks()).containsExactly(0);
    assertThat(new CodeColumn(site, 1).banks()).containsExactly(0, 2);
    assertThat(new CodeColumn(site, 2).banks()).containsExactly(2);
  }

  @Test
  void decodingGivesTheSameArchitectureBack() {
    SearchSpace oneKind =
        tiny.withPatterns(List.of(Pattern.FULL)).withKernels(List.of(3)).withGroups(List.of(1));
    for (SearchSpace space : List.of(tiny, oneKind, SearchSpace.v2())) {
      Encoding encoding = Encoding.oneHot(space);
      for (Architecture a : Sampler.of(space).sample(100, 1)) {
        assertThat(encoding.decode(encoding.encode(a))).isEqualTo(a);
      }
    }
  }

  @Test
  void v1IsInvertibleWithTwoMoreFieldsAndNamesThemWithout() {
    Encoding paper = Encoding.oneHot(SearchSpace.v1());
    Architecture a = SearchSpace.v1().sample(1);
    assertThatThrownBy(() -> paper.decode(paper.encode(a)))
        .hasMessageContaining("lacks the fields [block, start]");
    Encoding more = paper.with(Fields.block()).with(Fields.start());
    assertThat(more.decode(more.encode(a))).isEqualTo(a);
  }

  @Test
  void differentArchitecturesHaveDifferentEmbeddings() {
    Encoding encoding = Encoding.oneHot(tiny);
    List<Architecture> all = Sampler.of(tiny).sample(200, 2);
    long different = all.stream().distinct().count();
    assertThat(all.stream().map(encoding::encode).distinct().count()).isEqualTo(different);
  }

  @Test
  void fieldsCanBeAddedTakenAwayAndExchanged() {
    Encoding encoding = Encoding.oneHot(tiny);
    Field depth = Field.of("depth", 1, (column, out) -> out[0] = column.site().index());
    assertThat(encoding.with(depth).channels()).isEqualTo(encoding.channels() + 1);
    Embedding c = encoding.with(depth).encode(handMade());
    assertThat(c.at(encoding.channels(), 0, 0)).isZero();
    assertThat(c.at(encoding.channels(), 0, 1)).isEqualTo(1);
    assertThat(encoding.without("units").channels()).isEqualTo(encoding.channels() - 2);
    assertThat(encoding.replace("units", depth).offset("depth"))
        .isEqualTo(encoding.offset("units"));
    assertThatThrownBy(() -> encoding.without("colour"))
        .hasMessageContaining("no field \"colour\"; the encoding has [read");
    assertThatThrownBy(() -> encoding.with(Fields.block()))
        .hasMessageContaining("two fields \"block\"");
  }

  @Test
  void anEmbeddingThatContradictsItselfIsRefused() {
    Encoding encoding = Encoding.oneHot(tiny);
    Embedding c = encoding.encode(handMade());
    float[] values = new float[c.channels() * c.rows() * c.columns()];
    for (int i = 0; i < values.length; i++) {
      values[i] = c.at(i / c.columns() / c.rows(), i / c.columns() % c.rows(), i % c.columns());
    }
    // a second kernel size beside the first
    values[(encoding.offset("kernel") + 1) * c.rows() * c.columns()] = 1;
    Embedding both = new Embedding(c.channels(), c.rows(), c.columns(), values);
    assertThatThrownBy(() -> encoding.decode(both)).hasMessageContaining("that of no architecture");
  }

  @Test
  void anArchitectureOfAnotherSpaceIsRefused() {
    assertThatThrownBy(() -> Encoding.oneHot(tiny).encode(SearchSpace.v2().sample(0)))
        .hasMessageContaining("another space");
  }

  @Test
  void optionsComeBackAndAreNamedWhereTheirFieldsLack() {
    SearchSpace rich = TestSpaces.rich(tiny);
    Encoding encoding = Encoding.oneHot(rich);
    List<Architecture> some = Sampler.of(rich).sample(100, 1);
    for (Architecture a : some) {
      assertThat(encoding.decode(encoding.encode(a))).isEqualTo(a);
    }
    assertThat(encoding.channels()).isEqualTo(Encoding.oneHot(tiny).channels() + 1 + 3 + 3 + 3);
    for (String name : List.of("gate", "activation", "writing", "pool")) {
      Encoding less = encoding.without(name);
      assertThatThrownBy(() -> less.decode(less.encode(some.get(0))))
          .hasMessageContaining("lacks the fields [" + name + "]");
    }
  }

  @Test
  void optionsAreWrittenByHand() {
    SearchSpace rich = TestSpaces.rich(tiny);
    var builder = Architecture.builder(rich);
    for (int b = 0; b < SearchSpace.BLOCKS; b++) {
      builder
          .block(8)
          .op(List.of(0), List.of(0), 8, Pattern.FULL, TestSpaces.plain(1))
          .activation(Activation.TANH)
          .gated()
          .writing(Write.MULTIPLY)
          .pool(Pool.MAX)
          .op(List.of(0), List.of(0), 8);
    }
    Encoding encoding = Encoding.oneHot(rich);
    Embedding c = encoding.encode(builder.build());
    int gate = encoding.offset("gate");
    int activation = encoding.offset("activation");
    assertThat(encoding.field("activation").labels()).containsExactly("relu", "tanh", "sigmoid");
    int writing = encoding.offset("writing");
    assertThat(encoding.field("writing").labels()).containsExactly("add", "overwrite", "multiply");
    int pool = encoding.offset("pool");
    assertThat(encoding.field("pool").labels()).containsExactly("none", "mean", "max");
    for (int l = 0; l < c.columns(); l++) {
      boolean first = l % 2 == 0;
      assertThat(c.at(gate, 0, l)).isEqualTo(first ? 1 : 0);
      assertThat(c.at(activation, 0, l)).isEqualTo(first ? 0 : 1);
      assertThat(c.at(activation + 1, 0, l)).isEqualTo(first ? 1 : 0);
      assertThat(c.at(activation + 2, 0, l)).isZero();
      assertThat(c.at(writing, 0, l)).isEqualTo(first ? 0 : 1);
      assertThat(c.at(writing + 1, 0, l)).isZero();
      assertThat(c.at(writing + 2, 0, l)).isEqualTo(first ? 1 : 0);
      assertThat(c.at(pool, 0, l)).isEqualTo(first ? 0 : 1);
      assertThat(c.at(pool + 1, 0, l)).isZero();
      assertThat(c.at(pool + 2, 0, l)).isEqualTo(first ? 1 : 0);
    }
  }

  @Test
  void aSpaceOfOnePatternDecodesWithoutAFieldForIt() {
    for (Pattern pattern : List.of(Pattern.FULL, Pattern.LONG, Pattern.LOPSIDED)) {
      SearchSpace one = tiny.withPatterns(List.of(pattern));
      Encoding encoding = Encoding.oneHot(one).without("active");
      for (Architecture a : Sampler.of(one).sample(30, 1)) {
        assertThat(encoding.decode(encoding.encode(a))).isEqualTo(a);
      }
    }
  }

  @Test
  void aSpaceOfOnePathNeedsNoFieldForGatesThatNoOpCanHave() {
    for (Pattern pattern : List.of(Pattern.SINGLE, Pattern.LONG)) {
      SearchSpace onePath = tiny.withPatterns(List.of(pattern)).withGates(true);
      Encoding encoding = Encoding.oneHot(onePath);
      assertThat(encoding.fields()).extracting(Field::name).doesNotContain("gate");
      Architecture a = onePath.sample(1);
      assertThat(encoding.decode(encoding.encode(a))).isEqualTo(a);
    }
  }

  @Test
  void voxelsAreInvertibleToo() {
    SearchSpace isotropic = TestSpaces.tinyV1().withDims(3);
    Encoding paper = Encoding.oneHot(isotropic);
    assertThat(paper.field("dilation").channels()).isEqualTo(3);
    Encoding encoding = paper.with(Fields.block()).with(Fields.start());
    for (Architecture a : Sampler.of(isotropic).sample(50, 1)) {
      assertThat(encoding.decode(encoding.encode(a))).isEqualTo(a);
    }
    SearchSpace voxels = TestSpaces.rich(TestSpaces.voxels());
    Encoding other = Encoding.oneHot(voxels);
    // 4 convolutions, 3 axes, 4 dilations
    assertThat(other.field("dilation").channels()).isEqualTo(4 * 3 * 4);
    for (Architecture a : Sampler.of(voxels).sample(50, 1)) {
      assertThat(other.decode(other.encode(a))).isEqualTo(a);
    }
  }
}
