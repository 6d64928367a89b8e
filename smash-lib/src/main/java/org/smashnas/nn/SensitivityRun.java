package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Block;
import org.smashnas.arch.Op;
import org.smashnas.arch.OpSite;
import org.smashnas.encoding.Embedding;

/**
 * One computation of a {@link Sensitivity}.
 *
 * <p>To every bank, before every op and at the block's end, a probe of zeros is added whose
 * gradient is the loss's with respect to that bank at that time. With it the effect of whatever
 * else an op might add to the banks is one forward pass of that op away.
 */
final class SensitivityRun {
  private final SmashNet net;
  private final Architecture a;
  private final NDManager manager;
  private final Map<List<Integer>, List<NDArray>> banks = new HashMap<>();
  private final Map<List<Integer>, List<NDArray>> probes = new HashMap<>();
  private final Map<Integer, Double> present = new HashMap<>();
  private NDArray w;

  private SensitivityRun(SmashNet net, Architecture a, NDManager manager) {
    this.net = net;
    this.a = a;
    this.manager = manager;
  }

  /** See {@link SmashNet#sensitivity}. */
  static Sensitivity of(
      SmashNet net,
      Architecture a,
      Embedding code,
      NDArray stem,
      NDArray labels,
      List<OpChange> changes) {
    GradientMode.off();
    try (NDManager manager = net.parameters().manager().newSubManager();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return new SensitivityRun(net, a, manager).run(code, stem, labels, changes);
    }
  }

  private Sensitivity run(Embedding code, NDArray stem, NDArray labels, List<OpChange> changes) {
    NDArray c = code.toArray(manager, net.parameters().type());
    c.setRequiresGradient(true);
    double loss;
    try (Gradients gradients = Gradients.record()) {
      w = net.generate(c);
      NDArray logits = forward(SmashNet.own(a, stem));
      NDArray mean = Loss.crossEntropy(logits, labels);
      loss = asDouble(mean);
      if (!Double.isFinite(loss)) {
        throw new IllegalStateException(
            "the loss of architecture %s is %s and has no gradient; train again with a lower learningRate"
                .formatted(a.id(), loss));
      }
      gradients.backward(mean);
    } finally {
      // No optimiser is going to, and the next step of training would add its own to these.
      Updates.clear(
          net.parameters().trained().values().stream().map(NDArray::getGradient).toList());
    }
    double[] gradient = c.getGradient().toType(DataType.FLOAT64, false).toDoubleArray();
    return new Sensitivity(loss, gradient, changes.stream().map(this::change).toList());
  }

  /** Logits, (n, classes), with a probe at every bank at every time. */
  private NDArray forward(NDArray stem) {
    Shape shape = stem.getShape();
    List<List<Integer>> times = new ArrayList<>();
    List<NDArray> zeros = new ArrayList<>();
    for (int b = 0; b < a.blocks().size(); b++) {
      Block block = a.blocks().get(b);
      int filled = block.inputBanks();
      for (int done = 0; done <= block.ops().size(); done++) {
        List<NDArray> own = new ArrayList<>();
        for (int bank = 0; bank < filled; bank++) {
          own.add(probe(shape, block.bankChannels(), b));
        }
        times.add(List.of(b, done));
        probes.put(List.of(b, done), own);
        zeros.addAll(own);
        List<Integer> write = done < block.ops().size() ? block.ops().get(done).write() : List.of();
        filled = Math.max(filled, 1 + write.stream().mapToInt(i -> i).max().orElse(0));
      }
    }
    List<NDArray> seen = new Graph(net.layers(a, w)).fromStem(a).run(stem, zeros);
    int at = 1;
    for (List<Integer> time : times) {
      int count = probes.get(time).size();
      banks.put(time, seen.subList(at, at + count));
      at += count;
    }
    return seen.get(0);
  }

  private NDArray probe(Shape stem, int channels, int block) {
    long[] shape = stem.getShape().clone();
    shape[1] = channels;
    for (int axis = 2; axis < shape.length; axis++) {
      shape[axis] >>= block;
    }
    NDArray probe = manager.zeros(new Shape(shape), net.parameters().type());
    probe.setRequiresGradient(true);
    return probe;
  }

