package org.smashnas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.data.Augmentation;
import org.smashnas.data.Batches;
import org.smashnas.data.Examples;
import org.smashnas.data.Minibatch;
import org.smashnas.data.Normalization;
import org.smashnas.nn.GradientMode;

class EvaluationTest {
  /** Logits of seven classes by which each label is in its given place, 0 for the likeliest. */
  private static float[] logits(int[] labels, int[] places) {
    float[] all = new float[labels.length * 7];
    for (int i = 0; i < labels.length; i++) {
      for (int k = 0; k < 7; k++) {
        int place = Math.floorMod(k - labels[i] + places[i], 7);
        all[i * 7 + k] = 7 - place;
      }
    }
    return all;
  }

  private static Evaluation of(float[] logits, int classes, long... labels) {
    Tally tally = new Tally();
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray scores = manager.create(logits, new Shape(labels.length, classes));
      tally.add(Tally.Batch.of(scores, manager.create(labels)));
    }
    return tally.evaluation();
  }

  @Test
  void anExampleCountsAsATop5ErrorFromTheSixthPlaceOn() {
    int[] labels = {0, 1, 2, 3};
    Evaluation e = of(logits(labels, new int[] {0, 4, 5, 6}), 7, 0, 1, 2, 3);
    assertThat(e.error()).isEqualTo(0.75);
    assertThat(e.top5Error()).isEqualTo(0.5);
    assertThat(e).hasToString("error 75.0% (95% interval 30.1 to 95.4, n = 4), top-5 error 50.0%");
  }

  @Test
  void theConfusionHasTrueClassesInRowsAndPredictedOnesInColumns() {
    Evaluation e = of(new float[] {3, 1, 0, 2, 0, 9, 0, 5, 1, 0, 0, 0}, 3, 0, 1, 1, 2);
    assertThat(e.confusion().counts()).isDeepEqualTo(new int[][] {{1, 0, 0}, {0, 1, 1}, {1, 0, 0}});
    assertThat(e.confusion().accuracy(0)).isEqualTo(1);
    assertThat(e.confusion().accuracy(1)).isEqualTo(0.5);
    assertThat(e.confusion().examples(1)).isEqualTo(2);
    // three classes are all among the five likeliest
    assertThat(e.top5Error()).isZero();
  }

  @Test
  void aConfusionCannotBeChangedFromOutside() {
    int[][] given = {{1, 2}, {3, 4}};
    Confusion confusion = Confusion.of(given);
    given[0][1] = 9;
    confusion.counts()[1][0] = 9;
    assertThat(confusion).isEqualTo(Confusion.of(new int[][] {{1, 2}, {3, 4}}));
    assertThatThrownBy(() -> Confusion.of(new int[][] {{1, 2}}))
        .hasMessageContaining("of 1 rows has the row [1, 2]");
  }

  @Test
  void aScoreAloneHasNeitherTop5NorConfusion() {
    Evaluation score = new Evaluation(0.2, 1, 100);
    assertThat(score.top5Error()).isNaN();
    assertThat(score.confusion().classes()).isZero();
    assertThat(score).hasToString("error 20.0% (95% interval 13.3 to 28.9, n = 100)");
  }

  @Test
  void anEnsembleAveragesItsMembersProbabilities() {
    try (TinyRun run = new TinyRun()) {
      run.trainer(2).run(Progress.silent());
      List<Architecture> three = Sampler.of(run.space).sample(3, 4);
      double[][] mean = new double[20][10];
      Minibatch batch = run.validation.inOrder().iterator().next();
      GradientMode.off();
      try (NDManager manager = NDManager.newBaseManager()) {
        for (Architecture a : three) {
          float[] logits = run.net.forward(a, batch.inputs(manager)).toFloatArray();
          for (int i = 0; i < 20; i++) {
            double sum = 0;
            for (int k = 0; k < 10; k++) {
              sum += Math.exp(logits[i * 10 + k]);
            }
            for (int k = 0; k < 10; k++) {
              mean[i][k] += Math.exp(logits[i * 10 + k]) / sum / 3;
            }
          }
        }
      }
      double loss = 0;
      int wrong = 0;
      for (int i = 0; i < 20; i++) {
        int label = batch.labels()[i];
        int best = 0;
        for (int k = 1; k < 10; k++) {
          best = mean[i][k] > mean[i][best] ? k : best;
        }
        wrong += best == label ? 0 : 1;
        loss -= Math.log(mean[i][label]) / 20;
      }
      Evaluation ensemble = Evaluation.of(run.net, three, run.validation);
      assertThat(ensemble.error()).isEqualTo(wrong / 20.0);
      assertThat(ensemble.loss()).isCloseTo(loss, within(1e-5));
      Evaluation one = Evaluation.of(run.net, three.subList(0, 1), run.validation);
      Evaluation same = Evaluation.of(run.net, three.get(0), run.validation);
      assertThat(one.loss()).isCloseTo(same.loss(), within(1e-5));
      assertThat(one.confusion()).isEqualTo(same.confusion());
      assertThatThrownBy(() -> Evaluation.of(run.net, List.of(), run.validation))
          .hasMessageContaining("the ensemble has no architecture");
    }
  }

  @Test
  void aPredictionOverRotationsIsTheMeanOfTheProbabilities() {
    byte[] oneCorner = {(byte) 255, 0, 0, 0, 0, 0, 0, 0};
    Examples example =
        new Examples("corner", List.of("a", "b"), List.of(1, 2, 2, 2), oneCorner, new int[] {0});
    Augmentation quarters = Augmentation.none().withRotations(4);
    Batches turned = new Batches(example, 1, Normalization.voxels(), quarters);
    // The logit of "a" is what the corner's cell holds: 5 in one of four quarter turns, else -1.
    UnaryOperator<NDArray> corner =
        x -> {
          NDArray cell = x.reshape(1, 8).get(":, 0");
          return NDArrays.stack(new NDList(cell, cell.zerosLike()), 1);
        };
    double a = (1 / (1 + Math.exp(-5)) + 3 / (1 + Math.exp(1))) / 4;
    Evaluation e = Evaluation.overRotations(corner, turned);
    assertThat(e.loss()).isCloseTo(-Math.log(a), within(1e-5));
    assertThat(e.error()).isEqualTo(1);
    assertThat(e.examples()).isEqualTo(1);
    Batches asItIs = new Batches(example, 1, Normalization.voxels(), Augmentation.none());
    assertThat(Evaluation.overRotations(corner, asItIs).error()).isEqualTo(0);
  }

  @Test
  void aNetworkWithALogitThatIsNoFiniteNumberHasClassifiedNothing() {
    // the first two examples would be right
    for (float odd : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      Evaluation e = of(new float[] {3, 1, 0, 0, 9, odd, 5, 1, 0}, 3, 0, 1, 2);
      assertThat(e.finite()).isFalse();
      assertThat(e.error()).isEqualTo(1);
      assertThat(e.loss()).isNaN();
      assertThat(e.outcomes().error()).isEqualTo(1);
      assertThat(e).hasToString("no result on 3 examples: logits are no finite numbers");
      assertThatThrownBy(() -> e.requireFinite("architecture 3f2a"))
          .isInstanceOf(TrainingException.class)
          .hasMessage(
              "architecture 3f2a gives logits that are no finite numbers and is not measured; train again with a lower learningRate");
    }
    Evaluation wrong = of(new float[] {0, 1}, 2, 0);
    assertThat(wrong.requireFinite("it")).isSameAs(wrong);
  }
}
