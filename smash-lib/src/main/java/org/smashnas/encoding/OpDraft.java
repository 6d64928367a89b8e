package org.smashnas.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.smashnas.arch.Activation;
import org.smashnas.arch.Block;
import org.smashnas.arch.Conv;
import org.smashnas.arch.Op;
import org.smashnas.arch.Pool;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.Write;

/** An op as far as the columns read so far tell it. */
public final class OpDraft {
  private final SearchSpace space;
  private final TreeSet<Integer> read = new TreeSet<>();
  private final TreeSet<Integer> write = new TreeSet<>();
  private final boolean[] active = new boolean[4];
  private final int[][] kernel;
  private final int[][] dilation;
  private final int[] groups = new int[4];
  private Activation activation;
  private boolean gated;
  private Write writing;
  private Pool pool;
  private int block;
  private int units;
  private int columns;

  OpDraft(SearchSpace space) {
    this.space = space;
    activation = space.activations().get(0);
    writing = space.writes().get(0);
    pool = space.pools().get(0);
    kernel = new int[4][space.dims()];
    dilation = new int[4][space.dims()];
    for (int i = 0; i < 4; i++) {
      java.util.Arrays.fill(kernel[i], space.kernels().get(0));
      java.util.Arrays.fill(dilation[i], 1);
      active[i] = space.patterns().get(0).active().get(i);
      groups[i] = space.groups().get(0);
    }
  }

  /** The op reads this bank. */
  public void reads(int bank) {
    read.add(bank);
  }

  /** The op writes this bank. */
  public void writes(int bank) {
    write.add(bank);
  }

  /** Convolution {@code conv}, 0 to 3, is active or not. */
  public void active(int conv, boolean value) {
    active[conv] = value;
  }

  /** A convolution's kernel size on an axis. */
  public void kernel(int conv, int axis, int size) {
    kernel[conv][axis] = size;
  }

  /** The activation function of the op's convolutions. */
  public void activation(Activation value) {
    activation = value;
  }

  /** Whether the op's paths are joined by a gate. */
  public void gated(boolean value) {
    gated = value;
  }

  /** How the op writes banks that are filled. */
  public void writing(Write value) {
    writing = value;
  }

  /** How the op pools what it reads. */
  public void pool(Pool value) {
    pool = value;
  }

  /** A convolution's dilation on an axis. */
  public void dilation(int conv, int axis, int value) {
    dilation[conv][axis] = value;
  }

  /** A convolution's number of groups. */
  public void groups(int conv, int value) {
    groups[conv] = value;
  }

  /** The op lies in this block, from 0. */
  public void block(int index) {
    block = index;
  }

  void column(int filledRows) {
    columns++;
    units = filledRows * space.bankUnit();
  }

  int block() {
    return block;
  }

  int bankChannels() {
    if (read.isEmpty()) {
      throw new IllegalArgumentException("an op of the encoding reads no bank");
    }
    return columns * space.columnChannels() / read.size();
  }

  Op build() {
    int channels = columns * space.columnChannels();
    List<Conv> convs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      convs.add(new Conv(active[i], list(kernel[i]), list(dilation[i]), groups[i]));
    }
    int bottleneck = space.bottleneckFor(channels, units);
    return new Op(
        List.copyOf(read),
        List.copyOf(write),
        units,
        bottleneck,
        convs,
        activation,
        gated,
        writing,
        pool);
  }

  static Block block(SearchSpace space, int index, List<OpDraft> drafts) {
    int size = drafts.get(0).bankChannels();
    int input = space.inputBanks(index, size);
    List<Op> ops = drafts.stream().map(OpDraft::build).toList();
    int banks =
        ops.stream().mapToInt(op -> 1 + op.write().get(op.write().size() - 1)).max().orElse(0);
    return new Block(size, input, Math.max(input, banks), ops);
  }

  private static List<Integer> list(int[] values) {
    return java.util.Arrays.stream(values).boxed().toList();
  }
}
