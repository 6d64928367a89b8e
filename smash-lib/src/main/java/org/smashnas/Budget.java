package org.smashnas;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.stream.IntStream;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Augmentation;
import org.smashnas.data.Dataset;
import org.smashnas.train.ResultConfig;
import org.smashnas.train.Schedule;
import org.smashnas.train.SmashConfig;

/**
 * How much a run may spend: limits on the networks, numbers of examples, lengths of training.
 *
 * @param name the budget's name, as {@link #named} takes it
 * @param maxUnits limit on the space's units an op
 * @param maxBanks limit on the space's banks a block
 * @param maxOps limit on the space's ops a block
 * @param maxKernel limit on the space's kernel sizes
 * @param blockInputs limit on the space's input channels of each block
 * @param blockWidths limit on the space's bank channels of each block
 * @param budgets limit on the space's 1x1 input channels of each block, which sets the depth
 * @param resolution limit on the cells a side of pictures
 * @param voxelResolution limit on the cells a side of voxels, whose number grows with its cube
 * @param training limit on the training examples
 * @param validation examples held out of training, on which architectures are ranked; of a small
 *     data set, a quarter of its training examples at most
 * @param test limit on the test examples
 * @param smash training of the SMASH network
 * @param candidates random architectures to rank
 * @param result normal training of an architecture
 * @param studied architectures that a correlation study trains normally, of those ranked
 */
