package org.smashnas.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Conv;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;

/** Encodings as a notebook's cell would write them. */
class UserEncodingTest {
  private final SearchSpace space = TestSpaces.tiny();
  private final List<Architecture> some = Sampler.of(space).sample(100, 1);

  @Test
  void aFieldThatOnlyTellsSomethingIsOneLambda() {
    var weights = Field.of("weights", 1, (column, out) -> out[0] = column.site().op().units() / 8f);
    var encoding = Encoding.oneHot(space).without("units").with(weights).withOffValue(-1);

    Architecture a = some.get(0);
    int place = encoding.places("weights").get(0);
    assertThat(encoding.encode(a).at(place, 0, 0))
        .isEqualTo(a.blocks().get(0).ops().get(0).units() / 8f);
    assertThat(encoding.decode(encoding.encode(a))).isEqualTo(a);
  }

  @Test
  void aFieldThatIsReadBackIsTwoLambdas() {
    // Dilations as two binary digits an axis, where the library has four channels.
    var binary =
        Field.of(
            "dilation",
            16,
            (column, out) -> {
              List<Conv> convs = column.site().op().convs();
              for (int i = 0; i < 8; i++) {
                int d = convs.get(i / 2).active() ? convs.get(i / 2).dilation().get(i % 2) - 1 : 0;
                out[2 * i] = d >> 1;
                out[2 * i + 1] = d & 1;
              }
            },
            (in, op) -> {
              for (int i = 0; i < 8; i++) {
                op.dilation(
                    i / 2, i % 2, 1 + 2 * Math.round(in[2 * i]) + Math.round(in[2 * i + 1]));
              }
            });
    var encoding = Encoding.oneHot(space).replace("dilation", binary);

    assertThat(encoding.channels()).isEqualTo(Encoding.oneHot(space).channels() - 16);
    assertThat(some).allMatch(a -> encoding.decode(encoding.encode(a)).equals(a));
    assertThat(some).allMatch(a -> read(encoding.permuted(1).withOffValue(-1), a).equals(a));
  }

  private static Architecture read(Encoding encoding, Architecture a) {
    return encoding.decode(encoding.encode(a));
  }

  @Test
  void aFieldWithoutAReaderDoesNotStandForTheOneOfItsName() {
    var silent = Field.of("dilation", 1, (column, out) -> out[0] = 1);
    var encoding = Encoding.oneHot(space).replace("dilation", silent);
    assertThatThrownBy(() -> read(encoding, some.get(0)))
        .hasMessageContaining("lacks the fields [dilation]")
        .hasMessageContaining("or give your own a reader");
  }

  @Test
  void aFieldThatWritesBeyondItsChannelsIsNamed() {
    var narrow = Field.of("mine", 1, (column, out) -> out[1] = 1);
    assertThatThrownBy(() -> Encoding.oneHot(space).with(narrow).encode(some.get(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("field \"mine\", op 0 of block 0")
        .hasMessageContaining("the field has 1 channel, out[0], so write no others")
        .hasCauseInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aFieldThatWritesNoNumberIsNamed() {
    var none = Field.of("mine", 2, (column, out) -> out[1] = 0f / (column.site().index() - 1));
    var encoding = Encoding.oneHot(space).with(none);
    Architecture deep =
        some.stream().filter(a -> a.blocks().get(0).ops().size() > 1).toList().get(0);
    assertThatThrownBy(() -> encoding.encode(deep))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("field \"mine\", op 1 of block 0: channel 1 is NaN; write finite");
  }
}
