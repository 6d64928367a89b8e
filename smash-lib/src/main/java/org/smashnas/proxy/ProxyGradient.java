package org.smashnas.proxy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Cost;
import org.smashnas.arch.OpSite;
import org.smashnas.encoding.Embedding;
import org.smashnas.encoding.Encoding;
import org.smashnas.nn.OpChange;
import org.smashnas.nn.Sensitivity;
import org.smashnas.search.SmashScorer;

/**
 * Predicts from one gradient what changing an architecture would do to its loss on the validation
 * examples (paper, section 4.2).
 *
 * <p>The code's share is dE/dc times the change of the code. The graph's share is that of mixing a
 * changed op with the op as it is, and needs one forward pass of the changed op.
 */
public final class ProxyGradient {
  /** A backward pass costs two forward passes. */
  private static final double PASSES = 3;

  private final Encoding encoding;
  private final SmashScorer scorer;
  private final List<Integer> parts;
  private double spent;

  /**
   * A gradient over some of the validation batches.
   *
   * @param encoding the network's own
   * @param scorer whose parts are those batches
   * @param parts which of them to average over, at least one
   */
  public ProxyGradient(Encoding encoding, SmashScorer scorer, List<Integer> parts) {
    this.encoding = encoding;
    this.scorer = scorer;
    this.parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(
          "the gradient is averaged over no part; give at least one of 0 to "
              + (scorer.parts() - 1));
    }
  }

  /**
   * A gradient over so many random ones of the validation batches.
   *
   * @param count how many; more than there are stands for all
   */
  public static ProxyGradient of(Encoding encoding, SmashScorer scorer, int count, long seed) {
    List<Integer> all = new ArrayList<>(IntStream.range(0, scorer.parts()).boxed().toList());
    Collections.shuffle(all, new Random(seed));
    return new ProxyGradient(encoding, scorer, all.subList(0, Math.min(count, all.size())));
  }

  /**
   * What was spent so far, in forward passes over all validation examples: 3 a gradient, and for
   * the graph's share what each changed op takes of a network's multiply-adds, all times the share
   * of the examples in use.
   */
  public double spent() {
    return spent;
  }

  /** Whether {@link #predict} can say anything: same ops a block, banks as large. */
  public static boolean comparable(Architecture a, Architecture b) {
    for (int i = 0; i < a.blocks().size(); i++) {
      if (a.blocks().get(i).ops().size() != b.blocks().get(i).ops().size()
          || a.blocks().get(i).bankChannels() != b.blocks().get(i).bankChannels()) {
        return false;
      }
    }
    return a.space().equals(b.space());
  }

  /**
   * The change of the loss from an architecture to each of some others.
   *
   * @param graph whether to compute the graph's share, which is 0 otherwise
   * @throws IllegalArgumentException if another one is not {@link #comparable}
   */
  public List<Prediction> predict(Architecture a, List<Architecture> others, boolean graph) {
    check(a, others);
    Map<OpChange, Integer> changes = new LinkedHashMap<>();
    List<List<Integer>> used = new ArrayList<>();
    for (Architecture other : others) {
      used.add(graph ? changes(a, other, changes) : List.of());
    }
    List<CodeShift> shifts = others.stream().map(b -> new CodeShift(encoding, a, b)).toList();
    double[] code = new double[others.size()];
    double[] mixed = new double[others.size()];
    List<OpChange> all = List.copyOf(changes.keySet());
    double whole = parts.stream().mapToDouble(scorer::share).sum();
    for (int part : parts) {
      Sensitivity s = scorer.sensitivity(a, encoding.encode(a), all, part);
      double weight = scorer.share(part) / whole;
      for (int i = 0; i < code.length; i++) {
        code[i] += weight * shifts.get(i).along(s.code());
        mixed[i] += weight * used.get(i).stream().mapToDouble(s.changes()::get).sum();
      }
    }
    spend(a, all, whole);
    return IntStream.range(0, code.length)
        .mapToObj(i -> new Prediction(code[i], mixed[i]))
        .toList();
  }

  private static void check(Architecture a, List<Architecture> others) {
    for (Architecture other : others) {
      if (!comparable(a, other)) {
        throw new IllegalArgumentException(
            "%s and %s have not as many ops a block with banks as large; no gradient leads from one to the other"
                .formatted(a, other));
      }
    }
  }

  /**
   * Where steps of gradient descent on the code lead, the graph held still.
   *
   * @param steps each costs a gradient
   * @param length Euclidean length of each
   * @return C x R x L values, row-major, relative to the architecture's own code
   */
  double[] descend(Architecture a, int steps, double length) {
    Embedding own = encoding.encode(a);
    double[] moved = new double[own.values().length];
    double whole = parts.stream().mapToDouble(scorer::share).sum();
    for (int step = 0; step < steps; step++) {
      float[] values = own.values();
      for (int i = 0; i < moved.length; i++) {
        values[i] += (float) moved[i];
      }
      Embedding here = new Embedding(own.channels(), own.rows(), own.columns(), values);
      double[] gradient = new double[moved.length];
      for (int part : parts) {
        double[] one = scorer.sensitivity(a, here, List.of(), part).code();
        double weight = scorer.share(part) / whole;
        Arrays.setAll(gradient, i -> gradient[i] + weight * one[i]);
      }
      double norm = Math.sqrt(Arrays.stream(gradient).map(g -> g * g).sum());
      Arrays.setAll(moved, i -> moved[i] - (norm > 0 ? length * gradient[i] / norm : 0));
      spent += whole * PASSES;
    }
    return moved;
  }

  /** How far the codes of other architectures are from a point: squares, less one for all. */
  List<Double> distances(Architecture a, List<Architecture> others, double[] point) {
    return others.stream()
        .map(b -> new CodeShift(encoding, a, b).squaredDistanceTo(point))
        .toList();
  }

  private static List<Integer> changes(
      Architecture a, Architecture b, Map<OpChange, Integer> known) {
    List<OpSite> before = a.sites();
    List<OpSite> after = b.sites();
    List<Integer> own = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      if (!before.get(i).op().equals(after.get(i).op())) {
        OpChange change = new OpChange(before.get(i), after.get(i).op());
        own.add(known.computeIfAbsent(change, c -> known.size()));
      }
    }
    return own;
  }

  private void spend(Architecture a, List<OpChange> changes, double share) {
    double network = a.sites().stream().mapToLong(Cost::multiplyAdds).sum();
    // Each op that is changed at all runs once more as it is.
    double ops =
        changes.stream().map(OpChange::site).distinct().mapToLong(Cost::multiplyAdds).sum();
    for (OpChange c : changes) {
      OpSite s = c.site();
      ops +=
          Cost.multiplyAdds(
              new OpSite(s.space(), s.block(), s.index(), s.home(), c.op(), s.column()));
    }
    spent += share * (PASSES + ops / network);
  }
}
