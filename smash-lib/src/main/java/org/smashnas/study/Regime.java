package org.smashnas.study;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Conv;
import org.smashnas.arch.Op;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.Pattern;
import org.smashnas.arch.SearchSpace;
import org.smashnas.nn.HyperShape;
import org.smashnas.nn.PointwiseSource;
import org.smashnas.train.SmashConfig;

/**
 * A condition under which scores may or may not tell true errors (paper, section 4.1).
 *
 * @param name what tables call it, in lower_snake_case
 * @param space changes the space in use
 * @param training changes the training of the SMASH network
 */
public record Regime(
    String name, UnaryOperator<SearchSpace> space, UnaryOperator<SmashConfig> training) {
  /** What {@link #normal} is called. */
  public static final String NORMAL = "normal";

  /**
   * The paper says "a much smaller HyperNet" and no number. This one has 5 layers for 26; at the
   * laptop budget its dense blocks have a hundredth of the paper's weights there, and with the
   * outputs it has a fourteenth of all.
   */
  private static final HyperShape CRIPPLED = new HyperShape(2, 2, List.of(1, 1));

  /** Space and training as they are: the paper's first experiment. */
  public static Regime normal() {
    return new Regime(NORMAL, s -> s, t -> t);
  }

  /** A HyperNet that is too small for its task: the paper's second experiment, Fig. 5a. */
  public static Regime crippled() {
    return new Regime(
        "crippled",
        s -> s,
        t -> {
          t.pointwise().requireHyperNet("a HyperNet of another size");
          return t.withHyper(CRIPPLED.withConvs(t.hyper().convs()));
        });
  }

  /**
   * A control in the HyperNet's place, called as its source is, for example "shared"; with {@link
   * PointwiseSource#HYPERNET} it is called "hypernet".
   */
  public static Regime of(PointwiseSource source) {
    return new Regime(source.text(), s -> s, t -> t.withPointwise(source));
  }

  /**
   * More of the capacity in weights that no HyperNet writes: the paper's third experiment, which
   * gives no numbers. Here every op has all four of its shared convolutions, of 5x5 cells or else
   * of the space's largest kernel, and without groups, after the same generated 1x1 convolution.
   * {@link #generatedShare} tells what that does to a space.
   */
  public static Regime freeWeights() {
    return new Regime(
        "free_weights",
        s -> {
          int kernel = s.kernels().contains(5) ? 5 : s.kernels().get(s.kernels().size() - 1);
          return s.withPatterns(List.of(Pattern.FULL))
              .withGroups(List.of(1))
              .withKernels(List.of(kernel));
        },
        t -> t);
  }

  /**
   * Share of the convolution weights in a SMASH network's blocks that the HyperNet writes, 0 to 1,
   * when the network stands for this architecture. The shared convolutions count once a block, each
   * as large as the op that uses most of it.
   */
  public static double generatedShare(Architecture architecture) {
    long generated = 0;
    long[][] shared = new long[SearchSpace.BLOCKS][4];
    for (OpSite site : architecture.sites()) {
      Op op = site.op();
      generated += (long) site.readChannels() * op.bottleneck();
      long[] most = shared[site.block()];
      for (int i = 0; i < most.length; i++) {
        Conv conv = op.convs().get(i);
        if (conv.active()) {
          long used = (long) op.convInputs(i) / conv.groups() * op.units() * conv.taps();
          most[i] = Math.max(most[i], used);
        }
      }
    }
    long free = Arrays.stream(shared).flatMapToLong(Arrays::stream).sum();
    return (double) generated / (generated + free);
  }
}
