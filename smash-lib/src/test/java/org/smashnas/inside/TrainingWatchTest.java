package org.smashnas.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
import org.smashnas.train.Evaluation;
import org.smashnas.train.Progress;
import org.smashnas.train.SmashConfig;
import org.smashnas.train.SmashTrainer;

class TrainingWatchTest {
  private final SearchSpace space = TestSpaces.tiny().withClasses(10);
  private final Dataset data = Datasets.shapes(40, 20, 1).atResolution(8);
  private final Normalization normalization = Normalization.of(data.train());
  private final Batches training =
      new Batches(data.train(), 10, normalization, Augmentation.none());
  private final Batches validation =
      new Batches(data.test(), 20, normalization, Augmentation.none());
  private final Minibatch probe = training.inOrder().iterator().next();
  private final List<Architecture> three = Sampler.of(space).sample(3, 1);
  private final SmashNet net = net();

  private SmashNet net() {
    HyperShape shape = new HyperShape(3, 4, List.of(2, 2));
    return new SmashNet(Encoding.oneHot(space), shape, Precision.FLOAT32, 1);
  }

  @AfterEach
  void closeNet() {
    net.close();
  }

  private SmashTrainer trainer(SmashNet network) {
    return new SmashTrainer(network, SmashConfig.paper().withEpochs(2), training, validation, 1);
  }

  @Test
  void everyEpochGetsARowAndTheFirstIsBeforeTraining() {
    double before = Evaluation.of(net, three.get(1), validation).error();
    TrainingWatch watch = new TrainingWatch(net, three, probe, validation);
    List<Integer> heard = new ArrayList<>();
    trainer(net).run(watch.over(Progress.silent(), w -> heard.add(w.rows().size())));
    assertThat(heard).containsExactly(2, 3);
    assertThat(watch.rows()).extracting(TrainingWatch.Row::epoch).containsExactly(0, 1, 2);
    assertThat(watch.rows().get(0).errors().get(1)).isEqualTo(before);
    assertThat(watch.rows().get(2).errors().get(1))
        .isEqualTo(Evaluation.of(net, three.get(1), validation).error());
    assertThat(watch.table().columnNames())
        .containsExactly(
            "epoch",
            "hyper_gradient",
            "shared_gradient",
            "mean_error",
            "error_1",
            "error_2",
            "error_3");
    assertThat(watch.plotScores().getSeriesMap()).hasSize(3);
    assertThat(watch.plotGradients().getSeriesMap().get("HyperNet").getXData())
        .containsExactly(0, 1, 2);
  }

  @Test
  void watchingChangesNothingOfTheTraining() {
    TrainingWatch watch = new TrainingWatch(net, three, probe, validation);
    trainer(net).run(watch.over(Progress.silent(), w -> {}));
    try (SmashNet alone = net()) {
      trainer(alone).run(Progress.silent());
      alone
          .parameters()
          .trained()
          .forEach(
              (name, w) ->
                  assertThat(net.parameters().trained().get(name).toFloatArray())
                      .as(name)
                      .isEqualTo(w.toFloatArray()));
    }
  }

  /** A step against the gradient lowers the loss by its squared norm, to first order. */
  @Test
  void theNormIsThatOfAFiniteDifference() {
    List<Architecture> one = List.of(three.get(0));
    Batches only = new Batches(data.train().head(10), 10, normalization, Augmentation.none());
    TrainingWatch.Row row = new TrainingWatch(net, one, probe, validation).rows().get(0);
    double squared = row.hyperNorm() * row.hyperNorm() + row.sharedNorm() * row.sharedNorm();
    double before = Evaluation.of(net, three.get(0), only).loss();
    double step = 1e-4;
    Steps.against(net, three.get(0), probe, step);
    double after = Evaluation.of(net, three.get(0), only).loss();
    assertThat((before - after) / step).isCloseTo(squared, within(0.05 * squared));
  }

  @Test
  void watchingNothingIsRefused() {
    assertThatThrownBy(() -> new TrainingWatch(net, List.of(), probe, validation))
        .hasMessageContaining("no architecture to watch");
  }
}
