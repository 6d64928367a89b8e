package org.smashnas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Dataset;
import org.smashnas.data.Datasets;
import org.smashnas.encoding.Encoding;
import org.smashnas.nn.HyperShape;
import org.smashnas.nn.PointwiseSource;
import org.smashnas.study.Truth;
import org.smashnas.study.Truths;
import org.smashnas.study.Variants;
import org.smashnas.table.Tables;
import org.smashnas.train.Evaluation;

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

  @Test
  void aVariantWithAnotherHyperNetIsAnother(@TempDir Path folder) {
    Workbench bench = Workbench.open(SearchSpace.v2(), data, TINY, List.of(5L), folder);
    bench.add("one-hot", Encoding::oneHot);
    Variants found = bench.add("messages", Encoding::oneHot, h -> h.withMessages(2));
    assertThat(errors(found, "messages", 5)).isNotEqualTo(errors(found, "one-hot", 5));
    assertThatThrownBy(() -> bench.add("messages", Encoding::oneHot))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("messages");
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

  /** Four networks with true errors of 0.1 to 0.4 by the one schedule. */
  private Truths truths() {
    List<Architecture> networks =
        Sampler.of(TINY.fit(SearchSpace.v2(), data).withName("lab")).sample(4, 1);
    List<Truth> rows =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    new Truth(
                        networks.get(i).id(),
                        "long",
                        0,
                        i,
                        new Evaluation(0.1 * (i + 1), 1, 10),
                        1,
                        List.of(0.5),
                        List.of(1.0),
                        List.of(1.0)))
            .toList();
    Map<String, String> metadata =
        Map.of(
            "data_set", data.name(),
            "source", data.source(),
            "training_examples", "60",
            "examples", "those of the truths",
            "seed", "1",
            "schedule_long", "one epoch");
    return new Truths("table", metadata, networks, rows);
  }

  @Test
  void againstTruthsTheirNetworksAreMeasured(@TempDir Path folder) {
    Workbench bench =
        Workbench.open(SearchSpace.v2(), data, TINY, List.of(5L), folder).against(truths(), "long");
    assertThat(bench.toString())
        .startsWith("workbench of space v2, 4 architectures, seeds [5], in ")
        .endsWith("; true errors from schedule long of truths table");
    Variants found = bench.add("one-hot", Encoding::oneHot);
    assertThat(found.truth()).isEqualTo("schedule long of truths table");
    Map<String, List<Evaluation>> known = truths().of("long");
    assertThat(found.rows())
        .hasSize(4)
        .allMatch(r -> r.trueError() == known.get(r.architectureId()).get(0).error())
        .allMatch(r -> r.crossEntropy() > 0 && r.corruptedCrossEntropy() > 0);
  }

  @Test
  void truthsOfOtherConditionsAreRefusedBeforeTraining(@TempDir Path folder) {
    Budget fewer = TINY.withTraining(50);
    Workbench small = Workbench.open(SearchSpace.v2(), data, fewer, List.of(5L), folder);
    assertThatThrownBy(() -> small.against(truths(), "long"))
        .hasMessageContaining("with training_examples 60, and the study has 50");
    Workbench other = Workbench.open(SearchSpace.v1(), data, TINY, List.of(5L), folder);
    assertThatThrownBy(() -> other.against(truths(), "long"))
        .hasMessageContaining("as the study's space v1");
    Workbench bench = Workbench.open(SearchSpace.v2(), data, TINY, List.of(5L), folder);
    assertThatThrownBy(() -> bench.against(truths(), "short"))
        .hasMessageContaining("no schedule \"short\"; there are [long]");
    assertThat(folder).isEmptyDirectory();
  }
}
