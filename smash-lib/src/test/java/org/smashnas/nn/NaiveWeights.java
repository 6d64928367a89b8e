package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Block;
import org.smashnas.arch.Conv;
import org.smashnas.arch.Op;
import org.smashnas.arch.SearchSpace;

/**
 * The weights that an architecture has in a SMASH network, cut out of the raw ones in plain loops
 * and named as in a resulting network (paper, section 3.1 and appendix B).
 */
final class NaiveWeights {
  private final Architecture a;
  private final SearchSpace space;
  private final Naive generated;
  private final Map<String, NDArray> raw;
  private final Map<String, Naive> weights = new HashMap<>();

  private NaiveWeights(SmashNet net, Architecture a) {
    this.a = a;
    space = a.space();
    generated = Naive.of(net.generate(a));
    raw = net.parameters().trained();
  }

  static Map<String, Naive> of(SmashNet net, Architecture a) {
    NaiveWeights cut = new NaiveWeights(net, a);
    cut.cut();
    return cut.weights;
  }

  private void cut() {
    List<Integer> ones = Collections.nCopies(space.dims(), 1);
    List<Integer> threes = Collections.nCopies(space.dims(), 3);
    int in = space.inputChannels();
    int column = 0;
    for (int b = 0; b < 3; b++) {
      Block block = a.blocks().get(b);
      int width = block.inputBanks() * block.bankChannels();
      if (b == 0) {
        weights.put("stem.weight", raw("stem.weight").sliced(width, in, threes));
      } else {
        String name = "transitions." + (b - 1);
        weights.put(name + ".weight", raw(name + ".weight").sliced(width, in, ones));
        norm(name, "norms." + (b - 1), in);
      }
      for (int i = 0; i < block.ops().size(); i++) {
        Op op = block.ops().get(i);
        int read = op.read().size() * block.bankChannels();
        String name = "blocks." + b + ".ops." + i;
        Naive filter = generated.part(column, column + read);
        weights.put(
            name + ".pointwise.weight", filter.sliced(op.bottleneck(), read, ones).normalised());
        column += read;
        for (int c = 0; c < 4; c++) {
          conv(name + ".conv." + c, b, c, op);
        }
        if (!raw.containsKey("blocks." + b + ".conv.0.weight")) {
          weights.put(name + ".conv.0.weight", written(filter, op));
        }
      }
      in = block.banks() * block.bankChannels();
    }
    norm("output", "norms.2", in);
    weights.put("output.weight", raw("output.weight").sliced(space.classes(), in, ones));
    weights.put("output.bias", raw("output.bias"));
  }

  private void conv(String name, int block, int i, Op op) {
    Conv conv = op.convs().get(i);
    if (!conv.active()) {
      return;
    }
    int in = i == 0 || i == 2 ? op.bottleneck() : op.units();
    String of = "blocks." + block + ".conv." + i + ".weight";
    if (raw.containsKey(of)) {
      Naive all = raw(of);
      weights.put(name + ".weight", all.sliced(op.units(), in / conv.groups(), conv.kernel()));
    }
    if (space.opNorm()) {
      norm(name, "blocks." + block + ".norm." + i, space.preActivation() ? in : op.units());
    }
  }

  /** What is written for a first convolution: row u K K + k K + l below the 1x1 rows. */
  private Naive written(Naive columns, Op op) {
    Conv conv = op.convs().get(0);
    int k = space.kernels().get(space.kernels().size() - 1);
    int taps = (int) Math.pow(k, space.dims());
    int first = space.bottleneck() * space.maxUnits();
    int inputs = op.bottleneck() / conv.groups();
    double[] w = new double[op.units() * inputs * taps];
    for (int u = 0; u < op.units(); u++) {
      for (int i = 0; i < inputs; i++) {
        for (int tap = 0; tap < taps; tap++) {
          w[(u * inputs + i) * taps + tap] = columns.at(first + u * taps + tap, i, 0, 0, 0);
        }
      }
    }
    Naive all = new Naive(w, List.of(op.units(), inputs, space.dims() == 3 ? k : 1, k, k));
    return all.sliced(op.units(), inputs, conv.kernel()).normalised();
  }

  private void norm(String layer, String of, int channels) {
    weights.put(layer + ".norm.weight", raw(of + ".weight").part(0, channels));
    weights.put(layer + ".norm.bias", raw(of + ".bias").part(0, channels));
  }

  private Naive raw(String name) {
    return Naive.of(raw.get(name));
  }
}
