package org.smashnas.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.data.Augmentation;
import org.smashnas.data.Batches;
import org.smashnas.data.Dataset;
import org.smashnas.data.Datasets;
import org.smashnas.data.Minibatch;
import org.smashnas.data.Normalization;
import org.smashnas.nn.Precision;
import org.smashnas.nn.ResultNet;
import org.smashnas.nn.ZeroCost;
import org.smashnas.statistics.Interval;
import org.smashnas.statistics.RankCorrelation;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Measure;
import org.smashnas.train.Progress;
import org.smashnas.train.ResultConfig;
import org.smashnas.train.ResultTrainer;

class PredictorTest {
  private final SearchSpace space = TestSpaces.tiny().withClasses(10);
  private final List<Architecture> six = Sampler.of(space).sample(6, 1);
  private final Dataset data = Datasets.shapes(60, 20, 1).atResolution(8);
  private final Normalization normalization = Normalization.of(data.train());
  private final Batches training =
      new Batches(data.train(), 10, normalization, Augmentation.none());
  private final Batches validation =
      new Batches(data.test(), 20, normalization, Augmentation.none());
  private final ResultConfig config =
      ResultConfig.paper().withBatchSize(10).withPrecision(Precision.FLOAT32);

  private Predictor trained(int steps, Measure measure, long seed) {
    return Predictor.trained(steps, measure, config, training, validation, seed);
  }

  @Test
  void sizesAreThoseOfTheArchitecture() {
    Architecture a = six.get(0);
    assertThat(Predictor.parameters().value().applyAsDouble(a)).isEqualTo((double) a.parameters());
    assertThat(Predictor.multiplyAdds().value().applyAsDouble(a))
        .isEqualTo((double) a.multiplyAdds());
    assertThat(Predictor.ops().value().applyAsDouble(a))
        .isEqualTo(a.blocks().stream().mapToInt(b -> b.ops().size()).sum());
  }

  @Test
  void aPredictorThatIsHighForLowErrorsCorrelatesWithOne() {
    double[] errors = {0.1, 0.4, 0.2, 0.6, 0.5, 0.3};
    Predictor right = new Predictor("right", a -> 1 - errors[six.indexOf(a)]);
    Baseline found = right.against(six, errors, 1);
    assertThat(found.correlation().spearman().value()).isCloseTo(1, within(1e-12));
    assertThat(found.givenMultiplyAdds().value()).isCloseTo(1, within(1e-9));
    Predictor wrong = new Predictor("wrong", a -> errors[six.indexOf(a)]);
    Baseline against = wrong.against(six, errors, 1);
    assertThat(against.correlation().kendall().value()).isCloseTo(-1, within(1e-12));
    assertThat(against.givenMultiplyAdds().value()).isCloseTo(-1, within(1e-9));
    assertThat(against)
        .hasToString(
            "wrong: "
                + against.correlation()
                + "; given multiply-adds "
                + against.givenMultiplyAdds());
  }

  @Test
  void multiplyAddsTellNothingGivenThemselves() {
    double[] errors = {0.1, 0.4, 0.2, 0.6, 0.5, 0.3};
    double[] fewer = six.stream().mapToDouble(a -> -a.multiplyAdds()).toArray();
    Baseline found = Predictor.multiplyAdds().against(six, errors, 1);
    assertThat(found.correlation().spearman().value())
        .isCloseTo(RankCorrelation.spearman(fewer, errors), within(1e-12));
    assertThat(found.givenMultiplyAdds()).isEqualTo(Interval.none());
  }

  @Test
  void proxiesSeeTheBatch() {
    Architecture a = six.get(1);
    Minibatch batch = training.inOrder().iterator().next();
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = batch.inputs(manager);
      assertThat(Predictor.jacobCov(batch, 3).value().applyAsDouble(a))
          .isEqualTo(ZeroCost.jacobCov(a, x, 3));
      assertThat(Predictor.gradNorm(batch, 3).value().applyAsDouble(a))
          .isEqualTo(ZeroCost.gradNorm(a, x, batch.labels(manager), 3));
    }
    assertThat(Predictor.synflow(3).value().applyAsDouble(a)).isEqualTo(ZeroCost.synflow(a, 3));
  }

  @Test
  void shortTrainingIsAWholeTrainingOfAsManySteps() {
    // batches of all examples, so that no order of minibatches tells the two apart
    Batches whole = new Batches(data.train(), 60, normalization, Augmentation.none());
    ResultConfig large = config.withBatchSize(60).withEpochs(12);
    Architecture a = six.get(2);
    double expected;
    try (ResultNet net = new ResultNet(a, Precision.FLOAT32, 3)) {
      new ResultTrainer(net, large, whole, validation, 3).run(Progress.silent());
      expected = -Evaluation.of(net, validation).loss();
    }
    Predictor predictor =
        Predictor.trained(12, Measure.CROSS_ENTROPY, large.withEpochs(300), whole, validation, 3);
    // the order of a sum rounds, and twelve steps spread it
    assertThat(predictor.value().applyAsDouble(a)).isCloseTo(expected, within(0.01));
    assertThat(predictor.name()).isEqualTo("trained_12_steps_cross_entropy");
  }

  @Test
  void shortTrainingGoesOnOverSeveralPassesAndLearns() {
    Architecture a = six.get(2);
    Batches same = new Batches(data.train(), 20, normalization, Augmentation.none());
    Predictor few = Predictor.trained(2, Measure.CROSS_ENTROPY, config, training, same, 3);
    Predictor many = Predictor.trained(40, Measure.CROSS_ENTROPY, config, training, same, 3);
    assertThat(many.value().applyAsDouble(a)).isGreaterThan(few.value().applyAsDouble(a));
  }

  @Test
  void theSeedDecidesShortTraining() {
    Architecture a = six.get(2);
    double first = trained(8, Measure.CROSS_ENTROPY, 3).value().applyAsDouble(a);
    assertThat(trained(8, Measure.CROSS_ENTROPY, 3).value().applyAsDouble(a)).isEqualTo(first);
    assertThat(trained(8, Measure.CROSS_ENTROPY, 4).value().applyAsDouble(a)).isNotEqualTo(first);
    double error = trained(8, Measure.ERROR, 3).value().applyAsDouble(a);
    assertThat(error).isBetween(-1.0, 0.0);
  }

  @Test
  void noStepsAndNoNameAreRefused() {
    assertThatThrownBy(() -> trained(0, Measure.ERROR, 1))
        .hasMessage("training of 0 steps; give at least 1");
    assertThatThrownBy(() -> new Predictor(" ", a -> 0)).hasMessageContaining("has no name");
  }
}
