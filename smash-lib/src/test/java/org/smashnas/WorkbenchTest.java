package org.smashnas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Dataset;
import org.smashnas.data.Datasets;
import org.smashnas.encoding.Encoding;
import org.smashnas.nn.HyperShape;
import org.smashnas.nn.PointwiseSource;
import org.smashnas.study.Variants;
import org.smashnas.table.Tables;

class WorkbenchTest {
  private static final Budget TINY =
      SmashTest.TINY.withSmash(
          SmashTest.TINY.smash().withHyper(new HyperShape(2, 2, List.of(1, 1))));

  private final Dataset data = Datasets.shapes(100, 30, 1);

  @Test
  void variantsDifferInNothingButTheirEncoding(@TempDir Path folder) {
    Workbench bench = Workbench.open(SearchSpace.v2(), data, TINY, List.of(5L, 6L), folder);
    bench.add("one-hot", Encoding::oneHot);
    bench.add("the same", Encoding::oneHot);
    Variants found = bench.add("without writes", s -> Encoding.oneHot(s).without("write"));
    assertThat(found.rows()).hasSize(3 * 2 * 3);
    // one encoding twice is one network twice
    assertThat(errors(found, "the same", 5)).isEqualTo(errors(found, "one-hot", 5));
    assertThat(errors(found, "the same", 6)).isEqualTo(errors(found, "one-hot", 6));
    assertThat(found.result("without writes", 1).channels())
        .isEqualTo(Encoding.oneHot(bench.space()).channels() - 4);
    assertThat(Tables.metadata(folder.resolve("variants.arrow")))
        .containsEntry("seed", "[5, 6]")
        .containsEntry("budget", "tiny")
        .containsKeys("examples", "training", "git_commit", "architectures");
  }

  /** The errors of one network, in order. */
  private static List<Double> errors(Variants found, String variant, long seed) {
    return found.rows().stream()
        .filter(r -> r.variant().equals(variant) && r.hypernetSeed() == seed)
        .map(Variants.Row::error)
        .toList();
  }

  @Test
  void encodingsAreNotComparedWhereNoCodeIsRead(@TempDir Path folder) {
    Budget shared = TINY.withSmash(TINY.smash().withPointwise(PointwiseSource.SHARED));
    assertThatThrownBy(() -> Workbench.open(SearchSpace.v2(), data, shared, List.of(5L), folder))
        .hasMessageContaining("the 1x1 weights come from SHARED")
        .hasMessageContaining("withPointwise(PointwiseSource.HYPERNET)");
  }

  @Test
  void aWorkbenchNeedsASeed(@TempDir Path folder) {
    assertThatThrownBy(() -> Workbench.open(SearchSpace.v2(), data, TINY, List.of(), folder))
        .hasMessageContaining("the seeds []; give at least one");
  }
}
