package org.smashnas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Datasets;
import org.smashnas.study.Halved;
import org.smashnas.study.Halving;
import org.smashnas.study.Halving.Mark;
import org.smashnas.train.Epoch;
import org.smashnas.train.ResultConfig;

class HalvedSmashTest {
  @Test
  void trainingThatHaltsAtRungsIsTheTrainingThatDoesNot(@TempDir Path folder) {
    Budget budget = SmashTest.TINY;
    try (Smash smash = Smash.train(SearchSpace.v2(), Datasets.shapes(100, 30, 1), budget, 5)) {
      List<Architecture> three = Sampler.of(smash.space()).sample(3, 1);
      Halved halved = smash.halve(three, new Halving(2, 1, 2, 1), folder);
      assertThat(halved.marks()).hasSize(4);
      assertThat(smash.halve(three, new Halving(2, 1, 2, 1), folder)).isEqualTo(halved);

      Architecture best = halved.best();
      ResultConfig config = budget.result().withEpochs(2);
      Path checkpoints = folder.resolve("training").resolve(best.id());
      try (Trained halted = smash.trainResult(best, config, 5, checkpoints);
          Trained straight = smash.trainResult(best, config, 5)) {
        assertThat(halted.test()).isEqualTo(straight.test());
        assertThat(halved.marks().stream().filter(m -> m.architecture().equals(best.id())))
            .containsExactlyElementsOf(
                straight.history().epochs().stream().map(e -> mark(best, e)).toList());
      }
    }
  }

  private static Mark mark(Architecture network, Epoch e) {
    return new Mark(network.id(), e.number(), e.validationError(), e.validationLoss());
  }
}
