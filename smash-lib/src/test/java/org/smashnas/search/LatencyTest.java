package org.smashnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.nn.Precision;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Progress;

class LatencyTest {
  private static final SearchSpace SPACE = TestSpaces.tiny();

  @TempDir private Path folder;

  private final List<String> timed = new ArrayList<>();

  /** A clock that never says the same twice, as a real one. */
  private Latency fake(int batch) {
    return new Latency(
        folder.resolve("latency.arrow"),
        batch,
        Precision.FLOAT32,
        (a, n, p) -> {
          timed.add(a.id() + " " + n);
          return n + timed.size() * 7 % 50 / 100.0;
        });
  }

  @Test
  void eachNetworkIsMeasuredOnceABatchAndKept() {
    Latency one = fake(1);
    double first = one.of(SPACE.sample(1));
    assertThat(one.of(SPACE.sample(2))).isNotEqualTo(first);
    assertThat(one.of(SPACE.sample(1))).isEqualTo(first);
    assertThat(fake(1).of(SPACE.sample(1))).isEqualTo(first);
    assertThat(one.withBatch(50).of(SPACE.sample(1))).isGreaterThan(50);
    assertThat(timed).hasSize(3);
    assertThat(fake(1).table().rowCount()).isEqualTo(3);
    one.of(SPACE.withResolution(2 * SPACE.resolution()).sample(1));
    assertThat(timed).hasSize(4);
  }

  @Test
  void timesInAnotherPrecisionAreRefused() {
    fake(1).of(SPACE.sample(1));
    assertThatThrownBy(
            () ->
                new Latency(folder.resolve("latency.arrow"), 1, Precision.BFLOAT16, (a, n, p) -> 1))
        .hasMessageContaining("was begun with precision FLOAT32, and now it is BFLOAT16");
    assertThatThrownBy(() -> fake(0)).hasMessageContaining("batch is 0");
  }

  @Test
  void theTimeOfAPassIsMeasured() {
    Latency latency = Latency.open(folder.resolve("latency.arrow"));
    Architecture network = SPACE.sample(1);
    assertThat(latency.of(network)).isPositive().isEqualTo(latency.of(network)).isFinite();
    assertThat(latency.withBatch(50).of(network)).isPositive();
    assertThat(latency.table().column("milliseconds").countUnique()).isEqualTo(1);
    assertThat(latency.withBatch(50).table().rowCount()).isEqualTo(2);
  }

  @Test
  void aSearchKeepsALatencyAndGoesOnWithTheTimesOfItsTable() {
    Path file = folder.resolve("search.arrow");
    List<Objective> objectives = List.of(Objective.score(), Objective.latency(fake(1)));
    assertThat(objectives).hasToString("[score, milliseconds_1]");
    int[] left = {13};
    Scorer scorer =
        a -> {
          if (--left[0] == 0) {
            Thread.currentThread().interrupt();
          }
          return new Evaluation(.5, .5, 10);
        };
    List<Stage> stages = List.of(new ParetoEvolution(30, 10, 10, objectives, .2));
    new Search(SPACE, scorer, stages)
        .where(fake(1).atMost(1.25))
        .run(file, Map.of(), Progress.silent(), 1);
    Latency again = fake(1);
    SearchResult whole =
        new Search(
                SPACE,
                scorer,
                List.of(
                    new ParetoEvolution(
                        30, 10, 10, List.of(Objective.score(), Objective.latency(again)), .2)))
            .where(again.atMost(1.25))
            .resume(file, Map.of(), Progress.silent(), 1);
    assertThat(whole.scored())
        .hasSize(30)
        .allSatisfy(c -> assertThat(again.of(c.architecture())).isLessThanOrEqualTo(1.25));
    assertThat(timed).doesNotHaveDuplicates();
  }
}
