package org.smashnas.arch;

import java.util.List;

/** The paper's two spaces, figure by figure (appendix A), and the laboratory's. */
final class Spaces {
  private Spaces() {}

  static SearchSpace v1() {
    SpaceDraft d = common();
    d.name = "v1";
    d.bankUnit = 6;
    d.maxUnits = 42;
    d.depthCompression = 3;
    d.maxBanks = 240;
    d.bottleneck = 4;
    d.fixedBottleneck = true;
    d.variableBanks = false;
    d.unitsNearReads = false;
    d.isotropic = true;
    d.patterns = List.of(Pattern.SINGLE);
    d.kernels = List.of(3);
    d.maxDilation = 3;
    d.maxExtent = 7;
    d.groups = List.of(1);
    d.blockInputs = List.of(48, 72, 84);
    d.blockWidths = List.of(1440, 1440, 1440);
    // The paper gives no figure; these make networks of about its best one's depth, 116 layers.
    d.budgets = List.of(2160, 4320, 6480);
    return d.build();
  }

  static SearchSpace v2() {
    SpaceDraft d = common();
    d.name = "v2";
    d.bankUnit = 8;
    d.maxUnits = 64;
    d.depthCompression = 2;
    d.maxBanks = 64;
    d.bottleneck = 2;
    d.fixedBottleneck = false;
    d.variableBanks = true;
    d.unitsNearReads = true;
    d.isotropic = false;
    d.patterns = List.of(Pattern.values());
    d.kernels = List.of(3, 5, 7);
    d.maxDilation = 4;
    d.maxExtent = 9;
    d.groups = List.of(1, 2, 4, 8);
    // Widths and budgets of a wide ResNet of depth 12 a block and width 8, as the authors count.
    d.blockInputs = List.of(128, 192, 224);
    d.blockWidths = List.of(384, 448, 512);
    d.budgets = List.of(1664, 3264, 6368);
    return d.build();
  }

  static SearchSpace lab() {
    SpaceDraft d = new SpaceDraft(v2());
    d.name = "lab";
    // Few channels: where pictures need every op, the 1x1 weights decide, and a HyperNet listens.
    d.maxUnits = 24;
    d.blockInputs = List.of(16, 24, 32);
    d.blockWidths = List.of(96, 128, 160);
    // One 3x3 convolution an op, so that the 1x1 before it is much of what the op can do.
    d.patterns = List.of(Pattern.SINGLE);
    d.kernels = List.of(3);
    // One op a block or two: with four, nearly every network solves the drawn pictures.
    d.maxBanks = 12;
    d.maxOps = 2;
    d.budgets = List.of(128, 192, 256);
    d.minBudget = 0.05;
    d.resolution = 16;
    return d.build();
  }

  private static SpaceDraft common() {
    SpaceDraft d = new SpaceDraft();
    d.dims = 2;
    d.activations = List.of(Activation.RELU);
    d.preActivation = true;
    d.inputChannels = 3;
    d.resolution = 32;
    d.classes = 10;
    d.minBudget = 0.3;
    d.maxOps = 256;
    d.maxParameters = 16_000_000;
    return d;
  }
}
