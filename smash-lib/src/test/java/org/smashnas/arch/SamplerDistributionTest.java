package org.smashnas.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Elements of sampled architectures against the distributions that the spaces are described with,
 * each beside a wrong one that the same test must reject.
 *
 * <p>Without a limit of parameters, since an architecture that exceeds it is drawn anew as a whole.
 */
class SamplerDistributionTest {
  private static final List<Architecture> V1 = draw(SearchSpace.v1(), 60);
  private static final List<Architecture> V2 = draw(TestSpaces.rich(SearchSpace.v2()), 200);

  private final ChiSquared right = new ChiSquared();
  private final ChiSquared wrong = new ChiSquared();

  private static List<Architecture> draw(SearchSpace space, int count) {
    return Sampler.of(space.withMaxParameters(Long.MAX_VALUE)).sample(count, 21);
  }

  private void assertOnlyTheRightOneFits() {
    assertThat(right.pValue()).isGreaterThan(0.001);
    assertThat(wrong.pValue()).isLessThan(1e-6);
  }

  private static double[] weights(int outcomes, IntToDoubleFunction weight) {
    return IntStream.range(0, outcomes).mapToDouble(weight).toArray();
  }

  private static double[] uniform(int outcomes) {
    return weights(outcomes, i -> 1);
  }

  private static double[] rising(int outcomes) {
    return weights(outcomes, i -> 5 + i);
  }

  private static List<Op> ops(List<Architecture> of) {
    return of.stream().flatMap(a -> a.sites().stream()).map(OpSite::op).toList();
  }

  private static List<Conv> convs(List<Architecture> of) {
    return ops(of).stream().flatMap(op -> op.convs().stream()).filter(Conv::active).toList();
  }

  @Test
  void patternsPreferTheWhole() {
    List<Pattern> order =
        List.of(Pattern.SINGLE, Pattern.PARALLEL, Pattern.LONG, Pattern.LOPSIDED, Pattern.FULL);
    for (Op op : ops(V2)) {
      int drawn = order.indexOf(op.pattern());
      right.add("", new double[] {.05, .10, .15, .25, .45}, drawn);
      wrong.add("", new double[] {.05, .10, .20, .25, .40}, drawn);
    }
    assertOnlyTheRightOneFits();
  }

  @Test
  void kernelsAreUniformOnEachAxis() {
    for (Conv conv : convs(V2)) {
      for (int axis = 0; axis < 2; axis++) {
        int drawn = List.of(3, 5, 7).indexOf(conv.kernel().get(axis));
        right.add(axis, uniform(3), drawn);
        wrong.add(axis, rising(3), drawn);
      }
    }
    assertOnlyTheRightOneFits();
  }

  @Test
  void dilationsAreUniformUpToAnExtentOfNine() {
    for (Conv conv : convs(V2)) {
      for (int axis = 0; axis < 2; axis++) {
        int kernel = conv.kernel().get(axis);
        int drawn = conv.dilation().get(axis) - 1;
        // (k - 1) d + 1 <= 9
        int most = kernel == 3 ? 4 : kernel == 5 ? 2 : 1;
        right.add(List.of(axis, kernel), uniform(most), drawn);
        wrong.add(List.of(axis, kernel), rising(most), drawn);
      }
    }
    assertOnlyTheRightOneFits();
  }

  @Test
  void v1DilatesAllAxesAlikeFromOneToThree() {
    for (Conv conv : convs(V1)) {
      assertThat(conv.dilation().get(1)).isEqualTo(conv.dilation().get(0));
      right.add("", uniform(3), conv.dilation().get(0) - 1);
      wrong.add("", rising(3), conv.dilation().get(0) - 1);
    }
    assertOnlyTheRightOneFits();
  }

  @Test
  void groupsAreUniform() {
    for (Conv conv : convs(V2)) {
      int drawn = List.of(1, 2, 4, 8).indexOf(conv.groups());
      right.add("", uniform(4), drawn);
      wrong.add("", rising(4), drawn);
    }
    assertOnlyTheRightOneFits();
  }

