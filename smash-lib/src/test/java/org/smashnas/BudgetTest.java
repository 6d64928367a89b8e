package org.smashnas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Dataset;
import org.smashnas.data.Examples;

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

  private static Dataset pictures(int... sides) {
    List<Integer> shape = new ArrayList<>(List.of(1));
    Arrays.stream(sides).forEach(shape::add);
    int size = shape.stream().reduce(8, (a, b) -> a * b);
    int[] labels = {0, 1, 0, 1, 0, 1, 0, 1};
    Examples all = new Examples("odd", List.of("a", "b"), shape, new byte[size], labels);
    return new Dataset("odd", all, all, "drawn here");
  }

  @ParameterizedTest
  @CsvSource({
    "28,28,16,28",
    "30,30,16,28",
    "10,10,8,8",
    "14,14,12,12",
    "30,20,16,20",
    "20,30,16,20",
    "33,64,16,32",
    "500,375,16,32",
    "4,4,4,4",
    "5,7,4,4",
  })
  void picturesOfAnySizeFit(int height, int width, int quick, int paper) {
    Dataset data = pictures(height, width);
    for (SearchSpace space : List.of(SearchSpace.v2(), SearchSpace.lab())) {
      assertThat(Budget.quick().fit(space, data).resolution()).isEqualTo(quick);
    }
    int most = Budget.paper().fit(SearchSpace.v2(), data).resolution();
    assertThat(most).isEqualTo(paper);
    assertThat(data.atResolution(most).train().shape()).containsExactly(1, most, most);
  }

  @Test
  void whereNothingFitsTheCallThatHelpsIsNamed() {
    assertThatThrownBy(() -> Budget.quick().fit(SearchSpace.v2(), pictures(3, 28)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shape [1, 3, 28]")
        .hasMessageContaining("use data.padded(4)");
    Dataset padded = pictures(3, 28).padded(4);
    assertThat(Budget.quick().fit(SearchSpace.v2(), padded).resolution()).isEqualTo(4);
    assertThatThrownBy(() -> Budget.quick().withResolution(3))
        .hasMessageContaining("a resolution of 3 cells a side; at least 4 are needed");
    assertThat(Budget.quick().withResolution(14).fit(SearchSpace.v2(), pictures(28, 28)))
        .extracting(SearchSpace::resolution)
        .isEqualTo(12);
    SearchSpace three = SearchSpace.v2().withDims(3);
    assertThat(Budget.laptop().fit(three, pictures(10, 30, 21)).resolution()).isEqualTo(16);
    assertThat(Budget.laptop().fit(three, pictures(3, 6, 2)).resolution()).isEqualTo(4);
  }
}
