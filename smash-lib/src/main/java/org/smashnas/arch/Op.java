package org.smashnas.arch;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * One op of a block: read banks, a generated 1x1 convolution, up to four convolutions, write banks
 * (paper, section 3.1 and Fig. 2a).
 *
 * @param read banks read, ascending; their channels are concatenated in this order
 * @param write banks written, ascending; the output's bank-sized pieces go to them in order,
 *     starting over when there are more banks than pieces
 * @param units output channels
 * @param bottleneck output channels of the 1x1 convolution
 * @param convs the four convolutions, in the order of {@link Pattern}
 * @param activation activation function of the four convolutions; a 1x1 convolution with free
 *     weights has ReLU, a generated one of a pre-activation space none
 * @param gated whether the two paths are joined by a gate, tanh(first) x sigmoid(second), and not
 *     added; needs a pattern of two paths (authors' code, where it is marked as broken)
 * @param writing what it does with the banks it writes that are filled
 * @param pool how what it reads is pooled before the 1x1 convolution
 */
@RecordBuilder
public record Op(
    List<Integer> read,
    List<Integer> write,
    int units,
    int bottleneck,
    List<Conv> convs,
    Activation activation,
    boolean gated,
    Write writing,
    Pool pool)
    implements OpBuilder.With {
  public Op {
    read = List.copyOf(read);
    write = List.copyOf(write);
    convs = List.copyOf(convs);
    checkBanks("read", read);
    checkBanks("write", write);
    if (units < 1 || bottleneck < 1) {
      throw new IllegalArgumentException(
          "units is " + units + " and bottleneck " + bottleneck + "; both are at least 1");
    }
    if (convs.size() != 4) {
      throw new IllegalArgumentException(
          "an op has " + convs.size() + " convolutions; it needs four, inactive ones included");
    }
    Pattern pattern = Pattern.of(convs);
    if (gated && !pattern.twoPaths()) {
      throw new IllegalArgumentException(
          "an op of pattern %s is gated; a gate joins two paths, which PARALLEL, LOPSIDED and FULL have"
              .formatted(pattern));
    }
  }

  /**
   * An op as the paper has it: ReLU, no pooling, paths that are added, and so is what it writes.
   */
  public Op(List<Integer> read, List<Integer> write, int units, int bottleneck, List<Conv> convs) {
    this(read, write, units, bottleneck, convs, Activation.RELU, false, Write.ADD, Pool.NONE);
  }

  private static void checkBanks(String what, List<Integer> banks) {
    int last = -1;
    for (int bank : banks) {
      if (bank <= last) {
        throw new IllegalArgumentException(
            what + " is " + banks + "; bank indices start at 0 and ascend without repetition");
      }
      last = bank;
    }
    if (banks.isEmpty()) {
      throw new IllegalArgumentException("an op must " + what + " at least one bank");
    }
  }

  /** Which convolutions are active. */
  public Pattern pattern() {
    return Pattern.of(convs);
  }

  /** Input channels of a convolution: the first of each path sees the 1x1's output. */
  public int convInputs(int conv) {
    return conv % 2 == 0 ? bottleneck : units;
  }
}
