package org.smashnas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.smashnas.nn.Precision;
import org.smashnas.nn.ResultNet;

class ResultTrainerTest {
  @Test
  void trainingOnTheSamePicturesHalvesTheLoss() {
    try (TinyRun run = new TinyRun();
        ResultNet net = new ResultNet(run.space.sample(1), Precision.FLOAT32, 1)) {
      ResultConfig config = ResultConfig.paper().withEpochs(60);
      History history =
          new ResultTrainer(net, config, run.unchanged, run.validation, 1).run(Progress.silent());
      assertThat(history.last().trainLoss()).isLessThan(0.5 * history.epochs().get(0).trainLoss());
    }
  }

  @Test
  void twoRunsWithOneSeedAreIdentical() {
    try (TinyRun run = new TinyRun();
        ResultNet a = new ResultNet(run.space.sample(1), Precision.FLOAT32, 1);
        ResultNet b = new ResultNet(run.space.sample(1), Precision.FLOAT32, 1)) {
      ResultConfig config = ResultConfig.paper().withEpochs(2);
      assertThat(train(run, b, config).last().trainLoss())
          .isEqualTo(train(run, a, config).last().trainLoss());
    }
  }

  private static History train(TinyRun run, ResultNet net, ResultConfig config) {
    return new ResultTrainer(net, config, run.training, run.validation, 1).run(Progress.silent());
  }

  @Test
  void generatedWeightsAreAskedOfANetworkThatHasThem() {
    ResultConfig config = ResultConfig.paper().withFromGenerated(true);
    try (TinyRun run = new TinyRun();
        ResultNet random = new ResultNet(run.space.sample(1), Precision.FLOAT32, 1);
        ResultNet given = ResultNet.of(run.net, run.space.sample(1), 1)) {
      assertThatThrownBy(() -> new ResultTrainer(random, config, run.training, run.validation, 1))
          .hasMessageContaining("began with random weights; make it with ResultNet.of(");
      assertThat(new ResultTrainer(given, config, run.training, run.validation, 1).finished())
          .isFalse();
    }
  }

  @Test
  void anEvaluationCountsErrorsAndCrossEntropy() {
    try (TinyRun run = new TinyRun()) {
      // logits that always say class 0 by ln 9: p(0) = 9/18 of ten classes
      Evaluation e =
          Evaluation.of(
              x -> {
                float[] rows = new float[(int) x.getShape().get(0) * 10];
                for (int i = 0; i < rows.length; i += 10) {
                  rows[i] = (float) Math.log(9);
                }
                return x.getManager()
                    .create(rows, new ai.djl.ndarray.types.Shape(rows.length / 10, 10));
              },
              run.validation);
      // 20 pictures, two of each class
      assertThat(e.examples()).isEqualTo(20);
      assertThat(e.error()).isEqualTo(0.9);
      double expected = 0.1 * Math.log(2) + 0.9 * Math.log(18);
      assertThat(e.loss()).isCloseTo(expected, org.assertj.core.api.Assertions.within(1e-5));
    }
  }

  @Test
  void theErrorsIntervalIsWilsons() {
    // 20 of 100: Wilson's interval by hand, (0.2 + z^2/200 +- z sqrt(0.0016 + z^2/40000)) / (1 +
    // z^2/100)
    Evaluation e = new Evaluation(0.2, 1, 100);
    assertThat(e.errorLow()).isCloseTo(0.1334, org.assertj.core.api.Assertions.within(1e-4));
    assertThat(e.errorHigh()).isCloseTo(0.2888, org.assertj.core.api.Assertions.within(1e-4));
  }
}
