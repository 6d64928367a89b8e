package org.smashnas.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplerTest {
  @Test
  void samplesStayWithinEveryLimit() {
    // Architectures check themselves against their space; what is left is the parameter limit.
    SearchSpace space = SearchSpace.v2().withMaxParameters(6_000_000);
    for (Architecture a : Sampler.of(space).sample(100, 1)) {
      assertThat(a.parameters()).isLessThanOrEqualTo(6_000_000);
      for (int b = 0; b < SearchSpace.BLOCKS; b++) {
        Block block = a.blocks().get(b);
        int spent = block.ops().stream().mapToInt(block::readChannels).sum();
        int first = block.readChannels(block.ops().get(0));
        assertThat(spent).isLessThanOrEqualTo(Math.max(space.budgets().get(b), first));
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameArchitectureAndAnotherAnother() {
    SearchSpace v2 = SearchSpace.v2();
    assertThat(v2.sample(5)).isEqualTo(v2.sample(5));
    assertThat(v2.sample(5)).isNotEqualTo(v2.sample(6));
    Sampler sampler = Sampler.of(v2);
    assertThat(sampler.sample(5, 3).subList(0, 3)).isEqualTo(sampler.sample(3, 3));
  }

  @Test
  void patternsFollowTheirPrior() {
    Map<Pattern, Integer> counts = new EnumMap<>(Pattern.class);
    int ops = 0;
    for (Architecture a : Sampler.of(SearchSpace.v2()).sample(200, 2)) {
      for (OpSite site : a.sites()) {
        counts.merge(site.op().pattern(), 1, Integer::sum);
        ops++;
      }
    }
    double chi = 0;
    for (Pattern p : Pattern.values()) {
      double expected = p.prior() * ops;
      chi += Math.pow(counts.getOrDefault(p, 0) - expected, 2) / expected;
    }
    // 99.9% quantile of chi squared with 4 degrees of freedom
    assertThat(chi).isLessThan(18.47);
  }

  @Test
  void earlyInTrainingKernelsAndBudgetsAreSmall() {
    SearchSpace v2 = SearchSpace.v2();
    assertThat(Sampler.during(v2, 0)).isEqualTo(new Sampler(v2, List.of(3), 0.5));
    assertThat(Sampler.during(v2, 0.25)).isEqualTo(new Sampler(v2, List.of(3, 5), 0.75));
    assertThat(Sampler.during(v2, 0.5)).isEqualTo(Sampler.of(v2));
    assertThat(Sampler.during(v2, 1)).isEqualTo(Sampler.of(v2));
  }

  @Test
  void allBankSizesKernelsDilationsAndGroupsOccur() {
    Set<Integer> banks = new HashSet<>();
    Set<List<Integer>> shapes = new HashSet<>();
    Set<Integer> groups = new HashSet<>();
    for (Architecture a : Sampler.of(SearchSpace.v2()).sample(100, 3)) {
      a.blocks().forEach(b -> banks.add(b.bankChannels()));
      a.sites().stream()
          .flatMap(s -> s.op().convs().stream())
          .filter(Conv::active)
          .forEach(
              c -> {
                shapes.add(List.of(c.kernel().get(0), c.dilation().get(0)));
                groups.add(c.groups());
              });
    }
    assertThat(banks).hasSize(8);
    assertThat(groups).containsExactlyInAnyOrder(1, 2, 4, 8);
    // 4 dilations of 3, 2 of 5, 1 of 7
    assertThat(shapes).hasSize(7);
  }

  @Test
  void aLimitThatNoNetworkMeetsIsRefused() {
    SearchSpace space = TestSpaces.tiny().withMaxParameters(10);
    assertThatThrownBy(() -> space.sample(0)).hasMessageContaining("raise maxParameters");
  }

  @Test
  void subsetsAreUniform() {
    int[] counts = new int[5];
    java.util.SplittableRandom random = new java.util.SplittableRandom(4);
    IntStream.range(0, 10_000).forEach(i -> Sampler.subset(2, 5, random).forEach(v -> counts[v]++));
    double chi = IntStream.of(counts).mapToDouble(c -> Math.pow(c - 4000, 2) / 4000).sum();
    assertThat(chi).isLessThan(18.47);
  }
}
