package org.smashnas.study;

import java.util.List;
import java.util.function.UnaryOperator;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Conv;
import org.smashnas.arch.Op;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.Pattern;
import org.smashnas.arch.SearchSpace;
import org.smashnas.nn.HyperShape;
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
   * The paper says "a much smaller HyperNet" and no number. This one has six layers for 26; at the
   * laptop budget its dense blocks have about a hundredth of the paper's weights there.
   */
  private static final HyperShape CRIPPLED = new HyperShape(2, 2, List.of(1, 1));

  /** Space and training as they are: the paper's first experiment. */
  public static Regime normal() {
    return new Regime(NORMAL, s -> s, t -> t);
  }

  /** A HyperNet that is too small for its task: the paper's second experiment, Fig. 5a. */
  public static Regime crippled() {
    return new Regime("crippled", s -> s, t -> t.withHyper(CRIPPLED));
  }

  /**
   * Most of the capacity in weights that no HyperNet writes: the paper's third experiment, which
   * gives no numbers. Here every op has all four of its shared convolutions, of the space's largest
   * kernel and without groups, after the same generated 1x1 convolution.
   */
  public static Regime freeWeights() {
    return new Regime(
        "free_weights",
        s ->
            s.withPatterns(List.of(Pattern.FULL))
                .withGroups(List.of(1))
                .withKernels(s.kernels().subList(s.kernels().size() - 1, s.kernels().size())),
        t -> t);
  }

  /**
   * Share of an architecture's convolution weights in blocks that the HyperNet writes, 0 to 1, with
   * the convolutions' shared weights counted once an op, as in the resulting network.
   */
  public static double generatedShare(Architecture architecture) {
    long generated = 0;
    long shared = 0;
    for (OpSite site : architecture.sites()) {
      Op op = site.op();
      generated += (long) site.readChannels() * op.bottleneck();
      for (int i = 0; i < op.convs().size(); i++) {
        Conv conv = op.convs().get(i);
        if (conv.active()) {
          shared += (long) op.convInputs(i) / conv.groups() * op.units() * conv.taps();
        }
      }
    }
    return (double) generated / (generated + shared);
  }
}