  @Test
  void optionsAreUniformAndHalfOfTwoPathsAreGated() {
    for (Op op : ops(V2)) {
      int drawn = List.of(Activation.values()).indexOf(op.activation());
      right.add("activation", uniform(3), drawn);
      wrong.add("activation", rising(3), drawn);
      int writing = List.of(Write.values()).indexOf(op.writing());
      right.add("writing", uniform(3), writing);
      wrong.add("writing", rising(3), writing);
      int pool = List.of(Pool.values()).indexOf(op.pool());
      right.add("pool", uniform(3), pool);
      wrong.add("pool", rising(3), pool);
      boolean two = op.convs().get(2).active();
      right.add(two, new double[] {1, two ? 1 : 0}, op.gated() ? 1 : 0);
      wrong.add(two, new double[] {2, two ? 1 : 0}, op.gated() ? 1 : 0);
    }
    assertOnlyTheRightOneFits();
  }

  @Test
  void bankSizesAreUniformInV2() {
    for (Architecture a : V2) {
      for (int b = 0; b < SearchSpace.BLOCKS; b++) {
        right.add("", uniform(8), a.blocks().get(b).bankChannels() / 8 - 1);
        wrong.add("", weights(8, i -> i < 4 ? 1 : 3), a.blocks().get(b).bankChannels() / 8 - 1);
      }
    }
    assertOnlyTheRightOneFits();
  }

  @Test
  void unitsAreUniformInV1() {
    for (Op op : ops(V1)) {
      right.add("", uniform(7), op.units() / 6 - 1);
      wrong.add("", rising(7), op.units() / 6 - 1);
    }
    assertOnlyTheRightOneFits();
  }

  @Test
  void unitsPreferTheChannelsReadInV2() {
    for (Architecture a : V2) {
      for (OpSite site : a.sites()) {
        int size = site.home().bankChannels();
        int read = site.readChannels();
        int drawn = site.op().units() / size - 1;
        // 1 / (0.01 + 10 |units - read| / N)
        double[] near =
            weights(64 / size, i -> 1 / (.01 + 10 * Math.abs((i + 1) * size - read) / 8.0));
        right.add(List.of(size, read), near, drawn);
        wrong.add(List.of(size, read), uniform(64 / size), drawn);
      }
    }
    assertOnlyTheRightOneFits();
  }

  /** Of a block's first op, which any budget pays for. */
  @Test
  void readsAreUniformInStepsOfWholeColumns() {
    for (Architecture a : concat(V1, V2)) {
      int column = a.space().columnChannels();
      for (Block block : a.blocks()) {
        int size = block.bankChannels();
        int step =
            IntStream.rangeClosed(1, column)
                .filter(s -> s * size % column == 0)
                .findFirst()
                .orElseThrow();
        int most = block.inputBanks() / step;
        int drawn = block.ops().get(0).read().size() / step - 1;
        right.add(List.of(size, most), uniform(most), drawn);
        wrong.add(List.of(size, most), weights(most, i -> 1.0 / (1 + i)), drawn);
      }
    }
    assertOnlyTheRightOneFits();
  }

  private static List<Architecture> concat(List<Architecture> a, List<Architecture> b) {
    return Stream.concat(a.stream(), b.stream()).toList();
  }

  /**
   * One a piece at the least; each further one is e times less likely, up to half of the filled.
   */
  @Test
  void furtherWritesAreLessLikelyByE() {
    for (Architecture a : concat(V1, V2)) {
      for (Block block : a.blocks()) {
        int filled = block.inputBanks();
        for (Op op : block.ops()) {
          int pieces = op.units() / block.bankChannels();
          int outcomes = 1 + Math.max(0, filled / 2 - pieces);
          int drawn = op.write().size() - pieces;
          right.add(outcomes, weights(outcomes, i -> Math.exp(-i)), drawn);
          wrong.add(outcomes, weights(outcomes, i -> Math.pow(2.5, -i)), drawn);
          filled = Math.max(filled, 1 + op.write().get(op.write().size() - 1));
        }
      }
    }
    assertOnlyTheRightOneFits();
  }

  /** A budget for fewer reads than there are takes its most instead of all above it. */
  @Test
  void readsThatTheBudgetDoesNotPayForBecomeItsMost() {
    SearchSpace v2 = SearchSpace.v2();
    ElementDraw draw = new ElementDraw(Sampler.of(v2), 8, 48, new SplittableRandom(3));
    for (int i = 0; i < 5000; i++) {
      // of 1 to 8 pairs of the 16 filled banks, at most 3
      int drawn = draw.reads(16, 3).size() / 2 - 1;
      right.add("", new double[] {1, 1, 6}, drawn);
      wrong.add("", new double[] {1, 1, 1}, drawn);
    }
    assertOnlyTheRightOneFits();
  }
}
