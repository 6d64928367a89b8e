package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.List;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Block;
import org.smashnas.arch.Op;
import org.smashnas.arch.OpSite;

/** The memory-bank network of an architecture (paper, section 3.1, Fig. 1 and 2). */
final class Graph {
  private Graph() {}

  /** What looks at the banks while a network runs, and may put others in their places. */
  interface Watch {
    /** Nothing. */
    Watch NONE = (block, done, banks) -> {};

    /**
     * Called in each block before every op, and at the end.
     *
     * @param done ops of the block that have run
     * @param banks those that are filled
     */
    void at(int block, int done, List<NDArray> banks);
  }

  /**
   * Runs a network.
   *
   * @param x inputs, (n, channels, h, w), or (n, channels, d, h, w) for voxels
   * @return logits, (n, classes)
   */
  static NDArray forward(Architecture a, NDArray x, Layers layers) {
    return fromStem(a, layers.stem(x), layers);
  }

  /**
   * Runs a network from the output of its stem on, (n, c, h, w), c being the first block's input.
   */
  static NDArray fromStem(Architecture a, NDArray stem, Layers layers) {
    return fromStem(a, stem, layers, Watch.NONE);
  }

  static NDArray fromStem(Architecture a, NDArray stem, Layers layers, Watch watch) {
    List<OpSite> sites = a.sites();
    NDArray flow = stem;
    for (int b = 0; b < a.blocks().size(); b++) {
      int index = b;
      flow = b == 0 ? stem : layers.transition(b, flow);
      List<OpSite> own = sites.stream().filter(s -> s.block() == index).toList();
      flow = block(a.blocks().get(b), own, flow, layers, watch);
    }
    return layers.output(flow);
  }

  /** One block: its input fills the first banks, its output is all banks. */
  static NDArray block(Block block, List<OpSite> ops, NDArray input, Layers layers, Watch watch) {
    List<NDArray> banks = new ArrayList<>(pieces(input, block.bankChannels()));
    for (OpSite site : ops) {
      watch.at(site.block(), site.index(), banks);
      Op op = site.op();
      List<NDArray> pieces = pieces(site, op.read().stream().map(banks::get).toList(), layers);
      for (int j = 0; j < op.write().size(); j++) {
        int bank = op.write().get(j);
        NDArray part = pieces.get(j % pieces.size());
        if (bank == banks.size()) {
          banks.add(part);
        } else {
          banks.set(bank, banks.get(bank).add(part));
        }
      }
    }
    watch.at(ops.get(0).block(), ops.size(), banks);
    return concat(banks);
  }

  /** An op's output in bank-sized pieces. */
  static List<NDArray> pieces(OpSite site, List<NDArray> read, Layers layers) {
    return pieces(op(site, read, layers), site.home().bankChannels());
  }

  /** An op's output; what else it makes is freed, but for what a gradient needs. */
  private static NDArray op(OpSite site, List<NDArray> read, Layers layers) {
    NDArray out;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      out = op(site, concat(read), layers);
      NDScope.unregister(out);
    }
    NDScope.register(out);
    return out;
  }

  /** The 1x1 convolution, then up to two paths of up to two convolutions, joined (Fig. 2a). */
  private static NDArray op(OpSite site, NDArray read, Layers layers) {
    List<Boolean> active = site.op().pattern().active();
    NDArray h = layers.pointwise(site, read);
    NDArray first = layers.conv(site, 0, h);
    if (active.get(1)) {
      first = layers.conv(site, 1, first);
    }
    if (!active.get(2)) {
      return first;
    }
    NDArray second = layers.conv(site, 2, h);
    if (active.get(3)) {
      second = layers.conv(site, 3, second);
    }
    return site.op().gated() ? Nonlinearity.gate(first, second) : first.add(second);
  }

  /**
   * All stretches of so many channels: cut at once, because the gradients of single slices would
   * each be as large as the whole.
   */
  private static List<NDArray> pieces(NDArray x, int channels) {
    long pieces = x.getShape().get(1) / channels;
    return pieces == 1 ? List.of(x) : x.split(pieces, 1);
  }

  private static NDArray concat(List<NDArray> parts) {
    return parts.size() == 1 ? parts.get(0) : NDArrays.concat(new NDList(parts), 1);
  }
}
