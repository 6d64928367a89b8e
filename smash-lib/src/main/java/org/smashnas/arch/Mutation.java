package org.smashnas.arch;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Random changes of an architecture (paper, appendix C). */
public final class Mutation {
  /** The paper's chance that an element is drawn anew. */
  public static final double PAPER = 0.05;

  private static final int TRIES = 1000;

  private Mutation() {}

  /**
   * A perturbation: each element is, with a given probability, drawn anew from the distribution
   * that random architectures have it from.
   *
   * <p>The elements are each block's bank size; each op's reads, writes, units, pattern,
   * activation, gate, way of writing and pooling; and each active convolution's kernel, dilation
   * and groups. An element that is not chosen stays as it is unless a change before it makes it
   * impossible; then it is drawn anew as well:
   *
   * <ul>
   *   <li>another bank size: all reads and writes of the block, and units that are no multiple of
   *       it; ops at the end that the block's budget no longer pays for are left out
   *   <li>other units: writes with fewer banks than the output has pieces
   *   <li>other writes: later reads of banks that are no longer filled, and later writes that would
   *       leave a gap of empty banks
   *   <li>another pattern: the convolutions that it adds
   *   <li>another kernel: dilations that would make it span too many cells
   * </ul>
   *
   * <p>So more changes than the probability says: at 5%, 12% of the reads and writes of v1's deep
   * blocks, and 6% of v2's. Reads that are drawn anew stay within what the block's budget leaves.
   * The number of ops changes in no other way than the one above.
   *
   * @param probability 0 to 1, the paper takes {@link #PAPER}; 0 gives an equal architecture
   * @param seed the same seed gives the same perturbation
   * @throws IllegalArgumentException for another probability
   * @throws IllegalStateException if a thousand perturbations all exceed {@code maxParameters}
   */
  public static Architecture perturb(Architecture architecture, double probability, long seed) {
    checkProbability(probability);
    SearchSpace space = architecture.space();
    Sampler sampler = Sampler.of(space);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < TRIES; i++) {
      List<Block> blocks =
          IntStream.range(0, SearchSpace.BLOCKS)
              .mapToObj(b -> mutation(sampler, b, architecture, probability, random).draw())
              .toList();
      Architecture perturbed = new Architecture(space, blocks);
      if (perturbed.parameters() <= space.maxParameters()) {
        return perturbed;
      }
    }
    throw new IllegalStateException(
        "none of %d perturbations of architecture %s has at most %d parameters, and it has %d itself; raise maxParameters of space %s or perturb a smaller one"
            .formatted(
                TRIES,
                architecture.id(),
                space.maxParameters(),
                architecture.parameters(),
                space.name()));
  }

  /** Refuses what is no probability, with the sentence that all users of perturbations share. */
  public static void checkProbability(double probability) {
    SpaceChecks.require(
        probability >= 0 && probability <= 1,
        "probability is " + probability + "; it lies between 0 and 1, the paper takes " + PAPER);
  }

  private static BlockMutation mutation(
      Sampler sampler, int block, Architecture of, double probability, SplittableRandom random) {
    return new BlockMutation(sampler, block, of.blocks().get(block), probability, random);
  }
}
