package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.List;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Block;
import org.smashnas.arch.Op;
import org.smashnas.arch.OpSite;

/** The memory-bank network of an architecture (paper, section 3.1, Fig. 1 and 2). */
final class Graph {
  private Graph() {}

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
    List<OpSite> sites = a.sites();
    NDArray flow = stem;
    for (int b = 0; b < a.blocks().size(); b++) {
      int index = b;
      flow = b == 0 ? stem : layers.transition(b, flow);
      List<OpSite> own = sites.stream().filter(s -> s.block() == index).toList();
      flow = block(a.blocks().get(b), own, flow, layers);
    }
    return layers.output(flow);
  }

  /** One block: its input fills the first banks, its output is all banks. */
  static NDArray block(Block block, List<OpSite> ops, NDArray input, Layers layers) {
    List<NDArray> banks = new ArrayList<>();
    for (int i = 0; i < block.inputBanks(); i++) {
      banks.add(piece(input, i, block.bankChannels()));
    }
    for (OpSite site : ops) {
      Op op = site.op();
      NDArray out = op(site, concat(op.read().stream().map(banks::get).toList()), layers);
      int pieces = op.units() / block.bankChannels();
      for (int j = 0; j < op.write().size(); j++) {
        int bank = op.write().get(j);
        NDArray part = piece(out, j % pieces, block.bankChannels());
        if (bank == banks.size()) {
          banks.add(part);
        } else {
          banks.set(bank, banks.get(bank).add(part));
        }
      }
    }
    return concat(banks);
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

  /** The {@code index}-th of the stretches of so many channels. */
  static NDArray piece(NDArray x, int index, int channels) {
    if (x.getShape().get(1) == channels) {
      return x;
    }
    long from = (long) index * channels;
    return x.get(new NDIndex().addAllDim().addSliceDim(from, from + channels));
  }

  private static NDArray concat(List<NDArray> parts) {
    return parts.size() == 1 ? parts.get(0) : NDArrays.concat(new NDList(parts), 1);
  }
}
