package org.smashnas.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.ArchitectureJson;
import org.smashnas.arch.Mutation;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;

/**
 * What holds for every sampled and every perturbed architecture of every space: it is valid, within
 * 16M parameters, and comes back from its encoding and from JSON.
 *
 * <p>By default 1,000 of each from spaces with the paper's limits but small budgets and few banks;
 * {@code -Dsmash.samples=10000} takes so many from the whole spaces, and is slow.
 */
class SpacePropertyTest {
  private static final int WHOLE = Integer.getInteger("smash.samples", 0);

  static List<SearchSpace> spaces() {
    SearchSpace v1 = SearchSpace.v1();
    SearchSpace v2 = SearchSpace.v2();
    return Stream.of(v1, v2, TestSpaces.rich(v2).withName("v2 with gates and activations"))
        .map(s -> WHOLE > 0 ? s : s.withBudgets(List.of(64, 96, 64)).withMaxBanks(24))
        .flatMap(s -> Stream.of(s, s.withDims(3).withName(s.name() + " in 3-D")))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void sampledAndPerturbedArchitecturesAreValidAndInvertible(SearchSpace space) {
    assertThat(space.maxParameters()).isEqualTo(16_000_000);
    Encoding encoding = encoding(space);
    SplittableRandom seeds = new SplittableRandom(11);
    for (int i = 0; i < (WHOLE > 0 ? WHOLE : 1000); i++) {
      Architecture sampled = space.sample(seeds.nextLong());
      check(encoding, sampled);
      double probability = i % 2 == 0 ? Mutation.PAPER : 0.5;
      check(encoding, Mutation.perturb(sampled, probability, seeds.nextLong()));
    }
  }

  /** The paper's code for v1 lacks two fields that decoding needs. */
  private static Encoding encoding(SearchSpace space) {
    Encoding paper = Encoding.oneHot(space);
    return space.variableBanks() ? paper : paper.with(Fields.block()).with(Fields.start());
  }

  private static void check(Encoding encoding, Architecture a) {
    assertThat(a.parameters()).isLessThanOrEqualTo(16_000_000);
    // Reading builds every record again, and each checks itself.
    assertThat(ArchitectureJson.read(ArchitectureJson.write(a))).isEqualTo(a);
    assertThat(encoding.decode(encoding.encode(a))).isEqualTo(a);
  }
}
