package org.smashnas.arch;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The set of architectures that a search chooses from (paper, section 3.1 and appendix A); every
 * limit is a named field, and {@code with...} gives a variant.
 *
 * @param name the space's name, for example "v2"
 * @param dims axes of the convolutions: 2 for pictures, 3 for voxels, whose kernels are all 3x3x3
 * @param bankUnit N: bank sizes and units are multiples of it
 * @param maxUnits N_max: most units of an op, and most channels of a bank; a multiple of N
 * @param depthCompression D: a column of the encoding stands for N D channels read
 * @param maxBanks M: most banks a block
 * @param bottleneck B: most 1x1 outputs a unit
 * @param fixedBottleneck true for 1x1 outputs of exactly B x units (v1); false for the channels
 *     read, at most B x units (v2)
 * @param variableBanks true for bank sizes of any multiple of N up to N_max, drawn a block; false
 *     for N
 * @param unitsNearReads true to prefer units near the number of channels read when sampling, false
 *     for uniform
 * @param isotropic true for one dilation on all axes
 * @param patterns the allowed activity patterns: {@code List.of(Pattern.FULL)} for the authors'
 *     "big" ops, {@code List.of(Pattern.LONG)} for "long" and {@code List.of(Pattern.SINGLE)} for
 *     "single" ones
 * @param kernels kernel sizes an axis, ascending and odd: {@code List.of(3)} for kernels that are
 *     all 3x3 (authors' code: static kernels); dilations still vary up to {@code maxDilation}
 * @param maxDilation most dilation an axis, 1 for none
 * @param maxExtent most cells that a dilated kernel spans an axis: (k - 1) d + 1
 * @param groups numbers of convolution groups, ascending, divisors of N; {@code List.of(1)} for
 *     none
 * @param activations activation functions that an op's convolutions can have, all different
 * @param gates whether two paths of an op can be joined by a gate
 * @param writes what ops can do with banks that are filled, all different: {@code
 *     List.of(Write.ADD)} for the paper's, {@code List.of(Write.values())} for any
 * @param pools how ops can pool what they read, all different: {@code List.of(Pool.NONE)} for the
 *     paper's, {@code List.of(Pool.values())} for any
 * @param preActivation true for activation then convolution, as in the paper; false for the reverse
 * @param opNorm whether ops with generated weights, too, have batch norm around each of their four
 *     convolutions (authors' code); resulting networks always have it
 * @param inputChannels channels of the input, 3 for RGB
 * @param resolution cells a side of the input; halved twice, so a multiple of 4
 * @param classes output classes, at least 2
 * @param blockInputs most channels of each block's input; the first is the stem's width
 * @param blockWidths most channels of each block's banks together
 * @param budgets 1x1 input channels that each block may spend on its ops
 * @param minBudget least share of the budget that sampling draws, above 0, at most 1
 * @param maxOps most ops a block
 * @param maxParameters most free weights of the resulting network
 */
@RecordBuilder
public record SearchSpace(
    String name,
    int dims,
    int bankUnit,
    int maxUnits,
    int depthCompression,
    int maxBanks,
    int bottleneck,
    boolean fixedBottleneck,
    boolean variableBanks,
    boolean unitsNearReads,
    boolean isotropic,
    List<Pattern> patterns,
    List<Integer> kernels,
    int maxDilation,
    int maxExtent,
    List<Integer> groups,
    List<Activation> activations,
    boolean gates,
    List<Write> writes,
    List<Pool> pools,
    boolean preActivation,
    boolean opNorm,
    int inputChannels,
    int resolution,
    int classes,
    List<Integer> blockInputs,
    List<Integer> blockWidths,
    List<Integer> budgets,
    double minBudget,
    int maxOps,
    long maxParameters)
    implements SearchSpaceBuilder.With {

  /** Cells a side of the smallest input; all resolutions are multiples of it. */
  public static final int LEAST_RESOLUTION = 4;

  /** Blocks of every network, at resolutions r, r/2 and r/4 (paper, Fig. 2b). */
  public static final int BLOCKS = 3;

  public SearchSpace {
    patterns = List.copyOf(patterns);
    kernels = List.copyOf(kernels);
    groups = List.copyOf(groups);
    activations = List.copyOf(activations);
    writes = List.copyOf(writes);
    pools = List.copyOf(pools);
    blockInputs = List.copyOf(blockInputs);
    blockWidths = List.copyOf(blockWidths);
    budgets = List.copyOf(budgets);
    SpaceChecks.positive("dims", dims);
    SpaceChecks.positive("bankUnit", bankUnit);
    SpaceChecks.positive("depthCompression", depthCompression);
    SpaceChecks.positive("maxBanks", maxBanks);
    SpaceChecks.positive("bottleneck", bottleneck);
    SpaceChecks.positive("inputChannels", inputChannels);
    SpaceChecks.positive("maxOps", maxOps);
    SpaceChecks.positive("maxDilation", maxDilation);
    SpaceChecks.multiple("maxUnits", maxUnits, bankUnit);
    SpaceChecks.multiple("resolution", resolution, LEAST_RESOLUTION);
    SpaceChecks.require(
        dims == 2 || (dims == 3 && kernels.equals(List.of(3))),
        "dims is %d and kernels is %s; dims is 2 for pictures, or 3 for voxels with kernels [3]"
            .formatted(dims, kernels));
    SpaceChecks.require(classes >= 2, "classes is " + classes + "; at least 2 are needed");
    SpaceChecks.require(!patterns.isEmpty(), "patterns is empty; allow at least one");
    SpaceChecks.ascending("kernels", kernels);
    SpaceChecks.ascending("groups", groups);
    SpaceChecks.different("activations", activations);
    SpaceChecks.different("writes", writes);
    SpaceChecks.different("pools", pools);
    SpaceChecks.kernels(kernels, maxExtent);
    SpaceChecks.groups(groups, bankUnit);
    SpaceChecks.require(
        minBudget > 0 && minBudget <= 1,
        "minBudget is " + minBudget + "; it is a share above 0 and at most 1");
    SpaceChecks.require(
        maxParameters > 0, "maxParameters is " + maxParameters + "; at least 1 is needed");
    SpaceChecks.blocks(blockInputs, blockWidths, budgets, bankUnit, maxBanks, depthCompression);
  }

  /** The paper's first space: fixed banks, one dilated 3x3 convolution an op (appendix A). */
  public static SearchSpace v1() {
    return Spaces.v1();
  }

  /** The paper's second space: variable banks, kernels, dilations, groups and op patterns. */
  public static SearchSpace v2() {
    return Spaces.v2();
  }

  /**
   * The laboratory's space: v2 with narrow networks of one 3x3 convolution an op, for pictures of
   * 16x16, chosen so that the code matters to the HyperNet, and networks to their true errors.
   */
  public static SearchSpace lab() {
    return Spaces.lab();
  }

  /** Channels read that share one column of the encoding: N D. */
  public int columnChannels() {
    return bankUnit * depthCompression;
  }

  /** Rows of the encoding: R = N_max / N. */
  public int rows() {
    return maxUnits / bankUnit;
  }

  /** Output channels of the HyperNet: B D N^2 (paper, appendix B). */
  public int hyperOutputs() {
    return bottleneck * depthCompression * bankUnit * bankUnit;
  }

  /** Bank sizes that a block can have: its input must fill as many banks as an op must read. */
  public List<Integer> bankSizes(int block) {
    int largest = variableBanks ? maxUnits : bankUnit;
    return IntStream.rangeClosed(1, largest / bankUnit)
        .map(i -> i * bankUnit)
        .filter(s -> inputBanks(block, s) >= readStep(s))
        .boxed()
        .toList();
  }

  /** Banks that the block's input fills. */
  public int inputBanks(int block, int bankChannels) {
    return Math.min(blockInputs.get(block) / bankChannels, bankLimit(block, bankChannels));
  }

  /** Most banks of this size in a block. */
  public int bankLimit(int block, int bankChannels) {
    return Math.min(maxBanks, blockWidths.get(block) / bankChannels);
  }

  /** Ops read a multiple of so many banks, which makes their columns whole. */
  public int readStep(int bankChannels) {
    return columnChannels() / SpaceChecks.gcd(bankChannels, columnChannels());
  }

  /** 1x1 outputs of an op (paper, appendix A, "bottleneck ratio"). */
  public int bottleneckFor(int readChannels, int units) {
    return fixedBottleneck ? bottleneck * units : Math.min(readChannels, bottleneck * units);
  }

  /** Most dilation of a kernel of this size, so that it spans at most {@code maxExtent} cells. */
  public int maxDilation(int kernel) {
    return kernel == 1 ? 1 : Math.min(maxDilation, (maxExtent - 1) / (kernel - 1));
  }

  /** A random architecture of this space (paper, appendix C). */
  public Architecture sample(long seed) {
    return Sampler.of(this).sample(seed);
  }

  /** 2 for pictures; 3 for voxels, which makes all kernels 3x3x3 and the input one channel. */
  @Override
  public SearchSpace withDims(int dims) {
    return with(
        b -> {
          b.dims(dims);
          if (dims == 3) {
            b.kernels(List.of(3)).inputChannels(1);
          }
        });
  }

  /** Both together, because each block's banks must hold its input. */
  public SearchSpace withBlocks(List<Integer> inputs, List<Integer> widths) {
    return with(b -> b.blockInputs(inputs).blockWidths(widths));
  }

  /** As before ops could pool, or write otherwise than by adding, where none can. */
  @Override
  public String toString() {
    return RecordText.of(this, Map.of("writes", List.of(Write.ADD), "pools", List.of(Pool.NONE)));
  }
}
