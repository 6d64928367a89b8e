package org.smashnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Elements;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.Pool;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.arch.Write;

class ImportanceTest {
  private static final SearchSpace SPACE = SearchSpace.lab();

  private static SearchResult scored(int count, ToDoubleFunction<Architecture> score) {
    List<Candidate> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Architecture a = SPACE.sample(i);
      all.add(new Candidate(a, null, "random", score.applyAsDouble(a), 1, 0));
    }
    return new SearchResult(all);
  }

  /** Share of the most that block 1's ops can be dilated. */
  private static double dilation(Architecture a) {
    return (Elements.of(a).get("block 1: dilation") - 1) / 3;
  }

  @Test
  void whatAloneDecidesTheScoreIsTheMostImportant() {
    Importance importance = scored(120, ImportanceTest::dilation).importance(1);
    assertThat(importance.elements().get(0).element()).isEqualTo("block 1: dilation");
    assertThat(importance.told()).isBetween(.3, 1.0);
    assertThat(importance.elements().get(0).importance())
        .isGreaterThan(10 * importance.elements().get(5).importance());
    assertThat(importance.toString())
        .matches(
            "a forest tells \\d\\d% of the variance of 120 scores held out; most by block 1:"
                + " dilation");
    assertThat(importance.table().rowCount()).isEqualTo(importance.elements().size());
    assertThat(importance.plot().getSeriesMap()).hasSize(1);
    assertThat(scored(120, ImportanceTest::dilation).importance(1)).isEqualTo(importance);
  }

  @Test
  void whereTheScoreIsNoiseTheForestTellsNothing() {
    SplittableRandom random = new SplittableRandom(1);
    Importance importance = scored(60, a -> random.nextDouble()).importance(1);
    assertThat(importance.told()).isNegative();
    assertThat(importance)
        .hasToString("a forest tells nothing of 60 scores held out; score more candidates");
  }

  @Test
  void theFifthsAreThoseOfTheRanking() {
    SearchResult found = scored(23, ImportanceTest::dilation);
    Fifths fifths = found.fifths();
    assertThat(fifths.best())
        .containsExactlyElementsOf(
            found.ranked().subList(0, 4).stream().map(c -> Elements.of(c.architecture())).toList());
    assertThat(fifths.worst()).hasSize(4);
    var table = fifths.table();
    int row = table.stringColumn("element").asList().indexOf("block 1: dilation");
    double best =
        found.ranked().subList(0, 4).stream()
            .mapToDouble(c -> 1 + 3 * c.score())
            .average()
            .orElseThrow();
    assertThat(table.doubleColumn("best").get(row)).isCloseTo(best, within(1e-9));
    assertThat(table.doubleColumn("difference").get(row)).isNegative();
    assertThat(fifths.plot().getSeriesMap()).hasSize(4 + 4 + 2);
  }

  @Test
  void elementsAreTheMeansOfABlocksOps() {
    Architecture a = SPACE.sample(3);
    Map<String, Double> elements = Elements.of(a);
    List<OpSite> second = a.sites().stream().filter(s -> s.block() == 1).toList();
    assertThat(elements.get("block 1: ops")).isEqualTo(second.size());
    assertThat(elements.get("block 1: units"))
        .isEqualTo(second.stream().mapToInt(s -> s.op().units()).average().orElseThrow());
    assertThat(elements.get("block 1: reads"))
        .isEqualTo(second.stream().mapToInt(s -> s.op().read().size()).average().orElseThrow());
    // One 3x3 convolution an op: there is nothing to tell of kernels and patterns.
    assertThat(elements.keySet())
        .noneMatch(n -> n.endsWith("kernel") || n.endsWith("convolutions"));
    assertThat(elements.keySet()).noneMatch(n -> n.contains("write ") || n.contains("pool "));
    for (int seed = 0; seed < 5; seed++) {
      assertThat(Elements.of(SPACE.sample(seed)).keySet())
          .containsExactlyElementsOf(elements.keySet());
    }
  }

  @Test
  void ofSeveralWaysOfWritingOrPoolingEachHasItsShareOfABlocksOps() {
    SearchSpace any =
        TestSpaces.tiny()
            .withWrites(List.of(Write.ADD, Write.MULTIPLY))
            .withPools(List.of(Pool.values()));
    var builder = Architecture.builder(any);
    for (int b = 0; b < SearchSpace.BLOCKS; b++) {
      builder.block(8).op(List.of(0), List.of(0), 8).op(List.of(0), List.of(0), 8);
    }
    Map<String, Double> elements =
        Elements.of(builder.writing(Write.MULTIPLY).pool(Pool.MEAN).build());
    assertThat(elements)
        .containsEntry("block 1: write ADD", 1.0)
        .containsEntry("block 1: write MULTIPLY", 0.0)
        .containsEntry("block 2: write ADD", 0.5)
        .containsEntry("block 2: write MULTIPLY", 0.5)
        .containsEntry("block 2: pool MEAN", 0.5)
        .containsEntry("block 2: pool MAX", 0.0);
  }

  @Test
  void tooFewCandidatesAreRefused() {
    assertThatThrownBy(() -> scored(9, a -> .5).importance(1))
        .hasMessage("the search has 9 candidates; a forest learns nothing from fewer than 10");
    assertThatThrownBy(() -> scored(4, a -> .5).fifths()).hasMessageContaining("give at least 5");
  }
}
