package org.smashnas.arch;

import java.util.List;

/** The paper's two spaces, figure by figure (appendix A), and the laboratory's. */
final class Spaces {
  private Spaces() {}

  static SearchSpace v1() {
    return common()
        .name("v1")
        .bankUnit(6)
        .maxUnits(42)
        .depthCompression(3)
        .maxBanks(240)
        .bottleneck(4)
        .fixedBottleneck(true)
        .variableBanks(false)
        .unitsNearReads(false)
        .isotropic(true)
        .patterns(List.of(Pattern.SINGLE))
        .kernels(List.of(3))
        .maxDilation(3)
        .maxExtent(7)
        .groups(List.of(1))
        .blockInputs(List.of(48, 72, 84))
        .blockWidths(List.of(1440, 1440, 1440))
        // The paper gives no figure; these make networks of about its best one's depth, 116 layers.
        .budgets(List.of(2160, 4320, 6480))
        .build();
  }

  static SearchSpace v2() {
    return common()
        .name("v2")
        .bankUnit(8)
        .maxUnits(64)
        .depthCompression(2)
        .maxBanks(64)
        .bottleneck(2)
        .fixedBottleneck(false)
        .variableBanks(true)
        .unitsNearReads(true)
        .isotropic(false)
        .patterns(List.of(Pattern.values()))
        .kernels(List.of(3, 5, 7))
        .maxDilation(4)
        .maxExtent(9)
        .groups(List.of(1, 2, 4, 8))
        // Widths and budgets of a wide ResNet of depth 12 a block and width 8, as the authors
        // count.
        .blockInputs(List.of(128, 192, 224))
        .blockWidths(List.of(384, 448, 512))
        .budgets(List.of(1664, 3264, 6368))
        .build();
  }

  static SearchSpace lab() {
    return SearchSpaceBuilder.builder(v2())
        .name("lab")
        // Few channels: where pictures need every op, the 1x1 weights decide, and a HyperNet
        // listens.
        .maxUnits(24)
        .blockInputs(List.of(16, 24, 32))
        .blockWidths(List.of(96, 128, 160))
        // One 3x3 convolution an op, so that the 1x1 before it is much of what the op can do.
        .patterns(List.of(Pattern.SINGLE))
        .kernels(List.of(3))
        // One op a block or two: with four, nearly every network solves the drawn pictures.
        .maxBanks(12)
        .maxOps(2)
        .budgets(List.of(128, 192, 256))
        .minBudget(0.05)
        .resolution(16)
        .build();
  }

  private static SearchSpaceBuilder common() {
    return SearchSpaceBuilder.builder()
        .dims(2)
        .activations(List.of(Activation.RELU))
        .writes(List.of(Write.ADD))
        .pools(List.of(Pool.NONE))
        .preActivation(true)
        .inputChannels(3)
        .resolution(32)
        .classes(10)
        .minBudget(0.3)
        .maxOps(256)
        .maxParameters(16_000_000);
  }
}
