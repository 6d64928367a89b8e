package org.smashnas.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Perturbations of what an op has beside the paper's elements. */
class GateMutationTest {
  private static final double PROBABILITY = 0.3;

  private static final List<Change> CHANGES = changes();

  private record Change(Op from, Op to) {
    boolean twoPaths() {
      return from.pattern().twoPaths() && to.pattern().twoPaths();
    }
  }

  /** Ops before and after; a space of one bank size, so that each stays in its place. */
  private static List<Change> changes() {
    SearchSpace space = TestSpaces.rich(TestSpaces.tiny()).withVariableBanks(false).withMaxOps(8);
    List<Change> changes = new ArrayList<>();
    for (int seed = 0; seed < 700; seed++) {
      Architecture a = space.sample(seed);
      Architecture b = Mutation.perturb(a, PROBABILITY, seed);
      for (int i = 0; i < a.sites().size(); i++) {
        changes.add(new Change(a.sites().get(i).op(), b.sites().get(i).op()));
      }
    }
    return changes;
  }

  private static double share(List<Change> of, Predicate<Change> what) {
    assertThat(of).hasSizeGreaterThan(150);
    return (double) of.stream().filter(what).count() / of.size();
  }

  @Test
  void optionsAreDrawnAnewAtTheProbability() {
    // drawn anew, one of three activations and one of two joinings comes out as it was
    assertThat(share(CHANGES, c -> c.from().activation() != c.to().activation()))
        .isCloseTo(PROBABILITY * 2 / 3, within(0.015));
    assertThat(share(CHANGES, c -> c.from().writing() != c.to().writing()))
        .isCloseTo(PROBABILITY * 2 / 3, within(0.015));
    assertThat(share(CHANGES, c -> c.from().pool() != c.to().pool()))
        .isCloseTo(PROBABILITY * 2 / 3, within(0.015));
    List<Change> two = CHANGES.stream().filter(Change::twoPaths).toList();
    assertThat(share(two, c -> c.from().gated() != c.to().gated()))
        .isCloseTo(PROBABILITY / 2, within(0.015));
  }

  @Test
  void aGateGoesWithItsSecondPathAndMayComeWithANewOne() {
    List<Change> lost =
        CHANGES.stream().filter(c -> c.from().gated() && !c.to().pattern().twoPaths()).toList();
    assertThat(share(lost, c -> c.to().gated())).isZero();
    List<Change> won =
        CHANGES.stream()
            .filter(c -> !c.from().pattern().twoPaths() && c.to().pattern().twoPaths())
            .toList();
    assertThat(share(won, c -> c.to().gated())).isCloseTo(0.5, within(0.06));
  }
}
