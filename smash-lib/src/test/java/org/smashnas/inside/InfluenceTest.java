package org.smashnas.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.encoding.Encoding;
import org.smashnas.nn.HyperShape;
import org.smashnas.nn.Precision;
import org.smashnas.nn.SmashNet;

class InfluenceTest {
  private final SearchSpace space =
      TestSpaces.tiny()
          .withMaxOps(6)
          .withBlocks(List.of(8, 8, 8), List.of(40, 40, 40))
          .withBudgets(List.of(96, 96, 96));

  private static int reached(Architecture a, int column, HyperShape shape) {
    int first = Math.max(0, column - shape.reach());
    return Math.min(a.columns() - 1, column + shape.reach()) - first + 1;
  }

  @Test
  void aBlankedColumnChangesItsNeighboursAsFarAsTheHyperNetReaches() {
    HyperShape shape = new HyperShape(3, 4, List.of(1));
    Architecture a =
        Sampler.of(space).sample(30, 1).stream()
            .filter(s -> s.columns() > 8)
            .findFirst()
            .orElseThrow();
    try (SmashNet net = new SmashNet(Encoding.oneHot(space), shape, Precision.FLOAT32, 1)) {
      int column = a.columns() / 2;
      Influence influence = Influence.of(net, a, column);
      assertThat(influence.changes()).hasSize(a.columns());
      IntStream.range(0, a.columns())
          .forEach(
              l -> {
                boolean reached = Math.abs(l - column) <= shape.reach();
                assertThat(influence.changes().get(l) > 0).as("column " + l).isEqualTo(reached);
              });
      assertThat(influence.plot().getSeriesMap().values())
          .singleElement()
          .satisfies(
              points ->
                  assertThat(points.getXData())
                      .contains(column)
                      .hasSize(reached(a, column, shape)));
      assertThatThrownBy(() -> Influence.of(net, a, a.columns()))
          .hasMessageContaining("the code has columns 0 to " + (a.columns() - 1));
    }
  }
}
