package org.smashnas.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.smashnas.Budget;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Conv;
import org.smashnas.arch.Pattern;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.encoding.Encoding;
import org.smashnas.nn.HyperShape;
import org.smashnas.nn.PointwiseSource;
import org.smashnas.train.SmashConfig;

class RegimeTest {
  private static long weights(HyperShape shape) {
    // the laptop budget's code has 100 channels, its HyperNet 256 outputs
    return shape.layers(100, 256).stream()
        .mapToLong(l -> (long) l.kernel() * l.kernel() * l.in() * l.out())
        .sum();
  }

  @Test
  void theCrippledHyperNetHasAFourteenthOfTheWeights() {
    SearchSpace laptop = Budget.laptop().limit(SearchSpace.v2());
    assertThat(Encoding.oneHot(laptop).channels()).isEqualTo(100);
    assertThat(laptop.hyperOutputs()).isEqualTo(256);
    HyperShape small = Regime.crippled().training().apply(SmashConfig.paper()).hyper();
    assertThat(small.layers(100, 256)).hasSize(5);
    assertThat((double) weights(HyperShape.paper()) / weights(small)).isBetween(13.5, 14.5);
    SearchSpace space = TestSpaces.tiny();
    assertThat(Regime.crippled().space().apply(space)).isEqualTo(space);
  }

  @Test
  void aControlIsARegimeThatIsCalledAsItsSource() {
    Regime table = Regime.of(PointwiseSource.BANK_TABLE);
    SmashConfig control = table.training().apply(SmashConfig.paper());
    assertThat(table.name()).isEqualTo("bank_table");
    assertThat(control.pointwise()).isEqualTo(PointwiseSource.BANK_TABLE);
    assertThatThrownBy(() -> Regime.crippled().training().apply(control))
        .hasMessageStartingWith("a HyperNet of another size: only a HyperNet reads codes");
  }

  @Test
  void theNormalRegimeChangesNothing() {
    assertThat(Regime.normal().training().apply(SmashConfig.paper()))
        .isEqualTo(SmashConfig.paper());
    assertThat(Regime.normal().space().apply(SearchSpace.v2())).isEqualTo(SearchSpace.v2());
  }

  @Test
  void freeWeightsThinTheGeneratedOnesOut() {
    SearchSpace laptop = Budget.laptop().limit(SearchSpace.v2());
    SearchSpace free = Regime.freeWeights().space().apply(laptop);
    assertThat(2 * meanShare(free)).isLessThan(meanShare(laptop));
    assertThat(free.kernels()).containsExactly(5);
    SearchSpace threes = laptop.withKernels(List.of(1, 3));
    assertThat(Regime.freeWeights().space().apply(threes).kernels()).containsExactly(3);
    // larger kernels would break the paper's limit on parameters with every draw
    SearchSpace whole = Regime.freeWeights().space().apply(SearchSpace.v2());
    assertThat(whole.sample(1).parameters()).isLessThanOrEqualTo(whole.maxParameters());
  }

  private static double meanShare(SearchSpace space) {
    return Sampler.of(space).sample(50, 1).stream()
        .mapToDouble(Regime::generatedShare)
        .average()
        .orElseThrow();
  }

  @Test
  void theGeneratedShareIsByHand() {
    SearchSpace space = TestSpaces.tiny();
    // each op reads 8 channels into 8: 64 generated; its 3x3 convolutions have 8 x 8 x 9 = 576
    // shared weights, of which the second op of the first block uses the same again, and half of
    // those of another, in two groups
    Conv halves = new Conv(true, List.of(3, 3), List.of(1, 1), 2);
    Architecture a =
        Architecture.builder(space)
            .block(8)
            .op(List.of(0), List.of(0), 8)
            .op(List.of(0), List.of(0), 8, Pattern.LONG, TestSpaces.plain(1), halves)
            .block(8)
            .op(List.of(0), List.of(0), 8)
            .block(8)
            .op(List.of(0), List.of(0), 8)
            .build();
    double expected = 4 * 64 / (4 * 64 + 3 * 576 + 288.0);
    assertThat(Regime.generatedShare(a)).isCloseTo(expected, within(1e-12));
  }
}
