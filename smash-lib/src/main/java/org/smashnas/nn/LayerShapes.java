package org.smashnas.nn;

import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Conv;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.SearchSpace;

/** Shapes of the weights that an architecture's layers have: (out, in / groups, kernel sizes). */
final class LayerShapes {
  private LayerShapes() {}

  static Shape stem(Architecture a) {
    return of(
        a.blocks().get(0).inputChannels(),
        a.space().inputChannels(),
        Collections.nCopies(a.space().dims(), 3));
  }

  /** The 1x1 convolution into a block, which is 1 or 2. */
  static Shape transition(Architecture a, int block) {
    return of(
        a.blocks().get(block).inputChannels(),
        a.blocks().get(block - 1).outputChannels(),
        Collections.nCopies(a.space().dims(), 1));
  }

  static Shape pointwise(OpSite site) {
    List<Integer> kernel = Collections.nCopies(site.space().dims(), 1);
    return of(site.op().bottleneck(), site.readChannels(), kernel);
  }

  /** Convolution {@code i} of an op's four. */
  static Shape conv(OpSite site, int i) {
    Conv conv = site.op().convs().get(i);
    return of(site.op().units(), site.op().convInputs(i) / conv.groups(), conv.kernel());
  }

  /** (classes, features). */
  static Shape output(Architecture a) {
    return new Shape(a.space().classes(), a.blocks().get(SearchSpace.BLOCKS - 1).outputChannels());
  }

  private static Shape of(int out, int in, List<Integer> kernel) {
    LongStream channels = LongStream.of(out, in);
    return new Shape(LongStream.concat(channels, kernel.stream().mapToLong(k -> k)).toArray());
  }
}
