package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.function.Function;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;

/**
 * What is taken from a trained SMASH network's 1x1 weights when it scores, as a control that needs
 * no training.
 */
public enum Ablation {
  /** Nothing: each op has its own filter. */
  NONE,
  /**
   * What tells ops apart: all ops of a block have leading parts of one filter, the mean over the
   * ops of 50 random architectures, each of which counts alike.
   */
  MEAN_FILTER,
  /** The filters altogether: each is zero, and an op gives what it makes of an input of zeros. */
  OPS_OFF;

  private static final int ARCHITECTURES = 50;

  /**
   * The weights that architectures get, laid out as {@link SmashNet#generate(Architecture)} does.
   *
   * @param net in use as it is when the function is called; the mean is taken now, and keeps no
   *     native memory
   * @param seed of the architectures that the mean is taken over
   * @throws UnsupportedOperationException if something is taken, and convolutions are generated,
   *     too
   */
  public Function<Architecture, NDArray> of(SmashNet net, long seed) {
    if (this != NONE) {
      net.requirePointwiseAlone("scores with less of the 1x1 weights");
    }
    Parameters parameters = net.parameters();
    return switch (this) {
      case NONE -> net::generate;
      case MEAN_FILTER -> {
        Sampler sampler = Sampler.of(net.encoding().space());
        MeanFilter mean = new MeanFilter(net, sampler.sample(ARCHITECTURES, seed));
        yield a -> mean.generate(a, parameters);
      }
      case OPS_OFF ->
          a -> {
            long rows = (long) a.space().bottleneck() * a.space().maxUnits();
            long columns = (long) a.columns() * a.space().columnChannels();
            return parameters.manager().zeros(new Shape(rows, columns), parameters.type());
          };
    };
  }
}
