package org.smashnas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
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
import org.smashnas.encoding.Encoding;
import org.smashnas.nn.HyperShape;
import org.smashnas.nn.Precision;
import org.smashnas.nn.SmashNet;

class FineTunerTest {
  private final SearchSpace space = TestSpaces.tiny().withClasses(10);
  private final Dataset data = Datasets.shapes(40, 20, 1).atResolution(8);
  private final Normalization normalization = Normalization.of(data.train());
  private final Batches training =
      new Batches(data.train(), 10, normalization, Augmentation.none());
  private final Batches validation =
      new Batches(data.test(), 20, normalization, Augmentation.none());
  private final List<Architecture> two = Sampler.of(space).sample(2, 1);
  private final SmashConfig config = SmashConfig.paper();
  private final SmashNet net = net();

  private SmashNet net() {
    HyperShape shape = new HyperShape(3, 4, List.of(2, 2));
    return new SmashNet(Encoding.oneHot(space), shape, Precision.FLOAT32, 1);
  }

  @AfterEach
  void close() {
    net.close();
  }

  private FineTuner tuner(int steps) {
    FineTuning tuning = new FineTuning(steps, 0.01);
    return new FineTuner(net, config, tuning, training, validation, 5);
  }

  @Test
  void theScoreIsThatOfANetworkTrainedSoManyStepsOnTheArchitecture() {
    Evaluation tuned = tuner(6).evaluate(two.get(0));
    List<Minibatch> batches = new ArrayList<>();
    // Four batches a pass.
    training.shuffled(Seeds.of(5, "pass 0")).forEach(batches::add);
    training.shuffled(Seeds.of(5, "pass 1")).forEach(batches::add);
    try (SmashNet other = net()) {
      SmashTrainer trainer = new SmashTrainer(other, config, training, validation, 5);
      batches.subList(0, 6).forEach(b -> trainer.step(b, two.get(0), 0.01, 0));
      Evaluation byHand = Evaluation.of(other, two.get(0), validation);
      assertThat(tuned.loss()).isEqualTo(byHand.loss());
      assertThat(tuned.error()).isEqualTo(byHand.error());
    }
  }

  @Test
  void theNetworkIsAsBeforeAndEachArchitectureBeginsAlike() {
    double before = Evaluation.of(net, two.get(1), validation).loss();
    FineTuner tuner = tuner(3);
    double first = tuner.evaluate(two.get(1)).loss();
    tuner.evaluate(two.get(0));
    assertThat(tuner.evaluate(two.get(1)).loss()).isEqualTo(first).isNotEqualTo(before);
    assertThat(Evaluation.of(net, two.get(1), validation).loss()).isEqualTo(before);
  }

  @Test
  void noStepsOrNoSizeAreRefused() {
    assertThatThrownBy(() -> new FineTuning(0, 0.1)).hasMessageContaining("0 steps");
    assertThatThrownBy(() -> new FineTuning(1, Double.NaN)).hasMessageContaining("NaN");
  }
}
