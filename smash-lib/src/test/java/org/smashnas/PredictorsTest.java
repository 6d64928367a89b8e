package org.smashnas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Dataset;
import org.smashnas.data.Datasets;
import org.smashnas.study.Baselines;
import org.smashnas.study.Predictor;
import org.smashnas.study.TruthPlan;
import org.smashnas.study.TruthSchedule;
import org.smashnas.study.Truths;
import org.smashnas.table.Tables;
import org.smashnas.train.Progress;

class PredictorsTest {
  private static final Budget TINY = SmashTest.TINY;

  private final Dataset data = Datasets.shapes(100, 30, 1);
  private final SearchSpace space = TINY.fit(SearchSpace.v2(), data);

  @Test
  void theStandardOnesAreMeasuredOnTruthsAndGoOn(@TempDir Path folder) {
    TruthPlan plan = TruthPlan.draw(space, 3, List.of(TruthSchedule.of("short", TINY.result())), 1);
    Truths truths = TruthTraining.run(plan, data, TINY, folder, Progress.silent(), 4);
    Baselines found = Predictors.measure(truths, data, TINY, folder, Progress.silent(), 4);
    assertThat(found.predictors())
        .containsExactly(
            "parameters",
            "multiply_adds",
            "ops",
            "synflow",
            "jacob_cov",
            "grad_norm",
            "trained_50_steps_cross_entropy",
            "trained_200_steps_cross_entropy");
    assertThat(found.rows()).hasSize(24).allMatch(r -> Double.isFinite(r.value()));
    assertThat(found.against(truths, "short", 1).intColumn("n").asList())
        .containsOnly(3)
        .hasSize(8);
    assertThat(Tables.metadata(folder.resolve("baselines.arrow")))
        .containsEntry("data_set", "shapes")
        .containsEntry("seed", "4")
        .containsEntry("normal_training", TINY.result().toString())
        .containsKeys("examples", "search_space", "truths", "threads", "git_commit");
    assertThat(Predictors.measure(truths, data, TINY, folder, Progress.silent(), 4))
        .isEqualTo(found);
    assertThatThrownBy(() -> Predictors.measure(truths, data, TINY, folder, Progress.silent(), 5))
        .hasMessageContaining("baselines.arrow was begun with");
    assertThatThrownBy(
            () ->
                Predictors.measure(
                    truths, data, TINY.withTraining(50), folder, Progress.silent(), 4))
        .hasMessageContaining("with training_examples 60, and the study has 50");
  }

  @Test
  void theSeedDecidesValues() {
    Architecture a = Sampler.of(space).sample(1);
    List<Integer> drawn = List.of(3, 4, 5, 6);
    double[] first = values(a, drawn, 1);
    assertThat(values(a, drawn, 1)).isEqualTo(first);
    double[] other = values(a, drawn, 2);
    for (int i = 0; i < first.length; i++) {
      assertThat(other[i]).isNotEqualTo(first[i]);
    }
  }

  private double[] values(Architecture a, List<Integer> which, long seed) {
    List<Predictor> all = Predictors.standard(space, data, TINY, seed);
    return which.stream().mapToDouble(i -> all.get(i).value().applyAsDouble(a)).toArray();
  }
}
