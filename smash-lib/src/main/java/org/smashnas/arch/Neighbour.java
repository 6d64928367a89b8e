package org.smashnas.arch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * An architecture that differs from another in one element of one op.
 *
 * @param architecture with that element changed
 * @param site the changed op's place among all ops, from 0
 * @param element what was changed, by the name of the encoding's field: "read", "write", "units",
 *     "active", "kernel", "dilation", "groups", "activation", "gate", "writing" or "pool"
 * @param conv the convolution whose kernel, dilation or groups were changed, 0 to 3; otherwise -1
 */
public record Neighbour(Architecture architecture, int site, String element, int conv) {

  /**
   * All valid neighbours of an architecture within its blocks' budgets.
   *
   * <p>A read or a written bank is added, dropped or exchanged for another; where ops read several
   * banks at a time, as many are added or dropped. More units than the op writes banks for write
   * the first banks that are free as well. A new convolution is as the op's first one. A new kernel
   * lowers a dilation that would span too many cells. Bank sizes and the number of ops stay.
   */
  public static List<Neighbour> of(Architecture architecture) {
    return new NeighbourList(architecture).all();
  }

  /**
   * Draws one: first the element, each as likely as any other, then one of its values.
   *
   * @param all at least one
   */
  public static Neighbour draw(List<Neighbour> all, SplittableRandom random) {
    List<List<Object>> elements = all.stream().map(Neighbour::key).distinct().toList();
    List<Object> chosen = Sampler.pick(elements, random);
    return Sampler.pick(all.stream().filter(n -> n.key().equals(chosen)).toList(), random);
  }

  /**
   * Several changes at once, each of another element.
   *
   * @param from the architecture whose neighbours they are
   * @return nothing where one change takes away what another one needs, such as a bank to read, or
   *     where all are too much for a budget
   */
  public static Optional<Architecture> together(Architecture from, List<Neighbour> changes) {
    return together(from, changes, from);
  }

  /**
   * The same changes of an architecture that has moved on.
   *
   * @param onto with as many ops a block and banks as large as {@code from}; what the changes do
   *     not touch is taken from it
   */
  public static Optional<Architecture> together(
      Architecture from, List<Neighbour> changes, Architecture onto) {
    Map<Integer, OpMerge> merged = new HashMap<>();
    Set<List<Object>> keys = new HashSet<>();
    for (Neighbour n : changes) {
      if (!keys.add(n.key())) {
        throw new IllegalArgumentException(
            "two changes are of element \"%s\" of op %d; give one of each element"
                .formatted(n.element, n.site));
      }
      OpSite before = from.sites().get(n.site);
      merged
          .computeIfAbsent(n.site, s -> new OpMerge(before, onto.sites().get(s).op()))
          .add(n.architecture.sites().get(n.site).op());
    }
    Map<Integer, Op> ops = new HashMap<>();
    for (Map.Entry<Integer, OpMerge> entry : merged.entrySet()) {
      Optional<Op> op = entry.getValue().op();
      if (op.isEmpty()) {
        return Optional.empty();
      }
      ops.put(entry.getKey(), op.get());
    }
    return NeighbourList.changed(onto, ops);
  }

  /** Whether both change the same element of the same op. */
  public boolean sameElement(Neighbour other) {
    return key().equals(other.key());
  }

  private List<Object> key() {
    return List.of(site, element, conv);
  }

  /** For example "dilation of op 3, convolution 0 changed: architecture 3f2a: ...". */
  @Override
  public String toString() {
    String where = conv < 0 ? "" : ", convolution " + conv;
    return "%s of op %d%s changed: %s".formatted(element, site, where, architecture);
  }

  /** Takes over from changed ops, one after the other, what each has otherwise than the op had. */
  private static final class OpMerge {
    private final SearchSpace space;
    private final int size;
    private final Op before;
    private final List<Conv> convs;
    private List<Integer> read;
    private List<Integer> write;
    private int units;
    private Activation activation;
    private boolean gated;
    private Write writing;
    private Pool pool;

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
      writing = start.writing();
      pool = start.pool();
    }

    void add(Op changed) {
      read = other(before.read(), changed.read(), read);
      write = other(before.write(), changed.write(), write);
      units = other(before.units(), changed.units(), units);
      activation = other(before.activation(), changed.activation(), activation);
      gated = other(before.gated(), changed.gated(), gated);
      writing = other(before.writing(), changed.writing(), writing);
      pool = other(before.pool(), changed.pool(), pool);
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
        return Optional.of(
            new Op(read, write, units, bottleneck, convs, activation, gated, writing, pool));
      } catch (IllegalArgumentException e) {
        // What is allowed is said in one place: where ops are made.
        return Optional.empty();
      }
    }
  }
}
