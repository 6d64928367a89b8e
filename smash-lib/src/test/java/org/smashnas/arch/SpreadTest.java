package org.smashnas.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
  private static final Sampler SAMPLER = Sampler.of(TestSpaces.tiny());

  @Test
  void everyTargetGetsItsNearestNetwork() {
    List<Architecture> pool = SAMPLER.sample(200, 3).stream().distinct().toList();
    double[] logs =
        pool.stream().mapToDouble(a -> Math.log((double) a.multiplyAdds())).sorted().toArray();
    double low = logs[(int) Math.round(0.02 * (logs.length - 1))];
    double high = logs[(int) Math.round(0.98 * (logs.length - 1))];
    double[] chosen =
        Sampler.evenly(pool, 4, 1).stream()
            .mapToDouble(a -> Math.log((double) a.multiplyAdds()))
            .sorted()
            .toArray();
    for (int i = 0; i < 4; i++) {
      double target = low + (high - low) * (2 * i + 1) / 8;
      double nearest =
          IntStream.range(0, logs.length)
              .mapToDouble(j -> Math.abs(logs[j] - target))
              .min()
              .orElseThrow();
      assertThat(Math.abs(chosen[i] - target)).isEqualTo(nearest);
    }
  }

  @Test
  void aWholePoolIsTakenWhole() {
    List<Architecture> pool = SAMPLER.sample(9, 3);
    assertThat(Sampler.evenly(pool, 9, 1)).hasSameElementsAs(pool).isNotEqualTo(pool);
  }

  @Test
  void theSameSeedDrawsTheSameNetworksEachOnce() {
    List<Architecture> drawn = SAMPLER.sampleSpread(10, 5);
    assertThat(drawn).hasSize(10).doesNotHaveDuplicates();
    assertThat(SAMPLER.sampleSpread(10, 5)).isEqualTo(drawn);
    assertThat(new HashSet<>(SAMPLER.sampleSpread(10, 6))).isNotEqualTo(new HashSet<>(drawn));
  }

  @Test
  void networksAreSpreadMoreEvenlyThanDrawnOnes() {
    // the largest gap between neighbours, as a share of the range
    assertThat(gap(SAMPLER.sampleSpread(12, 5))).isLessThan(gap(SAMPLER.sample(12, 5)));
  }

  private static double gap(List<Architecture> networks) {
    double[] logs =
        networks.stream().mapToDouble(a -> Math.log((double) a.multiplyAdds())).sorted().toArray();
    double most =
        IntStream.range(1, logs.length).mapToDouble(i -> logs[i] - logs[i - 1]).max().orElseThrow();
    return most / (logs[logs.length - 1] - logs[0]);
  }

  @Test
  void aSpaceOfTooFewNetworksIsRefused() {
    // one op of one kind each block leaves few graphs
    SearchSpace narrow =
        TestSpaces.tiny()
            .withPatterns(List.of(Pattern.SINGLE))
            .withKernels(List.of(3))
            .withMaxDilation(1)
            .withGroups(List.of(1))
            .withVariableBanks(false)
            .withMaxBanks(2)
            .withMaxOps(1)
            .withMaxUnits(4);
    assertThatThrownBy(() -> Sampler.of(narrow).sampleSpread(500, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("10000 draws from space v2 gave")
        .hasMessageContaining("and 500 are wanted");
  }
}
