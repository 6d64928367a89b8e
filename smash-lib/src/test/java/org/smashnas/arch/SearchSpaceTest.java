package org.smashnas.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {
  @Test
  void v1HasThePapersFigures() {
    SearchSpace v1 = SearchSpace.v1();
    assertThat(v1.bankUnit()).isEqualTo(6);
    assertThat(v1.maxUnits()).isEqualTo(42);
    assertThat(v1.maxBanks()).isEqualTo(240);
    assertThat(v1.depthCompression()).isEqualTo(3);
    assertThat(v1.hyperOutputs()).isEqualTo(4 * 3 * 36);
    assertThat(v1.bottleneckFor(300, 12)).isEqualTo(48);
  }

  @Test
  void v2HasThePapersFigures() {
    SearchSpace v2 = SearchSpace.v2();
    assertThat(v2.bankUnit()).isEqualTo(8);
    assertThat(v2.maxUnits()).isEqualTo(64);
    assertThat(v2.hyperOutputs()).isEqualTo(2 * 2 * 64);
    assertThat(v2.kernels()).containsExactly(3, 5, 7);
    assertThat(v2.groups()).containsExactly(1, 2, 4, 8);
    // 1x1 outputs are the channels read, at most twice the units
    assertThat(v2.bottleneckFor(48, 32)).isEqualTo(48);
    assertThat(v2.bottleneckFor(80, 32)).isEqualTo(64);
  }

  /** Tables of true errors that took days to make hold this text, and are compared by it. */
  @Test
  void theLaboratorysSpaceIsCalledAsInTheStoredTables() {
    assertThat(SearchSpace.lab())
        .hasToString(
            "SearchSpace[name=lab, dims=2, bankUnit=8, maxUnits=24, depthCompression=2, maxBanks=12,"
                + " bottleneck=2, fixedBottleneck=false, variableBanks=true, unitsNearReads=true,"
                + " isotropic=false, patterns=[SINGLE], kernels=[3], maxDilation=4, maxExtent=9,"
                + " groups=[1, 2, 4, 8], activations=[RELU], gates=false, preActivation=true,"
                + " opNorm=false, inputChannels=3, resolution=16, classes=10, blockInputs=[16, 24, 32],"
                + " blockWidths=[96, 128, 160], budgets=[128, 192, 256], minBudget=0.05, maxOps=2,"
                + " maxParameters=16000000]");
    assertThat(SearchSpace.lab().withWrites(List.of(Write.values())).toString())
        .contains("gates=false, writes=[ADD, OVERWRITE, MULTIPLY], preActivation=true");
  }

  @Test
  void dilationNeverSpansMoreThanNineCells() {
    SearchSpace v2 = SearchSpace.v2();
    assertThat(v2.maxDilation(3)).isEqualTo(4);
    assertThat(v2.maxDilation(5)).isEqualTo(2);
    assertThat(v2.maxDilation(7)).isEqualTo(1);
  }

  @Test
  void opsReadWholeColumns() {
    SearchSpace v2 = SearchSpace.v2();
    assertThat(v2.readStep(8)).isEqualTo(2);
    assertThat(v2.readStep(16)).isEqualTo(1);
    assertThat(v2.readStep(24)).isEqualTo(2);
    assertThat(SearchSpace.v1().readStep(6)).isEqualTo(3);
  }

  @Test
  void aWitherChangesOneFieldAndNothingElse() {
    SearchSpace v2 = SearchSpace.v2();
    assertThat(v2.withMaxBanks(16).maxBanks()).isEqualTo(16);
    assertThat(v2.withMaxBanks(16).withMaxBanks(64)).isEqualTo(v2);
  }

  @Test
  void anImpossibleFieldIsRefusedByName() {
    SearchSpace v2 = SearchSpace.v2();
    assertThatThrownBy(() -> v2.withMaxUnits(60))
        .hasMessage("maxUnits is 60; it must be a multiple of 8");
    assertThatThrownBy(() -> v2.withKernels(List.of(3, 4)))
        .hasMessageContaining("kernels is [3, 4]");
    assertThatThrownBy(() -> v2.withGroups(List.of(3))).hasMessageContaining("groups is [3]");
    assertThatThrownBy(() -> v2.withResolution(30)).hasMessageContaining("resolution is 30");
    assertThatThrownBy(() -> v2.withMinBudget(0)).hasMessageContaining("minBudget is 0.0");
    assertThatThrownBy(() -> v2.withClasses(1)).hasMessageContaining("classes is 1");
    assertThatThrownBy(() -> v2.withBlocks(List.of(8, 8), List.of(8, 8)))
        .hasMessageContaining("3 blocks");
  }

  @Test
  void threeDimensionsHaveKernelsOfThreeAndOneInputChannel() {
    for (SearchSpace space : List.of(SearchSpace.v1(), SearchSpace.v2())) {
      SearchSpace voxels = space.withDims(3);
      assertThat(voxels.dims()).isEqualTo(3);
      assertThat(voxels.kernels()).containsExactly(3);
      assertThat(voxels.inputChannels()).isEqualTo(1);
    }
  }

  @Test
  void otherNumbersOfDimensionsAndLargerKernelsOfThreeAreRefused() {
    SearchSpace v2 = SearchSpace.v2();
    for (int dims : new int[] {1, 4}) {
      assertThatThrownBy(() -> v2.withDims(dims)).hasMessageContaining("dims is " + dims);
    }
    assertThatThrownBy(() -> v2.withDims(3).withKernels(List.of(3, 5)))
        .hasMessage(
            "dims is 3 and kernels is [3, 5]; dims is 2 for pictures, or 3 for voxels with kernels"
                + " [3]");
  }

  @Test
  void activationsWritesAndPoolsAreAtLeastOneAndAllDifferent() {
    SearchSpace v2 = SearchSpace.v2();
    assertThatThrownBy(() -> v2.withActivations(List.of()))
        .hasMessageContaining("activations is []");
    assertThatThrownBy(() -> v2.withActivations(List.of(Activation.TANH, Activation.TANH)))
        .hasMessageContaining("activations is [TANH, TANH]; give at least one, all different");
    assertThatThrownBy(() -> v2.withWrites(List.of()))
        .hasMessage("writes is []; give at least one, all different");
    assertThatThrownBy(() -> v2.withPools(List.of()))
        .hasMessage("pools is []; give at least one, all different");
  }
}
