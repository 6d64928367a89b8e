package org.smashnas.arch;

import java.util.List;

/** Small spaces and hand-made ops for tests. */
public final class TestSpaces {
  private TestSpaces() {}

  /** A v2 space whose networks take milliseconds: N 4, N_max 8, D 2, 8x8 pictures, 3 classes. */
  public static SearchSpace tiny() {
    return SearchSpace.v2()
        .withGroups(List.of(1, 2))
        .withBankUnit(4)
        .withMaxUnits(8)
        .withMaxBanks(5)
        .withMaxOps(2)
        .withKernels(List.of(3, 5))
        .withResolution(8)
        .withClasses(3)
        .withBlocks(List.of(8, 8, 8), List.of(16, 16, 16));
  }

  /** A v1 space as small: N 6, N_max 12, D 3. */
  public static SearchSpace tinyV1() {
    return SearchSpace.v1()
        .withMaxUnits(12)
        .withMaxBanks(6)
        .withMaxOps(2)
        .withResolution(8)
        .withClasses(3)
        .withBlocks(List.of(18, 24, 18), List.of(36, 36, 36));
  }

  /** The tiny v2 space in 3-D: one input channel, all kernels 3x3x3. */
  public static SearchSpace voxels() {
    return tiny().withDims(3);
  }

  /** The space with gates, all activations and all ways of writing and pooling. */
  public static SearchSpace rich(SearchSpace space) {
    return space
        .withGates(true)
        .withActivations(List.of(Activation.values()))
        .withWrites(List.of(Write.values()))
        .withPools(List.of(Pool.values()));
  }

  /** Small spaces of every kind: both numbers of axes, each order, with and without norms. */
  public static List<SearchSpace> variants() {
    return List.of(
        tiny(),
        tiny().withOpNorm(true),
        rich(tiny()),
        rich(tiny()).withPreActivation(false),
        rich(tiny()).withPreActivation(false).withOpNorm(true),
        voxels(),
        rich(voxels()).withOpNorm(true),
        rich(voxels()).withPreActivation(false));
  }

  /** An op with one active 3x3 convolution. */
  public static Op single(
      SearchSpace space, int bank, List<Integer> read, List<Integer> write, int units) {
    return op(space, bank, read, write, units, Pattern.SINGLE, plain(1));
  }

  /** An op whose active convolutions are all alike. */
  public static Op op(
      SearchSpace space,
      int bank,
      List<Integer> read,
      List<Integer> write,
      int units,
      Pattern pattern,
      Conv conv) {
    List<Conv> convs =
        pattern.active().stream().map(on -> on ? conv : Conv.inactive(space.dims())).toList();
    return new Op(read, write, units, space.bottleneckFor(read.size() * bank, units), convs);
  }

  /** A 3x3 convolution with one group. */
  public static Conv plain(int dilation) {
    return new Conv(true, List.of(3, 3), List.of(dilation, dilation), 1);
  }
}
