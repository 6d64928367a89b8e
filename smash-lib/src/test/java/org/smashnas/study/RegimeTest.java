package org.smashnas.study;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.smashnas.nn.HyperShape;
import org.smashnas.train.SmashConfig;

class RegimeTest {
  private static long denseWeights(HyperShape shape) {
    return shape.layers(100, 256).stream()
        .filter(l -> l.kernel() == 3)
        .mapToLong(l -> 9L * l.in() * l.out())
        .sum();
  }

  @Test
  void theCrippledHyperNetHasATwentiethOfTheWeightsInItsConvolutions() {
    HyperShape small = Regime.crippled().training().apply(SmashConfig.paper()).hyper();
    assertThat(20 * denseWeights(small)).isLessThan(denseWeights(HyperShape.paper()));
    SearchSpace space = TestSpaces.tiny();
    assertThat(Regime.crippled().space().apply(space)).isEqualTo(space);
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
    assertThat(3 * meanShare(free)).isLessThan(meanShare(laptop));
    assertThat(free.kernels()).containsExactly(5);
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
    // each op reads 8 channels into 8 and has 3x3 convolutions 8 to 8: 64 generated, 576 a
    // convolution; one block has two of them in a row, the second in two groups
    Architecture a =
        Architecture.builder(space)
            .block(8)
            .op(List.of(0), List.of(0), 8)
            .block(8)
            .op(List.of(0), List.of(0), 8)
            .block(8)
            .op(
                List.of(0),
                List.of(0),
                8,
                Pattern.LONG,
                TestSpaces.plain(1),
                new Conv(true, List.of(3, 3), List.of(1, 1), 2))
            .build();
    double expected = 3 * 64 / (3 * 64 + 3 * 576 + 288.0);
    assertThat(Regime.generatedShare(a)).isCloseTo(expected, within(1e-12));
  }
}
