package org.smashnas.arch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Makes the neighbours of one architecture: {@link Neighbour#of}. */
final class NeighbourList {
  private final Architecture from;
  private final SearchSpace space;
  private final List<Neighbour> found = new ArrayList<>();
  private final Set<Architecture> known = new HashSet<>();
  private OpSite site;
  private int place;

  NeighbourList(Architecture from) {
    this.from = from;
    space = from.space();
  }

  List<Neighbour> all() {
    List<OpSite> sites = from.sites();
    for (place = 0; place < sites.size(); place++) {
      site = sites.get(place);
      Op op = site.op();
      int filled = filledBefore();
      reads(op, filled);
      writes(op, Math.min(filled + 1, space.bankLimit(site.block(), size())));
      units(op);
      space.patterns().forEach(p -> offer("active", -1, pattern(op, p)));
      for (int i = 0; i < 4; i++) {
        if (op.convs().get(i).active()) {
          convs(op, i);
        }
      }
      space.activations().forEach(a -> offer("activation", -1, op.withActivation(a)));
      if (space.gates() && op.pattern().twoPaths()) {
        offer("gate", -1, op.withGated(!op.gated()));
      }
      space.writes().forEach(w -> offer("writing", -1, op.withWriting(w)));
      space.pools().forEach(p -> offer("pool", -1, op.withPool(p)));
    }
    return List.copyOf(found);
  }

  private int size() {
    return site.home().bankChannels();
  }

  private int filledBefore() {
    return site.home().ops().subList(0, site.index()).stream()
        .mapToInt(op -> 1 + op.write().get(op.write().size() - 1))
        .reduce(site.home().inputBanks(), Math::max);
  }

  private void reads(Op op, int filled) {
    int step = space.readStep(size());
    List<Integer> in = op.read();
    List<Integer> out = others(in, filled);
    for (List<Integer> some : runs(out, step)) {
      offer("read", -1, read(op, changed(in, List.of(), some)));
    }
    for (List<Integer> some : runs(in, step)) {
      if (in.size() > step) {
        offer("read", -1, read(op, changed(in, some, List.of())));
      }
    }
    for (int drop : in) {
      for (int add : out) {
        offer("read", -1, read(op, changed(in, List.of(drop), List.of(add))));
      }
    }
  }

  private void writes(Op op, int banks) {
    List<Integer> in = op.write();
    List<Integer> out = others(in, banks);
    for (int add : out) {
      offer("write", -1, op.withWrite(changed(in, List.of(), List.of(add))));
      for (int drop : in) {
        offer("write", -1, op.withWrite(changed(in, List.of(drop), List.of(add))));
      }
    }
    for (int drop : in) {
      if (in.size() > op.units() / size()) {
        offer("write", -1, op.withWrite(changed(in, List.of(drop), List.of())));
      }
    }
  }

  private void units(Op op) {
    for (int units = size(); units <= space.maxUnits(); units += size()) {
      List<Integer> write = new ArrayList<>(op.write());
      for (int bank = 0; write.size() < units / size(); bank++) {
        if (!write.contains(bank)) {
          write.add(bank);
        }
      }
      List<Integer> ascending = write.stream().sorted().toList();
      offer("units", -1, sized(op, op.read(), ascending, units));
    }
  }

  private void convs(Op op, int i) {
    Conv conv = op.convs().get(i);
    space.groups().forEach(g -> offer("groups", i, conv(op, i, conv.kernel(), conv.dilation(), g)));
    for (int axis = 0; axis < space.dims(); axis++) {
      for (int k : space.kernels()) {
        List<Integer> kernel = with(conv.kernel(), axis, k);
        offer("kernel", i, conv(op, i, kernel, lowered(conv.dilation(), kernel), conv.groups()));
      }
      for (int d = 1; d <= space.maxDilation(conv.kernel().get(axis)); d++) {
        int value = d;
        List<Integer> dilation =
            space.isotropic()
                ? conv.dilation().stream().map(old -> value).toList()
                : with(conv.dilation(), axis, d);
        offer("dilation", i, conv(op, i, conv.kernel(), dilation, conv.groups()));
      }
    }
  }

  private List<Integer> lowered(List<Integer> dilation, List<Integer> kernel) {
    List<Integer> most = kernel.stream().map(space::maxDilation).toList();
    int all = most.stream().mapToInt(m -> m).min().orElseThrow();
    return IntStream.range(0, kernel.size())
        .mapToObj(a -> Math.min(dilation.get(a), space.isotropic() ? all : most.get(a)))
        .toList();
  }

  /** Takes a changed op if there is such an architecture in the space. */
  private void offer(String element, int conv, Op op) {
    if (!op.equals(site.op())) {
      changed(from, Map.of(place, op))
          .filter(known::add)
          .ifPresent(a -> found.add(new Neighbour(a, place, element, conv)));
    }
  }

  /** An architecture with other ops at some places, if the space and its budgets allow it. */
  static Optional<Architecture> changed(Architecture from, Map<Integer, Op> ops) {
    SearchSpace space = from.space();
    List<Block> blocks = new ArrayList<>();
    int place = 0;
    for (int b = 0; b < from.blocks().size(); b++) {
      Block home = from.blocks().get(b);
      List<Op> own = new ArrayList<>();
      for (Op op : home.ops()) {
        own.add(ops.getOrDefault(place++, op));
      }
      int reads = own.stream().mapToInt(home::readChannels).sum();
      // A block whose only op is dearer than its budget may go on as it is.
      int now = home.ops().stream().mapToInt(home::readChannels).sum();
      int banks =
          own.stream()
              .mapToInt(o -> 1 + o.write().get(o.write().size() - 1))
              .reduce(home.inputBanks(), Math::max);
      if (reads > Math.max(space.budgets().get(b), now)) {
        return Optional.empty();
      }
      try {
        blocks.add(new Block(home.bankChannels(), home.inputBanks(), banks, own));
      } catch (IllegalArgumentException e) {
        // What is allowed is said in one place: where blocks and architectures are made.
        return Optional.empty();
      }
    }
    try {
      return Optional.of(new Architecture(space, blocks))
          .filter(a -> a.parameters() <= space.maxParameters());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Op read(Op op, List<Integer> banks) {
    return sized(op, banks, op.write(), op.units());
  }

  private Op sized(Op op, List<Integer> read, List<Integer> write, int units) {
    int bottleneck = space.bottleneckFor(read.size() * size(), units);
    return op.with(b -> b.read(read).write(write).units(units).bottleneck(bottleneck));
  }

  private Op pattern(Op op, Pattern pattern) {
    List<Conv> convs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Conv own = op.convs().get(i);
      boolean active = pattern.active().get(i);
      Conv first = op.convs().get(0);
      convs.add(active ? (own.active() ? own : first) : Conv.inactive(space.dims()));
    }
    return op.with(b -> b.convs(convs).gated(op.gated() && pattern.twoPaths()));
  }

  private static Op conv(Op op, int i, List<Integer> kernel, List<Integer> dilation, int groups) {
    List<Conv> convs = new ArrayList<>(op.convs());
    convs.set(i, new Conv(true, kernel, dilation, groups));
    return op.withConvs(convs);
  }

  private static List<Integer> with(List<Integer> values, int at, int value) {
    List<Integer> changed = new ArrayList<>(values);
    changed.set(at, value);
    return List.copyOf(changed);
  }

  private static List<Integer> others(List<Integer> in, int below) {
    return IntStream.range(0, below).filter(b -> !in.contains(b)).boxed().toList();
  }

  private static List<Integer> changed(List<Integer> in, List<Integer> drop, List<Integer> add) {
    TreeSet<Integer> banks = new TreeSet<>(in);
    drop.forEach(banks::remove);
    banks.addAll(add);
    return List.copyOf(banks);
  }

  /** All stretches of so many neighbours in a list. */
  private static List<List<Integer>> runs(List<Integer> list, int length) {
    return IntStream.rangeClosed(0, list.size() - length)
        .mapToObj(i -> list.subList(i, i + length))
        .toList();
  }
}
