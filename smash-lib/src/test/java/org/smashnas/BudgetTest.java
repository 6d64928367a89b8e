package org.smashnas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;

class BudgetTest {
  @Test
  void aBudgetTakesAnothersNetworksAndKeepsItsLengths() {
    Budget mixed = Budget.laptop().withNetworksOf(Budget.quick());
    assertThat(mixed.limit(SearchSpace.v2())).isEqualTo(Budget.quick().limit(SearchSpace.v2()));
    assertThat(mixed.smash()).isEqualTo(Budget.laptop().smash());
    assertThat(mixed.training()).isEqualTo(9000);
    assertThat(mixed.voxelResolution()).isEqualTo(16);
  }

  @Test
  void theBudgetCutsTheSpaceDownAndLeavesWhatIsSmaller() {
    SearchSpace cut = Budget.laptop().limit(SearchSpace.v2().withMaxOps(3));
    assertThat(cut.maxUnits()).isEqualTo(32);
    assertThat(cut.maxBanks()).isEqualTo(12);
    assertThat(cut.kernels()).containsExactly(3, 5);
    assertThat(cut.maxOps()).isEqualTo(3);
    assertThat(Budget.paper().limit(SearchSpace.v2())).isEqualTo(SearchSpace.v2());
    for (Budget budget : List.of(Budget.smoke(), Budget.quick(), Budget.laptop(), Budget.paper())) {
      for (SearchSpace space : List.of(SearchSpace.v1(), SearchSpace.v2().withBankUnit(16))) {
        assertThat(budget.limit(space).sample(1).blocks()).hasSize(3);
      }
    }
    // v1 counts in sixes
    assertThat(Budget.laptop().limit(SearchSpace.v1()).maxUnits()).isEqualTo(30);
    // and an op of it reads 18 channels at the least, more than the smoke budget's 16
    assertThat(Budget.smoke().limit(SearchSpace.v1()).blockInputs().get(0)).isEqualTo(18);
  }

  @Test
  void theLaboratorysSpaceIsLeftAsItIsByBothItsBudgets() {
    for (Budget budget : List.of(Budget.quick(), Budget.laptop())) {
      assertThat(budget.limit(SearchSpace.lab())).isEqualTo(SearchSpace.lab());
      assertThat(budget.training()).isEqualTo(9000);
    }
  }

  @Test
  void atLaptopBudgetTheDepthOfNetworksVaries() {
    SearchSpace laptop = Budget.laptop().limit(SearchSpace.v2());
    Set<Integer> depths = new HashSet<>();
    Sampler.of(laptop)
        .sample(200, 1)
        .forEach(a -> a.blocks().forEach(b -> depths.add(b.ops().size())));
    assertThat(depths).containsExactlyInAnyOrder(1, 2, 3, 4);
  }

  @Test
  void impossibleBudgetsAreRefused() {
    assertThatThrownBy(() -> Budget.named("huge"))
        .hasMessage("no budget \"huge\"; there are smoke, quick, laptop and paper");
    assertThatThrownBy(() -> Budget.quick().withStudied(2))
        .hasMessageContaining("2 studied architectures; fewer than 3 have no order");
  }
}