  private double change(OpChange change) {
    OpSite site = change.site();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      double now =
          present.computeIfAbsent(site.column(), column -> added(new OpChange(site, site.op())));
      return added(change) - now;
    }
  }

  /** The sum over the banks of the loss's gradient times what an op makes of them more or less. */
  private double added(OpChange change) {
    OpSite site = change.site();
    List<NDArray> pieces = pieces(change);
    Op op = change.op();
    double sum = 0;
    for (int k = 0; k < op.write().size(); k++) {
      NDArray gradient = gradient(site, op.write().get(k));
      if (gradient != null) {
        NDArray piece = net.precision().leave(pieces.get(k % pieces.size()));
        sum += asDouble(written(site, op, k, piece).mul(gradient).sum());
      }
    }
    return sum;
  }

  /** A bank after an op's piece is written to it, less the bank before. */
  private NDArray written(OpSite site, Op op, int k, NDArray piece) {
    List<NDArray> all = banks.get(List.of(site.block(), site.index()));
    int bank = op.write().get(k);
    if (bank >= all.size()) {
      return piece;
    }
    NDArray before = net.precision().leave(all.get(bank));
    return switch (op.writing()) {
      case ADD -> piece;
      case OVERWRITE -> piece.sub(before);
      // before x (sigmoid(piece) - 1)
      case MULTIPLY -> before.div(piece.exp().add(1)).neg();
    };
  }

  /** What a changed op gives with the weights that the op has now. */
  private List<NDArray> pieces(OpChange change) {
    OpSite site = change.site();
    Op op = change.op();
    Map<Integer, Integer> slots = slots(site.op(), op);
    List<Integer> read = op.read().stream().filter(slots::containsKey).toList();
    OpSite own =
        new OpSite(site.space(), site.block(), site.index(), site.home(), op.withRead(read), 0);
    NDArray weights = columns(site, read.stream().map(slots::get).toList());
    NDArray out = new Graph(net.layers(a, List.of(own), weights)).op(own).run(before(own));
    long pieces = out.getShape().get(1) / site.home().bankChannels();
    return pieces == 1 ? List.of(out) : out.split(pieces, 1);
  }

  /**
   * What an op reads, (n, c, h, w); what nothing has filled yet is zeros, as if nothing added to
   * it.
   */
  private NDArray before(OpSite site) {
    List<NDArray> all = banks.get(List.of(site.block(), site.index()));
    NDList read = new NDList();
    for (int bank : site.op().read()) {
      read.add(bank < all.size() ? all.get(bank) : zeros(all.get(0)));
    }
    return read.size() == 1 ? read.get(0) : NDArrays.concat(read, 1);
  }

  /** DJL's own zerosLike ends the process on a bfloat16 array. */
  private NDArray zeros(NDArray like) {
    return net.precision().enter(manager.zeros(like.getShape(), net.parameters().type()));
  }

  /**
   * Which of the op's generated stretches of columns a changed op reads each bank with: its own
   * where the op reads it now; one of a bank that it no longer reads where it does not. Where there
   * is none the bank's weights are not known, and it counts as if it were not read.
   */
  private static Map<Integer, Integer> slots(Op now, Op changed) {
    Map<Integer, Integer> slots = new HashMap<>();
    Iterator<Integer> free =
        now.read().stream().filter(bank -> !changed.read().contains(bank)).iterator();
    for (int bank : changed.read()) {
      if (now.read().contains(bank)) {
        slots.put(bank, now.read().indexOf(bank));
      } else if (free.hasNext()) {
        slots.put(bank, now.read().indexOf(free.next()));
      }
    }
    return slots;
  }

  /** The generated columns of some of the banks that an op reads: (B N_max, channels). */
  private NDArray columns(OpSite site, List<Integer> slots) {
    int size = site.home().bankChannels();
    NDList parts = new NDList();
    for (int slot : slots) {
      long from = site.firstChannel() + (long) slot * size;
      parts.add(w.get(new NDIndex().addAllDim().addSliceDim(from, from + size)));
    }
    return NDArrays.concat(parts, 1);
  }

  /**
   * The gradient with respect to a bank just after an op. A bank that is filled later only passes
   * on what it would get now; one that the network does not have has none: null.
   */
  private NDArray gradient(OpSite site, int bank) {
    int ops = site.home().ops().size();
    for (int done = site.index() + 1; done <= ops; done++) {
      List<NDArray> filled = probes.get(List.of(site.block(), done));
      if (bank < filled.size()) {
        return filled.get(bank).getGradient();
      }
    }
    return null;
  }

  private static double asDouble(NDArray value) {
    return value.toType(DataType.FLOAT64, false).getDouble();
  }
}
