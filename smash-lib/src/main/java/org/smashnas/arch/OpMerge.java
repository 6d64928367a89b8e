package org.smashnas.arch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes over from changed ops, one after the other, what each has otherwise than the op had. */
final class OpMerge {
  private final SearchSpace space;
  private final int size;
  private final Op before;
  private final List<Conv> convs;
  private List<Integer> read;
  private List<Integer> write;
  private int units;
  private Activation activation;
  private boolean gated;

  /**
   * @param site the op that the changed ones were made from
   * @param start what to begin with: that op itself, or one that has changed since
   */
  OpMerge(OpSite site, Op start) {
    space = site.space();
    size = site.home().bankChannels();
    before = site.op();
    convs = new ArrayList<>(start.convs());
    read = start.read();
    write = start.write();
    units = start.units();
    activation = start.activation();
    gated = start.gated();
  }

  void add(Op changed) {
    read = other(before.read(), changed.read(), read);
    write = other(before.write(), changed.write(), write);
    units = other(before.units(), changed.units(), units);
    activation = other(before.activation(), changed.activation(), activation);
    gated = other(before.gated(), changed.gated(), gated);
    for (int i = 0; i < convs.size(); i++) {
      Conv old = before.convs().get(i);
      Conv now = changed.convs().get(i);
      if (old.active() != now.active()) {
        convs.set(i, now);
      } else if (convs.get(i).active() && !now.equals(old)) {
        Conv c = convs.get(i);
        convs.set(
            i,
            new Conv(
                true,
                other(old.kernel(), now.kernel(), c.kernel()),
                other(old.dilation(), now.dilation(), c.dilation()),
                other(old.groups(), now.groups(), c.groups())));
      }
    }
  }

  private static <T> T other(T before, T changed, T present) {
    return changed.equals(before) ? present : changed;
  }

  /** The op, if there can be such a one. */
  Optional<Op> op() {
    int bottleneck = space.bottleneckFor(read.size() * size, units);
    try {
      return Optional.of(new Op(read, write, units, bottleneck, convs, activation, gated));
    } catch (IllegalArgumentException e) {
      // What is allowed is said in one place: where ops are made.
      return Optional.empty();
    }
  }
}
