package org.smashnas.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureBuilderTest {
  private final SearchSpace space = TestSpaces.tiny();
  private final Conv wide = new Conv(true, List.of(5, 3), List.of(1, 2), 2);

  @Test
  void whatFollowsFromTheSpaceIsWorkedOut() {
    Architecture built =
        Architecture.builder(space)
            .block(4)
            .op(List.of(0, 1), List.of(2), 4)
            .op(List.of(0, 2), List.of(1, 3), 8, Pattern.PARALLEL, wide)
            .block(8)
            .op(List.of(0), List.of(0), 8)
            .block(8)
            .op(List.of(0), List.of(1), 8, Pattern.LONG, TestSpaces.plain(1), wide)
            .build();
    List<Integer> one = List.of(0);
    List<Conv> last = List.of(TestSpaces.plain(1), wide, Conv.inactive(2), Conv.inactive(2));
    Block first =
        new Block(
            4,
            2,
            4,
            List.of(
                TestSpaces.single(space, 4, List.of(0, 1), List.of(2), 4),
                TestSpaces.op(space, 4, List.of(0, 2), List.of(1, 3), 8, Pattern.PARALLEL, wide)));
    Block second = new Block(8, 1, 1, List.of(TestSpaces.single(space, 8, one, one, 8)));
    Block third = new Block(8, 1, 2, List.of(new Op(one, List.of(1), 8, 8, last)));
    assertThat(built).isEqualTo(new Architecture(space, List.of(first, second, third)));
  }

  @Test
  void impossibleArchitecturesAreRefusedWithASentence() {
    ArchitectureBuilder none = Architecture.builder(space);
    assertThatThrownBy(() -> none.op(List.of(0), List.of(0), 4))
        .hasMessageContaining("call block(bankChannels) before op");
    ArchitectureBuilder one = Architecture.builder(space).block(8);
    assertThatThrownBy(() -> one.op(List.of(0), List.of(0), 8, Pattern.FULL, wide, wide))
        .hasMessageContaining("2 convolutions; pattern FULL has 4 active ones");
    assertThatThrownBy(one::build).hasMessageContaining("1 blocks; an architecture has 3");
    one.op(List.of(1), List.of(0), 8).block(8).op(List.of(0), List.of(0), 8).block(8);
    one.op(List.of(0), List.of(0), 8);
    assertThatThrownBy(one::build).hasMessageContaining("reads bank 1, which is empty");
  }

  @Test
  void optionsAreThoseOfTheOpAddedLast() {
    SearchSpace rich =
        TestSpaces.rich(space)
            .withActivations(List.of(Activation.SIGMOID, Activation.TANH, Activation.RELU))
            .withWrites(List.of(Write.OVERWRITE, Write.ADD))
            .withPools(List.of(Pool.MEAN, Pool.MAX));
    var builder = Architecture.builder(rich);
    for (int b = 0; b < SearchSpace.BLOCKS; b++) {
      builder
          .block(8)
          .op(List.of(0), List.of(0), 8, Pattern.FULL, wide)
          .op(List.of(0), List.of(0), 8, Pattern.FULL, wide)
          .activation(Activation.TANH)
          .gated()
          .writing(Write.ADD)
          .pool(Pool.MAX);
    }
    Op plain = TestSpaces.op(rich, 8, List.of(0), List.of(0), 8, Pattern.FULL, wide);
    assertThat(builder.build().blocks())
        .allSatisfy(
            block ->
                assertThat(block.ops())
                    .containsExactly(
                        // the space's first
                        plain
                            .withActivation(Activation.SIGMOID)
                            .withWriting(Write.OVERWRITE)
                            .withPool(Pool.MEAN),
                        plain.withActivation(Activation.TANH).withGated(true).withPool(Pool.MAX)));
  }

  @Test
  void thereMustBeAnOpToChangeAndTwoPathsToGate() {
    ArchitectureBuilder none = Architecture.builder(space);
    assertThatThrownBy(none::gated).hasMessageContaining("no op yet to change");
    ArchitectureBuilder block = none.block(8);
    assertThatThrownBy(() -> block.activation(Activation.TANH))
        .hasMessageContaining("no op yet to change");
    ArchitectureBuilder single = block.op(List.of(0), List.of(0), 8);
    assertThatThrownBy(single::gated).hasMessageContaining("pattern SINGLE is gated");
  }
}
