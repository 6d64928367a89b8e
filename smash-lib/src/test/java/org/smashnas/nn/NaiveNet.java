package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.smashnas.arch.Activation;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Block;
import org.smashnas.arch.Conv;
import org.smashnas.arch.Op;
import org.smashnas.arch.Write;

/**
 * A whole network in plain loops, as the paper and the records' documentation describe it.
 *
 * @param weights by the names that a resulting network has for them; a layer is normalised if its
 *     norm has weights
 */
record NaiveNet(Architecture a, Map<String, Naive> weights) {
  static NaiveNet of(Architecture a, Map<String, NDArray> weights) {
    Map<String, Naive> copies = new HashMap<>();
    weights.forEach((name, w) -> copies.put(name, Naive.of(w)));
    return new NaiveNet(a, copies);
  }

  /** Logits as (n, classes, 1, 1, 1), normalised by the batch's own statistics. */
  Naive forward(Naive x) {
    Naive flow = x.conv(weights.get("stem.weight"), ones(), 1);
    for (int b = 0; b < 3; b++) {
      if (b > 0) {
        flow = before("transitions." + (b - 1), Activation.RELU, flow, ones(), 1).halved(dims());
      }
      flow = block("blocks." + b + ".ops.", a.blocks().get(b), flow);
    }
    Naive features = normalised("output", flow).relu().mean();
    Naive bias = weights.get("output.bias");
    return features.conv(weights.get("output.weight"), ones(), 1).affine(bias.map(b -> 1), bias);
  }

  private int dims() {
    return a.space().dims();
  }

  private List<Integer> ones() {
    return IntStream.range(0, dims()).mapToObj(i -> 1).toList();
  }

  private Naive block(String name, Block block, Naive input) {
    int size = block.bankChannels();
    List<Naive> banks = new ArrayList<>();
    for (int i = 0; i < block.inputBanks(); i++) {
      banks.add(input.part(i * size, (i + 1) * size));
    }
    for (int i = 0; i < block.ops().size(); i++) {
      Op op = block.ops().get(i);
      Naive read = op.read().stream().map(banks::get).reduce(Naive::concat).orElseThrow();
      Naive out = op(name + i, op, read.pooled(op.pool(), dims()));
      int from = 0;
      for (int bank : op.write()) {
        Naive piece = out.part(from, from + size);
        if (bank < banks.size()) {
          banks.set(bank, written(op.writing(), banks.get(bank), piece));
        } else {
          banks.add(piece);
        }
        from = (from + size) % op.units();
      }
    }
    return banks.stream().reduce(Naive::concat).orElseThrow();
  }

  private Naive op(String name, Op op, Naive read) {
    boolean generated = !weights.containsKey(name + ".pointwise.norm.weight");
    Naive h =
        generated && a.space().preActivation()
            ? read.conv(weight(name + ".pointwise"), ones(), 1)
            : layer(name + ".pointwise", Activation.RELU, read, ones(), 1);
    Naive[] out = new Naive[4];
    for (int i = 0; i < 4; i++) {
      Conv conv = op.convs().get(i);
      if (conv.active()) {
        Naive in = i % 2 == 0 ? h : out[i - 1];
        out[i] = layer(name + ".conv." + i, op.activation(), in, conv.dilation(), conv.groups());
      }
    }
    Naive first = out[1] == null ? out[0] : out[1];
    Naive second = out[3] == null ? out[2] : out[3];
    if (second == null) {
      return first;
    }
    return op.gated()
        ? first.map(Math::tanh).times(second.map(NaiveNet::sigmoid))
        : first.add(second);
  }

  private Naive layer(String name, Activation f, Naive x, List<Integer> dilation, int groups) {
    return a.space().preActivation()
        ? before(name, f, x, dilation, groups)
        : activated(f, normalised(name, x.conv(weight(name), dilation, groups)));
  }

  private Naive before(String name, Activation f, Naive x, List<Integer> dilation, int groups) {
    return activated(f, normalised(name, x)).conv(weight(name), dilation, groups);
  }

  private Naive weight(String layer) {
    return weights.get(layer + ".weight");
  }

  private Naive normalised(String layer, Naive x) {
    Naive scale = weights.get(layer + ".norm.weight");
    return scale == null ? x : x.standardised().affine(scale, weights.get(layer + ".norm.bias"));
  }

  static Naive written(Write writing, Naive bank, Naive piece) {
    return switch (writing) {
      case ADD -> bank.add(piece);
      case OVERWRITE -> piece;
      case MULTIPLY -> bank.times(piece.map(NaiveNet::sigmoid));
    };
  }

  static Naive activated(Activation f, Naive x) {
    return switch (f) {
      case RELU -> x.relu();
      case TANH -> x.map(Math::tanh);
      case SIGMOID -> x.map(NaiveNet::sigmoid);
    };
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
