package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.SearchSpace;

/** 1x1 weights that no HyperNet writes: a matrix a block, out of which ops take columns. */
final class PointwiseTable {
  private final SearchSpace space;
  private final boolean byBank;
  private final NDArray weight;

  /**
   * @param byBank whether an op takes the columns of the banks that it reads, else the leading ones
   * @param weight the blocks' matrices side by side, of {@link #shape}
   */
  PointwiseTable(SearchSpace space, boolean byBank, NDArray weight) {
    this.space = space;
    this.byBank = byBank;
    this.weight = weight;
  }

  /**
   * A table that is learned. Normalisation takes a filter's scale away, but by it a step turns the
   * filter: with elements of deviation 1 / N_max, one of N_max outputs on N_max channels begins
   * with a norm of about 1, which is what the HyperNet's layers are scaled to.
   */
  static PointwiseTable learned(
      SearchSpace space, PointwiseSource source, Parameters parameters, SplittableRandom random) {
    Shape shape = shape(space);
    double[] values = Initializer.gaussian((int) shape.size(), 1.0 / space.maxUnits(), random);
    NDArray weight = parameters.add(HyperNet.PREFIX + source.text() + ".weight", shape, values);
    return new PointwiseTable(space, source == PointwiseSource.BANK_TABLE, weight);
  }

  /** B N_max rows, and as many columns as all blocks are wide together. */
  static Shape shape(SearchSpace space) {
    return new Shape(
        (long) space.bottleneck() * space.maxUnits(), first(space, SearchSpace.BLOCKS));
  }

  /** The first column of a block's matrix. */
  static long first(SearchSpace space, int block) {
    return space.blockWidths().stream().limit(block).mapToLong(w -> w).sum();
  }

  /** All ops' weights, laid out as a HyperNet's: (B N_max, channels that all ops read). */
  NDArray generate(Architecture a) {
    long[] columns = a.sites().stream().flatMapToLong(this::columns).toArray();
    // The backward pass reads the index again: from a copy in native memory, since what an array is
    // made from lies in Java's, and may be gone by then.
    try (NDArray view = weight.getManager().create(columns);
        NDArray index = view.duplicate()) {
      return TorchScript.call("columns", weight, index);
    }
  }

  private LongStream columns(OpSite site) {
    long first = first(space, site.block());
    int size = site.home().bankChannels();
    return IntStream.range(0, site.readChannels())
        .mapToLong(i -> first + (byBank ? site.op().read().get(i / size) * size + i % size : i));
  }
}
