package org.smashnas.arch;

/**
 * What the resulting network costs: every weight free, batch norm at every convolution.
 *
 * @param parameters weights, normalisation and the last layer's biases included
 * @param multiplyAdds multiply-adds of convolutions and last layer for one input, padding counted;
 *     normalisation, gates, pooling and writes have none
 */
public record Cost(long parameters, long multiplyAdds) {

  /** Counts an architecture's resulting network. */
  public static Cost of(Architecture a) {
    SearchSpace space = a.space();
    Counter count = new Counter(space.preActivation());
    long cells = power(space.resolution(), space.dims());
    int stem = a.blocks().get(0).inputChannels();
    count.conv((long) space.inputChannels() * stem * power(3, space.dims()), cells);
    for (int b = 0; b < a.blocks().size(); b++) {
      Block block = a.blocks().get(b);
      if (b > 0) {
        int from = a.blocks().get(b - 1).outputChannels();
        count.norm(from);
        count.conv((long) from * block.inputChannels(), cells);
        cells /= power(2, space.dims());
      }
      for (Op op : block.ops()) {
        count.op(block, op, cells);
      }
    }
    int features = a.blocks().get(a.blocks().size() - 1).outputChannels();
    count.norm(features);
    count.conv((long) features * space.classes(), 1);
    count.parameters += space.classes();
    return new Cost(count.parameters, count.multiplyAdds);
  }

  /** Multiply-adds of one op for one input, as {@link #of} counts them. */
  public static long multiplyAdds(OpSite site) {
    SearchSpace space = site.space();
    Counter count = new Counter(space.preActivation());
    count.op(site.home(), site.op(), power(space.resolution() >> site.block(), space.dims()));
    return count.multiplyAdds;
  }

  private static long power(int base, int exponent) {
    long result = 1;
    for (int i = 0; i < exponent; i++) {
      result *= base;
    }
    return result;
  }

  private static final class Counter {
    private final boolean preActivation;
    private long parameters;
    private long multiplyAdds;

    Counter(boolean preActivation) {
      this.preActivation = preActivation;
    }

    void norm(long channels) {
      parameters += 2 * channels;
    }

    void conv(long weights, long cells) {
      parameters += weights;
      multiplyAdds += weights * cells;
    }

    void op(Block block, Op op, long cells) {
      int read = block.readChannels(op);
      norm(preActivation ? read : op.bottleneck());
      conv((long) read * op.bottleneck(), cells);
      for (int i = 0; i < op.convs().size(); i++) {
        Conv conv = op.convs().get(i);
        if (conv.active()) {
          int in = op.convInputs(i);
          norm(preActivation ? in : op.units());
          conv((long) in / conv.groups() * op.units() * conv.taps(), cells);
        }
      }
    }
  }
}
