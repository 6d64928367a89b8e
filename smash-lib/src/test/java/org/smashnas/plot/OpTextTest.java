package org.smashnas.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Activation;
import org.smashnas.arch.Block;
import org.smashnas.arch.Conv;
import org.smashnas.arch.Op;
import org.smashnas.arch.Pool;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;

class OpTextTest {
  @Test
  void convolutionNamesKernelDilationAndGroupsThatAreNotOne() {
    assertThat(OpText.conv(conv(3, 5, 2, 1, 4))).isEqualTo("3x5 d2,1 g4");
    assertThat(OpText.conv(conv(3, 3, 2, 2, 1))).isEqualTo("3x3 d2");
    assertThat(OpText.conv(conv(7, 3, 1, 1, 8))).isEqualTo("7x3 g8");
    assertThat(OpText.conv(conv(5, 5, 1, 1, 1))).isEqualTo("5x5");
  }

  @Test
  void convolutionOfVoxelsNamesAllThreeAxes() {
    Conv conv = new Conv(true, List.of(3, 3, 3), List.of(2, 1, 4), 4);
    assertThat(OpText.conv(conv)).isEqualTo("3x3x3 d2,1,4 g4");
    assertThat(OpText.blockTitle(Samples.gatedVoxels(), 0)).startsWith("Block 0, 16x16x16 cells");
  }

  @Test
  void nameTellsAnActivationThatIsNotThePapers() {
    Op op = Samples.laptop().sites().get(0).op();
    assertThat(OpText.name(op, 3)).isEqualTo("op 3");
    assertThat(OpText.name(op.withActivation(Activation.TANH), 3)).isEqualTo("op 3 tanh");
    assertThat(OpText.name(op.withActivation(Activation.SIGMOID), 3)).isEqualTo("op 3 sigmoid");
  }

  @Test
  void pooledReadsAreNamedBeforeTheOneByOne() {
    Op op = TestSpaces.single(SearchSpace.v2(), 8, List.of(0, 1), List.of(0), 8);
    assertThat(OpText.generated(op)).isEqualTo("1x1 to 16");
    assertThat(OpText.generated(op.withPool(Pool.MEAN))).isEqualTo("mean, 1x1 to 16");
    assertThat(OpText.generated(op.withPool(Pool.MAX))).isEqualTo("max, 1x1 to 16");
  }

  @Test
  void blockTitleGivesResolutionBanksAndOps() {
    assertThat(OpText.blockTitle(Samples.laptop(), 1))
        .isEqualTo("Block 1, 8x8 cells: 3 banks of 24 channels, 4 ops");
  }

  @Test
  void oneBankIsNoPlural() {
    Op op = TestSpaces.single(SearchSpace.v2(), 16, List.of(0), List.of(0), 16);
    Block block = new Block(16, 1, 1, List.of(op));
    assertThat(OpText.output(block)).isEqualTo("output: 1 bank, 16 channels");
  }

  private static Conv conv(int height, int width, int down, int across, int groups) {
    return new Conv(true, List.of(height, width), List.of(down, across), groups);
  }
}
