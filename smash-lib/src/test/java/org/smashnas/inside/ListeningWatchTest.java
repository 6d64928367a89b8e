package org.smashnas.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import org.smashnas.data.Normalization;
import org.smashnas.encoding.Encoding;
import org.smashnas.encoding.Field;
import org.smashnas.nn.Ablation;
import org.smashnas.nn.HyperShape;
import org.smashnas.nn.Precision;
import org.smashnas.nn.SmashNet;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Progress;
import org.smashnas.train.SmashConfig;
import org.smashnas.train.SmashTrainer;

class ListeningWatchTest {
  private final SearchSpace space = TestSpaces.tiny().withClasses(10);
  private final Dataset data = Datasets.shapes(40, 20, 1).atResolution(8);
  private final Normalization normalization = Normalization.of(data.train());
  private final Batches training =
      new Batches(data.train(), 10, normalization, Augmentation.none());
  private final Batches validation =
      new Batches(data.test(), 20, normalization, Augmentation.none());
  private final List<Architecture> three = Sampler.of(space).sample(3, 1);
  private final SmashNet net = net(Encoding.oneHot(space));

  private static SmashNet net(Encoding encoding) {
    HyperShape shape = new HyperShape(3, 4, List.of(2, 2));
    return new SmashNet(encoding, shape, Precision.FLOAT32, 1);
  }

  @AfterEach
  void closeNet() {
    net.close();
  }

  private ListeningWatch train(SmashNet network) {
    ListeningWatch watch = new ListeningWatch(network, three, validation, List.of(0, 3, 8), 7);
    SmashConfig config = SmashConfig.paper().withEpochs(2);
    new SmashTrainer(network, config, training, validation, 1).run(watch.over(Progress.silent()));
    return watch;
  }

  @Test
  void measuresAtTheStepsThatWereAskedFor() {
    ListeningWatch watch = train(net);
    assertThat(watch.rows()).extracting(ListeningWatch.Row::step).containsExactly(0, 3, 8);
    ListeningWatch.Row last = watch.rows().get(2);
    double loss = three.stream().mapToDouble(a -> loss(a, Ablation.NONE)).average().orElseThrow();
    double off = three.stream().mapToDouble(a -> loss(a, Ablation.OPS_OFF)).average().orElseThrow();
    assertThat(last.crossEntropy()).isCloseTo(loss, within(1e-6));
    assertThat(last.opsOff().value()).isCloseTo(off - loss, within(1e-6));
    assertThat(last.likeness()).isEqualTo(Likeness.of(net, three).mean());
    assertThat(watch.table().columnNames()).hasSize(4 + 3 * 3).contains("false_codes_low");
    assertThat(watch.plotCosts().getSeriesMap()).hasSize(3);
  }

  private double loss(Architecture a, Ablation ablation) {
    return Evaluation.of(net, a, ablation.of(net, 7), validation).loss();
  }

  @Test
  void toAHyperNetThatIsToldNothingFalseCodesCostNothing() {
    Field nothing = Field.of("nothing", 1, (column, out) -> out[0] = 1);
    try (SmashNet deaf = net(new Encoding(space, List.of(nothing)))) {
      for (ListeningWatch.Row row : train(deaf).rows()) {
        assertThat(row.falseCodes().value()).isZero();
      }
    }
  }

  @Test
  void watchingChangesNothingOfTheTraining() {
    train(net);
    float[] watched = net.parameters().trained().get("stem.weight").toFloatArray();
    try (SmashNet other = net(Encoding.oneHot(space))) {
      new SmashTrainer(other, SmashConfig.paper().withEpochs(2), training, validation, 1)
          .run(Progress.silent());
      assertThat(other.parameters().trained().get("stem.weight").toFloatArray()).isEqualTo(watched);
    }
  }
}