@RecordBuilder
public record Budget(
    String name,
    int maxUnits,
    int maxBanks,
    int maxOps,
    int maxKernel,
    List<Integer> blockInputs,
    List<Integer> blockWidths,
    List<Integer> budgets,
    int resolution,
    int voxelResolution,
    int training,
    int validation,
    int test,
    SmashConfig smash,
    int candidates,
    ResultConfig result,
    int studied)
    implements BudgetBuilder.With {
  public Budget {
    blockInputs = List.copyOf(blockInputs);
    blockWidths = List.copyOf(blockWidths);
    budgets = List.copyOf(budgets);
    if (training < 1 || validation < 1 || test < 1 || candidates < 1) {
      throw new IllegalArgumentException(
          "budget %s has %d training, %d validation and %d test examples and %d candidates; at least 1 of each is needed"
              .formatted(name, training, validation, test, candidates));
    }
    int cells = Math.min(resolution, voxelResolution);
    if (cells < SearchSpace.LEAST_RESOLUTION) {
      throw new IllegalArgumentException(
          "budget %s has a resolution of %d cells a side; at least %d are needed"
              .formatted(name, cells, SearchSpace.LEAST_RESOLUTION));
    }
    if (studied < 3) {
      throw new IllegalArgumentException(
          "budget %s has %d studied architectures; fewer than 3 have no order to compare"
              .formatted(name, studied));
    }
  }

  private static final Augmentation SMALL = new Augmentation(2, true);

  /** As the laboratory's truths were trained: another one makes others. */
  private static final ResultConfig SETTLED =
      ResultConfig.paper().withEpochs(8).withAugmentation(SMALL);

  /** At the paper's step size the loss of small networks stands still until training is over. */
  private static SmashConfig learning(int epochs) {
    return SmashConfig.paper()
        .withEpochs(epochs)
        .withLearningRate(4e-3)
        .withGrowth(false)
        .withAugmentation(SMALL);
  }

  /** Seconds: everything runs, and nothing is learned. */
  public static Budget smoke() {
    return BudgetBuilder.builder()
        .name("smoke")
        .maxUnits(16)
        .maxBanks(6)
        .maxOps(2)
        .maxKernel(3)
        .blockInputs(List.of(16, 24, 32))
        .blockWidths(List.of(48, 64, 80))
        .budgets(List.of(48, 64, 96))
        .resolution(16)
        .voxelResolution(8)
        .training(2000)
        .validation(500)
        .test(500)
        .smash(SmashConfig.paper().withEpochs(4).withAugmentation(SMALL))
        .candidates(50)
        .result(ResultConfig.paper().withEpochs(2).withAugmentation(SMALL))
        .studied(4)
        .build();
  }

  /**
   * A minute of training on two cores: on the drawn pictures, in the laboratory's space, the method
   * shows.
   */
  public static Budget quick() {
    return BudgetBuilder.builder()
        .name("quick")
        .maxUnits(24)
        .maxBanks(12)
        .maxOps(4)
        .maxKernel(3)
        .blockInputs(List.of(16, 24, 32))
        .blockWidths(List.of(96, 128, 160))
        .budgets(List.of(128, 192, 256))
        .resolution(16)
        .voxelResolution(8)
        .training(9000)
        .validation(1000)
        .test(5000)
        .smash(learning(17).withSchedule(Schedule.HOLD))
        .candidates(50)
        .result(SETTLED)
        .studied(4)
        .build();
  }

  /** Minutes on two cores, with results that mean something. */
  public static Budget laptop() {
    return BudgetBuilder.builder()
        .name("laptop")
        .maxUnits(32)
        .maxBanks(12)
        .maxOps(4)
        .maxKernel(5)
        .blockInputs(List.of(32, 48, 64))
        .blockWidths(List.of(128, 192, 256))
        .budgets(List.of(160, 240, 320))
        .resolution(16)
        .voxelResolution(16)
        .training(9000)
        .validation(2000)
        .test(Integer.MAX_VALUE)
        .smash(learning(60))
        .candidates(100)
        .result(SETTLED)
        .studied(30)
        .build();
  }

  /**
   * The paper's figures, for a GPU: the space as it is, voxels of 32 cells a side, all data, 100
   * and 300 epochs. Augmentation is the one for pictures: {@link #withVoxelAugmentation} has that
   * for voxels.
   */
  public static Budget paper() {
    int none = Integer.MAX_VALUE;
    List<Integer> free = List.of(none, none, none);
    return BudgetBuilder.builder()
        .name("paper")
        .maxUnits(none)
        .maxBanks(none)
        .maxOps(none)
        .maxKernel(none)
        .blockInputs(free)
        .blockWidths(free)
        .budgets(free)
        .resolution(none)
        .voxelResolution(32)
        .training(none)
        .validation(5000)
        .test(none)
        .smash(SmashConfig.paper())
        .candidates(500)
        .result(ResultConfig.paper())
        .studied(50)
        .build();
  }

  /**
   * Perturbations of the best random architecture to rank, and Markov steps after them, each: a
   * fifth of the random ones, as in the paper, at least 1.
   */
  public int refinements() {
    return Math.max(1, candidates / 5);
  }

  /** One of "smoke", "quick", "laptop" and "paper". */
  public static Budget named(String name) {
    return switch (name) {
      case "smoke" -> smoke();
      case "quick" -> quick();
      case "laptop" -> laptop();
      case "paper" -> paper();
      default ->
          throw new IllegalArgumentException(
              "no budget \"" + name + "\"; there are smoke, quick, laptop and paper");
    };
  }

  /** The budget that the environment variable SMASH_BUDGET names; quick if it is not set. */
  public static Budget fromEnvironment() {
    return named(System.getenv().getOrDefault("SMASH_BUDGET", "quick"));
  }

  /** A space within this budget's limits; what is smaller already stays as it is. */
  public SearchSpace limit(SearchSpace space) {
    int unit = space.bankUnit();
    int smallest = space.kernels().get(0);
    return space
        .withMaxUnits(Math.max(least(space.maxUnits(), maxUnits, unit), unit))
        .withMaxBanks(Math.min(space.maxBanks(), Math.max(maxBanks, space.depthCompression())))
        .withMaxOps(Math.min(space.maxOps(), maxOps))
        .withKernels(space.kernels().stream().filter(k -> k <= maxKernel || k == smallest).toList())
        .withBlocks(
            cut(space, space.blockInputs(), blockInputs),
            cut(space, space.blockWidths(), blockWidths))
        .withBudgets(cut(space, space.budgets(), budgets));
  }

  /**
   * A space within this budget's limits, for the pictures or voxels of a data set: their channels,
   * their number of classes, and the largest resolution that is a multiple of 4 within the limits
   * of data, space and budget. The data is brought to it by {@link Dataset#atResolution}: 28x28
   * pictures to 16 a side by averaging areas, or to 28 where budget and space allow it.
   *
   * @throws IllegalArgumentException if one of space and data has voxels and the other pictures, or
   *     the data has less than 4 cells a side
   */
  public SearchSpace fit(SearchSpace space, Dataset data) {
    List<Integer> shape = data.train().shape();
    boolean voxels = shape.size() == 4;
    if (voxels != (space.dims() == 3)) {
      throw new IllegalArgumentException(
          "the data has %s of shape %s, and space %s has dims %d; use space.withDims(%d)%s"
              .formatted(
                  voxels ? "voxels" : "pictures",
                  shape,
                  space.name(),
                  space.dims(),
                  voxels ? 3 : 2,
                  voxels ? "" : ", or begin with a space for pictures, as SearchSpace.v2()"));
    }
    int side = Math.min(data.train().side(), voxels ? voxelResolution : resolution);
    if (side < SearchSpace.LEAST_RESOLUTION) {
      throw new IllegalArgumentException(
          "the data has examples of shape %s, and a network needs %d cells a side; use data.padded(%d)"
              .formatted(shape, SearchSpace.LEAST_RESOLUTION, SearchSpace.LEAST_RESOLUTION));
    }
    return limit(space)
        .withResolution(least(side, space.resolution(), SearchSpace.LEAST_RESOLUTION))
        .withInputChannels(shape.get(0))
        .withClasses(data.train().classes());
  }

  /** However small the limits, each block has as many channels as an op must read. */
  private static List<Integer> cut(SearchSpace space, List<Integer> values, List<Integer> limits) {
    return IntStream.range(0, SearchSpace.BLOCKS)
        .map(b -> least(values.get(b), limits.get(b), space.bankUnit()))
        .mapToObj(v -> Math.max(v, space.columnChannels()))
        .toList();
  }

  private static int least(int value, int limit, int multipleOf) {
    return Math.min(value, limit) / multipleOf * multipleOf;
  }

  /** Both together, as {@link SearchSpace#withBlocks} takes them. */
  public Budget withBlocks(List<Integer> inputs, List<Integer> widths) {
    return with(b -> b.blockInputs(inputs).blockWidths(widths));
  }

  /** The same with another budget's limits on networks: units, banks, ops, kernels and widths. */
  public Budget withNetworksOf(Budget other) {
    return with(
        b ->
            b.maxUnits(other.maxUnits)
                .maxBanks(other.maxBanks)
                .maxOps(other.maxOps)
                .maxKernel(other.maxKernel)
                .blockInputs(other.blockInputs)
                .blockWidths(other.blockWidths)
                .budgets(other.budgets));
  }

  /** The same with the paper's augmentation for voxels, rotations included, in both trainings. */
  public Budget withVoxelAugmentation() {
    return withSmash(smash.withAugmentation(Augmentation.voxels()))
        .withResult(result.withAugmentation(Augmentation.voxels()));
  }
}
