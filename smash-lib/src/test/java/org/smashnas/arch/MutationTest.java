package org.smashnas.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.smashnas.encoding.Encoding;
import org.smashnas.encoding.Fields;

class MutationTest {
  static List<SearchSpace> spaces() {
    return List.of(
        SearchSpace.v1().withMaxParameters(6_000_000),
        SearchSpace.v2().withMaxParameters(8_000_000),
        TestSpaces.tiny());
  }

  /** A chain, so that what a perturbation makes is perturbed in turn. */
  private static List<Architecture> chain(SearchSpace space, int count, double probability) {
    return Stream.iterate(new Step(space.sample(1), 0), s -> s.next(probability, s.seed() + 1))
        .limit(count + 1L)
        .map(Step::at)
        .toList();
  }

  private record Step(Architecture at, long seed) {
    Step next(double probability, long next) {
      return new Step(Mutation.perturb(at, probability, next), next);
    }
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void perturbedArchitecturesAreWithinTheLimitsAndInvertible(SearchSpace space) {
    // Architectures check themselves against their space; what is left is the parameter limit.
    Encoding paper = Encoding.oneHot(space);
    // The paper's code for v1 lacks two fields that decoding needs.
    Encoding encoding =
        space.name().equals("v1") ? paper.with(Fields.block()).with(Fields.start()) : paper;
    for (double probability : List.of(0.05, 0.5)) {
      List<Architecture> chain = chain(space, 500, probability);
      for (int i = 0; i < chain.size(); i++) {
        Architecture a = chain.get(i);
        assertThat(a.parameters()).isLessThanOrEqualTo(space.maxParameters());
        assertThat(ArchitectureJson.read(ArchitectureJson.write(a))).isEqualTo(a);
        // Every fifth, since v1's code has 486 x 7 x 700 cells. All 1,000 passed when this was
        // written.
        if (i % 5 == 0) {
          assertThat(encoding.decode(encoding.encode(a))).isEqualTo(a);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void probabilityZeroChangesNothingAndOneChangesMuch(SearchSpace space) {
    for (Architecture a : Sampler.of(space).sample(5, 2)) {
      assertThat(Mutation.perturb(a, 0, 3)).isEqualTo(a);
      Architecture other = Mutation.perturb(a, 1, 3);
      assertThat(other).isNotEqualTo(a).isEqualTo(Mutation.perturb(a, 1, 3));
      assertThat(other).isNotEqualTo(Mutation.perturb(a, 1, 4));
    }
  }

  @Test
  void theShareOfChangedElementsIsThatOfTheProbability() {
    List<Architecture> chain = chain(SearchSpace.v2(), 600, 0.05);
    PredictionPart banks = new PredictionPart();
    PredictionPart patterns = new PredictionPart();
    PredictionPart kernels = new PredictionPart();
    PredictionPart groups = new PredictionPart();
    for (int i = 1; i < chain.size(); i++) {
      for (int b = 0; b < SearchSpace.BLOCKS; b++) {
        Block before = chain.get(i - 1).blocks().get(b);
        Block after = chain.get(i).blocks().get(b);
        banks.add(before.bankChannels() != after.bankChannels());
        for (int o = 0; o < after.ops().size(); o++) {
          Op from = before.ops().get(o);
          Op to = after.ops().get(o);
          patterns.add(from.pattern() != to.pattern());
          for (int c = 0; c < 4; c++) {
            if (from.convs().get(c).active() && to.convs().get(c).active()) {
              kernels.add(!from.convs().get(c).kernel().equals(to.convs().get(c).kernel()));
              groups.add(from.convs().get(c).groups() != to.convs().get(c).groups());
            }
          }
        }
      }
    }
    // An element drawn anew can come out as it was: 1 bank size of 8, 1 kernel of 9, ...
    assertThat(banks.value()).isCloseTo(0.05 * 7 / 8, within(0.015));
    assertThat(kernels.value()).isCloseTo(0.05 * 8 / 9, within(0.004));
    assertThat(groups.value()).isCloseTo(0.05 * 3 / 4, within(0.004));
    double same = List.of(Pattern.values()).stream().mapToDouble(p -> p.prior() * p.prior()).sum();
    assertThat(patterns.value()).isCloseTo(0.05 * (1 - same), within(0.005));
  }

  private static final class PredictionPart {
    private int changed;
    private int all;

    void add(boolean change) {
      changed += change ? 1 : 0;
      all++;
    }

    double value() {
      return (double) changed / all;
    }
  }

  @Test
  void theBudgetHoldsForReadsThatAreDrawnAnew() {
    SearchSpace space = SearchSpace.v2();
    for (Architecture a : Sampler.of(space).sample(50, 5)) {
      for (int b = 0; b < SearchSpace.BLOCKS; b++) {
        Block block = Mutation.perturb(a, 1, 6).blocks().get(b);
        int spent = block.ops().stream().mapToInt(block::readChannels).sum();
        assertThat(spent).isLessThanOrEqualTo(space.budgets().get(b));
      }
    }
  }

  @Test
  void readsOfABankThatIsNoLongerFilledAreDrawnAnew() {
    SearchSpace space = TestSpaces.tiny();
    // Op 0 fills bank 2, which op 1 reads; some perturbations have op 0 write elsewhere.
    Op fills = TestSpaces.single(space, 4, List.of(0, 1), List.of(2), 4);
    Op reads = TestSpaces.single(space, 4, List.of(0, 2), List.of(2), 4);
    Block block = new Block(4, 2, 3, List.of(fills, reads));
    Architecture a = new Architecture(space, List.of(block, block, block));
    List<Block> perturbed =
        IntStream.range(0, 300)
            .mapToObj(s -> Mutation.perturb(a, 0.1, s))
            .flatMap(p -> p.blocks().stream())
            .filter(b -> b.bankChannels() == 4 && !b.ops().get(0).write().contains(2))
            .toList();
    assertThat(perturbed).isNotEmpty();
    assertThat(perturbed)
        .allSatisfy(b -> assertThat(b.ops().get(1).read()).isEqualTo(List.of(0, 1)));
  }

  @Test
  void impossibleRequestsAreRefusedWithASentence() {
    Architecture a = TestSpaces.tiny().sample(1);
    assertThatThrownBy(() -> Mutation.perturb(a, 1.5, 0))
        .hasMessage("probability is 1.5; it lies between 0 and 1, the paper takes 0.05");
    Architecture large = new Architecture(a.space().withMaxParameters(10), a.blocks());
    assertThatThrownBy(() -> Mutation.perturb(large, 0.05, 0))
        .hasMessageContaining("at most 10 parameters")
        .hasMessageContaining("raise maxParameters");
  }
}
