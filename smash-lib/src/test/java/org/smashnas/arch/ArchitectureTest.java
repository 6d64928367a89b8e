package org.smashnas.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private final SearchSpace space = TestSpaces.tiny();

  private Architecture threeTimes(Block block) {
    return new Architecture(space, List.of(block, block, block));
  }

  private Block block(Op... ops) {
    int banks = 2;
    for (Op op : ops) {
      banks = Math.max(banks, 1 + op.write().get(op.write().size() - 1));
    }
    return new Block(4, 2, banks, List.of(ops));
  }

  @Test
  void aHandMadeArchitectureKnowsItsColumns() {
    Op four = TestSpaces.single(space, 4, List.of(0, 1), List.of(0, 2), 8);
    Op two = TestSpaces.single(space, 4, List.of(0, 2), List.of(1), 4);
    Architecture a = threeTimes(block(four, two));
    // each op reads 8 channels, which is one column of N D = 8
    assertThat(a.columns()).isEqualTo(6);
    assertThat(a.sites()).extracting(OpSite::column).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(a.sites()).extracting(OpSite::rows).containsExactly(2, 1, 2, 1, 2, 1);
    assertThat(a.sites().get(3).firstChannel()).isEqualTo(24);
  }

  @Test
  void costIsThatOfACountByHand() {
    Op op = TestSpaces.single(space, 4, List.of(0, 1), List.of(0, 2), 8);
    Architecture a = threeTimes(block(op));
    // stem 3*8*9; block: norm 2*8, 1x1 8*8, norm 2*8, 3x3 8*8*9; output banks 3*4 = 12
    long block = 16 + 64 + 16 + 576;
    // transition: norm 2*12, 1x1 12*8; head: norm 2*12, 12*3 weights, 3 biases
    long parameters = 216 + 3 * block + 2 * (24 + 96) + 24 + 36 + 3;
    assertThat(a.parameters()).isEqualTo(parameters);
    // 8x8, 4x4 and 2x2 cells; the transition's 1x1 runs before its pooling
    long adds = 216 * 64 + 640 * (64 + 16 + 4) + 96 * 64 + 96 * 16 + 36;
    assertThat(a.multiplyAdds()).isEqualTo(adds);
  }

  @Test
  void costOfVoxelsIsThatOfACountByHand() {
    SearchSpace voxels = TestSpaces.voxels();
    Conv grouped = new Conv(true, List.of(3, 3, 3), List.of(1, 2, 4), 2);
    var builder = Architecture.builder(voxels);
    for (int b = 0; b < SearchSpace.BLOCKS; b++) {
      builder
          .block(4)
          .op(List.of(0, 1), List.of(2, 3), 8)
          .op(List.of(0, 1, 2, 3), List.of(0), 4, Pattern.LONG, grouped);
    }
    Architecture before = builder.build();
    // first op: 8 read, 8 1x1 outputs, 8 units; second: 16 read, 8 1x1 outputs, 4 units
    long first = 8 * 8 + 8 * 8 * 27;
    long second = 16 * 8 + 8 / 2 * 4 * 27 + 4 / 2 * 4 * 27;
    // stem 1*8*27; transition: norm 2*16, 16*8; head: norm 2*16, 16*3 weights, 3 biases
    long fixed = 216 + 2 * (32 + 128) + 32 + 48 + 3;
    // what is normalised: the inputs of the 1x1 and of the convolutions
    long norms = 2 * (8 + 8) + 2 * (16 + 8 + 4);
    assertThat(before.parameters()).isEqualTo(fixed + 3 * (first + second + norms));
    // 512, 64 and 8 cells
    long adds = 216 * 512 + (first + second) * (512 + 64 + 8) + 128 * (512 + 64) + 48;
    assertThat(before.multiplyAdds()).isEqualTo(adds);
    // the outputs instead
    long after = 2 * (8 + 8) + 2 * (8 + 4 + 4);
    Architecture reversed = new Architecture(voxels.withPreActivation(false), before.blocks());
    assertThat(reversed.parameters()).isEqualTo(fixed + 3 * (first + second + after));
    assertThat(reversed.multiplyAdds()).isEqualTo(adds);
  }

  @Test
  void aGateOnOnePathIsRefused() {
    for (Pattern pattern : List.of(Pattern.SINGLE, Pattern.LONG)) {
      Op op = TestSpaces.op(space, 4, List.of(0, 1), List.of(0), 4, pattern, TestSpaces.plain(1));
      assertThatThrownBy(() -> op.withGated(true))
          .hasMessageContaining("pattern " + pattern + " is gated; a gate joins two paths");
    }
  }

  @Test
  void anOptionThatTheSpaceLacksIsRefused() {
    Op op =
        TestSpaces.op(space, 4, List.of(0, 1), List.of(0), 4, Pattern.FULL, TestSpaces.plain(1));
    Block tanh = block(op.withActivation(Activation.TANH));
    assertThatThrownBy(() -> threeTimes(tanh))
        .hasMessageContaining("the activation TANH")
        .hasMessageContaining("allows activations [RELU]");
    Block gated = block(op.withGated(true));
    assertThatThrownBy(() -> threeTimes(gated))
        .hasMessageContaining("a gated op; space v2 allows no gates");
    Block gate = block(op.withWriting(Write.MULTIPLY));
    assertThatThrownBy(() -> threeTimes(gate))
        .hasMessageContaining("an op whose writing is MULTIPLY; space v2 allows writes [ADD]");
    Block pooled = block(op.withPool(Pool.MAX));
    assertThatThrownBy(() -> threeTimes(pooled))
        .hasMessageContaining("an op whose pool is MAX; space v2 allows pools [NONE]");
    SearchSpace all = TestSpaces.rich(space);
    for (Block allowed : List.of(tanh, gated, gate, pooled)) {
      assertThat(new Architecture(all, List.of(allowed, allowed, allowed)).blocks())
          .containsOnly(allowed);
    }
  }

  @Test
  void readingAnEmptyBankIsRefused() {
    Op op = TestSpaces.single(space, 4, List.of(0, 2), List.of(0), 4);
    assertThatThrownBy(() -> block(op))
        .hasMessage("op 0 reads bank 2, which is empty; banks 0 to 1 are filled by then");
  }

  @Test
  void aGapInTheBanksIsRefused() {
    Op op = TestSpaces.single(space, 4, List.of(0, 1), List.of(0, 3), 4);
    assertThatThrownBy(() -> block(op)).hasMessageContaining("writes bank 3 while bank 2 is empty");
  }

  @Test
  void aPieceThatIsWrittenNowhereIsRefused() {
    Op op = TestSpaces.single(space, 4, List.of(0, 1), List.of(0), 8);
    assertThatThrownBy(() -> block(op)).hasMessageContaining("every piece must be written");
  }

  @Test
  void whatTheSpaceDoesNotAllowIsRefusedWithBothSides() {
    Conv wide = new Conv(true, List.of(7, 7), List.of(1, 1), 1);
    Op op = TestSpaces.op(space, 4, List.of(0, 1), List.of(0), 4, Pattern.SINGLE, wide);
    assertThatThrownBy(() -> threeTimes(block(op)))
        .hasMessageContaining("kernel [7, 7]")
        .hasMessageContaining("[3, 5]");
    Conv far = new Conv(true, List.of(5, 5), List.of(3, 3), 1);
    Op dilated = TestSpaces.op(space, 4, List.of(0, 1), List.of(0), 4, Pattern.SINGLE, far);
    assertThatThrownBy(() -> threeTimes(block(dilated)))
        .hasMessageContaining("at most 2 for size 5");
    Op odd = TestSpaces.single(space, 4, List.of(0), List.of(0), 4);
    assertThatThrownBy(() -> threeTimes(block(odd)))
        .hasMessageContaining("multiples of 8 channels");
  }

  @Test
  void anInactiveConvolutionHasNoSizes() {
    Conv a = new Conv(false, List.of(7, 5), List.of(1, 2), 4);
    assertThat(a).isEqualTo(Conv.inactive(2));
  }

  @Test
  void jsonGivesTheSameArchitectureBack() {
    for (SearchSpace s : List.of(SearchSpace.v1(), SearchSpace.v2(), space)) {
      for (Architecture a : Sampler.of(s).sample(20, 1)) {
        Architecture back = ArchitectureJson.read(ArchitectureJson.write(a));
        assertThat(back).isEqualTo(a);
        assertThat(back.id()).isEqualTo(a.id());
      }
    }
  }

  @Test
  void foreignJsonIsRefusedWithASentence() {
    String json = ArchitectureJson.write(space.sample(1));
    assertThatThrownBy(() -> ArchitectureJson.read("<html>"))
        .hasMessageContaining("no architecture");
    assertThatThrownBy(() -> ArchitectureJson.read("[1]")).hasMessageContaining("no architecture");
    assertThatThrownBy(
            () -> ArchitectureJson.read(json.replace("architecture/1", "architecture/9")))
        .hasMessage(
            "the architecture's format is smash-architecture/9; this version reads smash-architecture/1");
    assertThatThrownBy(() -> ArchitectureJson.read("{\"format\":\"smash-architecture/1\"}"))
        .hasMessage("the architecture has no \"space\"");
    assertThatThrownBy(() -> ArchitectureJson.read(json.replace("isotropic", "isotope")))
        .hasMessage("the architecture's space has no \"isotropic\"");
    assertThatThrownBy(() -> ArchitectureJson.read(json.replace("\"ops\"", "\"oops\"")))
        .hasMessage("the architecture's blocks[0] has no \"ops\"");
    assertThatThrownBy(() -> ArchitectureJson.read(json.replace("\"active\"", "\"aitive\"")))
        .hasMessage("the architecture's blocks[0]'s ops[0]'s convs[0] has no \"active\"");
    assertThatThrownBy(() -> ArchitectureJson.read(json.replace("\"ops\"", "\"gate\":1,\"ops\"")))
        .hasMessage(
            "the architecture's blocks[0] has \"gate\", and knows only [bankChannels, inputBanks, banks, ops]");
    assertThatThrownBy(() -> ArchitectureJson.read(json.replace("SINGLE", "TRIPLE")))
        .hasMessageContaining("lacks a part of smash-architecture/1");
    assertThatThrownBy(() -> ArchitectureJson.read(json + "}"))
        .hasMessageContaining("no architecture");
    assertThatThrownBy(
            () -> ArchitectureJson.read(json.replaceFirst("\"units\":\\d+", "\"units\":3")))
        .hasMessageContaining("3 units");
  }
}
