package org.smashnas.arch;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * One network of a search space, as an immutable value that is checked against the space when it is
 * made.
 *
 * @param space the space that it belongs to
 * @param blocks three blocks, at resolutions r, r/2 and r/4
 */
public record Architecture(SearchSpace space, List<Block> blocks) implements Serializable {
  public Architecture {
    blocks = List.copyOf(blocks);
    if (blocks.size() != SearchSpace.BLOCKS) {
      throw new IllegalArgumentException(
          "an architecture has " + blocks.size() + " blocks; it needs " + SearchSpace.BLOCKS);
    }
    for (int b = 0; b < blocks.size(); b++) {
      Membership.check(space, b, blocks.get(b));
    }
  }

  /** Begins an architecture made by hand. */
  public static ArchitectureBuilder builder(SearchSpace space) {
    return new ArchitectureBuilder(space);
  }

  /** All ops, first block first, with their places. */
  public List<OpSite> sites() {
    List<OpSite> sites = new ArrayList<>();
    int column = 0;
    for (int b = 0; b < blocks.size(); b++) {
      Block block = blocks.get(b);
      for (int i = 0; i < block.ops().size(); i++) {
        OpSite site = new OpSite(space, b, i, block, block.ops().get(i), column);
        sites.add(site);
        column += site.columns();
      }
    }
    return sites;
  }

  /**
   * The same graph as a network of another space, for other data (paper, section 4.3): banks,
   * reads, writes, units, groups and patterns stay.
   *
   * <p>From pictures to voxels all kernels become 3x3x3, as the paper has them (appendix C), and
   * depth gets the dilation of width, as both lie level where height stands; back, kernels stay 3x3
   * and depth is dropped.
   *
   * @param target may differ in axes, resolution, input channels and classes; its limits must hold
   *     the graph
   * @throws IllegalArgumentException if they do not, with the reason
   */
  public Architecture into(SearchSpace target) {
    List<Block> changed =
        blocks.stream()
            .map(
                b ->
                    new Block(
                        b.bankChannels(),
                        b.inputBanks(),
                        b.banks(),
                        b.ops().stream().map(op -> over(target.dims(), op)).toList()))
            .toList();
    return new Architecture(target, changed);
  }

  private static Op over(int dims, Op op) {
    return op.withConvs(op.convs().stream().map(c -> c.over(dims)).toList());
  }

  /**
   * The same architecture with another op in the place of one.
   *
   * @param site the place, one of {@link #sites}
   * @throws IllegalArgumentException if the op does not fit there, with the reason
   */
  public Architecture with(OpSite site, Op op) {
    Block home = blocks.get(site.block());
    List<Op> ops = new ArrayList<>(home.ops());
    ops.set(site.index(), op);
    List<Block> changed = new ArrayList<>(blocks);
    changed.set(site.block(), new Block(home.bankChannels(), home.inputBanks(), home.banks(), ops));
    return new Architecture(space, changed);
  }

  /** Columns of the encoding and of the HyperNet's output: L (paper, appendix B). */
  public int columns() {
    return sites().stream().mapToInt(OpSite::columns).sum();
  }

  /**
   * A stable 64-bit identity of the blocks, as 16 hexadecimal digits; the same for the same graph
   * in another space or on other data.
   */
  public String id() {
    return ArchitectureJson.digest(this);
  }

  /** Free weights of the resulting network, biases and normalisation included. */
  public long parameters() {
    return Cost.of(this).parameters();
  }

  /** Multiply-adds of the resulting network's convolutions and last layer, for one input. */
  public long multiplyAdds() {
    return Cost.of(this).multiplyAdds();
  }

  /** One line for people: id, ops a block, parameters and multiply-adds. */
  @Override
  public String toString() {
    Cost cost = Cost.of(this);
    return String.format(
        java.util.Locale.ROOT,
        "architecture %s of space %s: %s ops, %.2fM parameters, %.1fM multiply-adds",
        id(),
        space.name(),
        blocks.stream()
            .map(b -> Integer.toString(b.ops().size()))
            .reduce((a, b) -> a + "+" + b)
            .orElseThrow(),
        cost.parameters() / 1e6,
        cost.multiplyAdds() / 1e6);
  }

  /** To another JVM it travels as JSON, which is checked when it is read. */
  private Object writeReplace() {
    return new Travelling(ArchitectureJson.write(this));
  }

  private record Travelling(String json) implements Serializable {
    private Object readResolve() {
      return ArchitectureJson.read(json);
    }
  }
}
