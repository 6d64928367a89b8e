package org.smashnas.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Conv;
import org.smashnas.arch.Op;
import org.smashnas.arch.OpSite;
import org.smashnas.encoding.Encoding;
import org.smashnas.train.Evaluation;

/**
 * A network that is changed by hand, one op at a time, and its score after each change; a notebook
 * shows it with controls, each of which calls a method here.
 *
 * <p>What is asked for and not allowed stays asked for, so that changes that only together make a
 * network can follow one another; network and score stay those that last were allowed.
 */
public final class Playground {
  private final Encoding encoding;
  private final Scorer scorer;
  private Architecture architecture;
  private Evaluation score;
  private int op;
  private Asked asked;
  private String refused;

  /**
   * What is asked of the chosen op, allowed or not.
   *
   * @param read banks
   * @param write banks
   * @param units output channels
   * @param convs the four convolutions
   */
  public record Asked(List<Integer> read, List<Integer> write, int units, List<Conv> convs) {
    public Asked {
      read = read.stream().sorted().toList();
      write = write.stream().sorted().toList();
      convs = List.copyOf(convs);
    }

    private Op of(OpSite site) {
      int channels = read.size() * site.home().bankChannels();
      int bottleneck = site.space().bottleneckFor(channels, units);
      return site.op()
          .with(b -> b.read(read).write(write).units(units).bottleneck(bottleneck).convs(convs));
    }
  }

  private Playground(Encoding encoding, Scorer scorer, Architecture architecture) {
    this.encoding = encoding;
    this.scorer = scorer;
    this.architecture = architecture;
    score = scorer.evaluate(architecture);
    op(0);
  }

  /**
   * Begins with a network, whose first op is chosen.
   *
   * @param encoding of the network's space, of which the code is drawn
   * @param scorer called once for each network
   */
  public static Playground of(Encoding encoding, Scorer scorer, Architecture architecture) {
    return new Playground(encoding, scorer, architecture);
  }

  /**
   * Chooses the op that is changed next, and asks for nothing else than what it is.
   *
   * @param index 0 for the first of the first block, one of {@link Architecture#sites}
   */
  public Playground op(int index) {
    int ops = architecture.sites().size();
    if (index < 0 || index >= ops) {
      throw new IllegalArgumentException(
          "op is %d; the network's are 0 to %d".formatted(index, ops - 1));
    }
    op = index;
    refused = null;
    Op now = site().op();
    asked = new Asked(now.read(), now.write(), now.units(), now.convs());
    return this;
  }

  /** Asks that the op read these banks, in any order. */
  public Playground read(List<Integer> banks) {
    return ask(new Asked(banks, asked.write(), asked.units(), asked.convs()));
  }

  /** Asks that the op write these banks, in any order. */
  public Playground write(List<Integer> banks) {
    return ask(new Asked(asked.read(), banks, asked.units(), asked.convs()));
  }

  /** Asks for so many output channels. */
  public Playground units(int channels) {
    return ask(new Asked(asked.read(), asked.write(), channels, asked.convs()));
  }

  /**
   * Asks for another dilation.
   *
   * @param conv 0 to 3, an active one of the op's convolutions
   * @param dilation an axis each, at least 1
   */
  public Playground dilation(int conv, List<Integer> dilation) {
    Conv old = asked.convs().get(conv);
    List<Conv> convs = new ArrayList<>(asked.convs());
    convs.set(conv, new Conv(old.active(), old.kernel(), dilation, old.groups()));
    return ask(new Asked(asked.read(), asked.write(), asked.units(), convs));
  }

  private Playground ask(Asked wanted) {
    asked = wanted;
    try {
      OpSite site = site();
      Architecture changed = architecture.with(site, wanted.of(site));
      // A network that cannot be scored is none to stay at.
      score = changed.equals(architecture) ? score : scorer.evaluate(changed);
      architecture = changed;
      refused = null;
    } catch (IllegalArgumentException | IllegalStateException e) {
      refused = e.getMessage();
    }
    return this;
  }

  /** The network as it was last allowed. */
  public Architecture architecture() {
    return architecture;
  }

  /** Its score. */
  public Evaluation score() {
    return score;
  }

  /** What its code is drawn by. */
  public Encoding encoding() {
    return encoding;
  }

  /** The chosen op in it. */
  public OpSite site() {
    return architecture.sites().get(op);
  }

  /** The chosen op's number, from 0. */
  public int op() {
    return op;
  }

  /** What is asked of the chosen op. */
  public Asked asked() {
    return asked;
  }

  /** Why the network is not what is asked for; nothing if it is. */
  public Optional<String> refused() {
    return Optional.ofNullable(refused);
  }

  /** Dilations that a convolution of the chosen op may have along an axis: 1 to this. */
  public int maxDilation(int conv, int axis) {
    return architecture.space().maxDilation(asked.convs().get(conv).kernel().get(axis));
  }

  /** Units that ops of the chosen one's block may have: multiples of a bank's channels. */
  public List<Integer> unitChoices() {
    int step = site().home().bankChannels();
    return IntStream.rangeClosed(1, architecture.space().maxUnits() / step)
        .map(i -> i * step)
        .boxed()
        .toList();
  }

  /** The network, its score, and what was asked for and refused. */
  @Override
  public String toString() {
    return architecture
        + "; score: "
        + score
        + refused().map(why -> "; not what was asked for: " + why).orElse("");
  }
}
