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
import org.smashnas.nn.HyperShape;
import org.smashnas.study.Correlation;
import org.smashnas.study.TruthPlan;
import org.smashnas.study.TruthSchedule;
import org.smashnas.study.Truths;
import org.smashnas.table.Tables;
import org.smashnas.train.Progress;

class TruthTrainingTest {
  private static final Budget TINY =
      SmashTest.TINY.withSmash(
          SmashTest.TINY.smash().withHyper(new HyperShape(2, 2, List.of(1, 1))));

  private final Dataset data = Datasets.shapes(100, 30, 1);
  private final SearchSpace space = TINY.fit(SearchSpace.v2(), data);
  private final TruthPlan plan =
      TruthPlan.draw(
          space,
          3,
          List.of(
              TruthSchedule.of("short", TINY.result()),
              TruthSchedule.of("long", TINY.result().withEpochs(2)).withRepeated(1)),
          1);

  @Test
  void truthsAreTrainedOnceAndServeASmashNetworkOfAnotherSplit(@TempDir Path folder) {
    Path table = folder.resolve("tiny");
    Truths truths = TruthTraining.run(plan, data, TINY, table, Progress.silent(), 4);
    assertThat(truths.rows()).hasSize(7);
    assertThat(truths.rows()).allMatch(r -> r.test().examples() == 10);
    assertThat(Tables.metadata(table.resolve("truths.arrow")))
        .containsEntry("data_set", "shapes")
        .containsEntry("training_examples", "60")
        .containsEntry("seed", "4")
        .containsKeys("source", "examples", "threads", "git_commit", "schedule_short");
    // a row is what the network's training gives by itself, with the same examples
    try (Smash smash = Smash.train(SearchSpace.v2(), data, TINY, 4);
        Trained alone =
            smash.trainResult(
                truths.networks().get(0), TINY.result(), truths.rows().get(0).seed())) {
      assertThat(truths.rows().get(0).test().outcomes()).isEqualTo(alone.test().outcomes());
    }
    try (Smash smash = Smash.train(SearchSpace.v2(), data, TINY, 9)) {
      Correlation found = smash.correlate(Truths.read(table), "long", folder.resolve("study"));
      assertThat(found.pairings()).hasSize(3);
      assertThat(found.pairings())
          .allMatch(p -> p.trueError() == truths.of("long").get(p.architecture()).get(0).error());
    }
    Budget fewer = TINY.withTraining(50);
    try (Smash smash = Smash.train(SearchSpace.v2(), data, fewer, 4)) {
      assertThatThrownBy(() -> smash.correlate(truths, "long", folder.resolve("other")))
          .hasMessageContaining("with training_examples 60, and the study has 50");
    }
  }
}
