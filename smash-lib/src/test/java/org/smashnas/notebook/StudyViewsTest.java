package org.smashnas.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
import org.smashnas.inside.GeneratedWeights;
import org.smashnas.inside.Influence;
import org.smashnas.inside.TrainingWatch;
import org.smashnas.nn.HyperShape;
import org.smashnas.nn.Precision;
import org.smashnas.nn.SmashNet;
import org.smashnas.study.Correlation;
import org.smashnas.study.Corruptions;
import org.smashnas.study.Halved;
import org.smashnas.study.Halving;
import org.smashnas.study.Pairing;
import org.smashnas.study.ProxyPredictions;
import org.smashnas.study.ProxyWalks;
import org.smashnas.study.Strategies;
import org.smashnas.study.Transfer;
import org.smashnas.study.Truth;
import org.smashnas.study.Truths;
import org.smashnas.study.Variants;
import org.smashnas.train.Confusion;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Outcomes;

class StudyViewsTest {
  private static final SearchSpace SPACE = TestSpaces.tiny().withClasses(10);

  @Test
  void correlationStudyIsALineItsFirstRankingAndTheSummary() {
    Rendered data = Rendered.of(new Correlation(pairings(4)));
    assertThat(data.text())
        .startsWith("4 pairs of score and true error, regimes [normal]\n")
        .contains("spearman", "normal_cross_entropy");
    assertThat(data.svg()).startsWith("<svg");
  }

  @Test
  void correlationStudyOfTooFewForARankingIsALineAndItsTable() {
    Rendered data = Rendered.of(new Correlation(pairings(2)));
    assertThat(data.text()).contains("a0", "a1");
    assertThat(data.images()).isZero();
  }

  @Test
  void truthsAreALineAndTheirTable() {
    List<Architecture> networks = Sampler.of(SPACE).sample(2, 1);
    List<Truth> rows =
        networks.stream()
            .map(
                a ->
                    new Truth(
                        a.id(), "long", 0, 5, evaluation(2), 3, List.of(), List.of(), List.of()))
            .toList();
    Map<String, String> about = Map.of("examples", "e", "seed", "1", "schedule_long", "c");
    Rendered data = Rendered.of(new Truths("lab", about, networks, rows));
    assertThat(data.text())
        .startsWith("truths lab: 2 networks of space v2, 2 trainings, schedules [long]\n")
        .contains("test_error", networks.get(1).id())
        .doesNotContain("wrong");
  }

  @Test
  void rankingIsALineAndItsChart() {
    Rendered data = Rendered.of(new Correlation(pairings(4)).ranking("normal_cross_entropy"));
    assertThat(data.text())
        .isEqualTo(
            "ranking normal_cross_entropy: 4 architectures by cross entropy with generated"
                + " weights");
    assertThat(data.svg()).startsWith("<svg");
  }

  @Test
  void corruptionStudyIsALineBarsAndTheSummary() {
    Corruptions study =
        new Corruptions(
            List.of(
                new Corruptions.Row("a", "read", "shuffled", 0.5, 0.6, 1, 1.5),
                new Corruptions.Row("b", "read", "shuffled", 0.5, 0.7, 1, 1.5)));
    Rendered data = Rendered.of(study);
    assertThat(data.text())
        .startsWith("2 codes with a field made wrong: read\n")
        .contains("mean_rise");
    assertThat(data.svg()).startsWith("<svg");
  }

  @Test
  void strategiesAreALineTheirCurvesAndTheSummary() {
    Architecture winner = SearchSpace.lab().sample(1);
    Strategies study =
        new Strategies(
            List.of(
                new Strategies.End("random", 1, winner, List.of(.5, .4), .1),
                new Strategies.End("paper", 1, winner, List.of(.5, .3), .1)));
    Rendered data = Rendered.of(study);
    assertThat(data.text())
        .startsWith("2 searches by random, paper; true errors of what they found 10.0 to 10.0%")
        .contains("wilcoxon");
    assertThat(data.html()).contains("<img");
    assertThat(Rendered.of(new Strategies(List.of())).text())
        .isEqualTo("no search has a winner with a true error yet");
  }

  @Test
  void halvingIsALineAndARowARung() {
    List<Architecture> networks = Sampler.of(SPACE).sample(2, 1);
    String best = networks.get(0).id();
    Halved halved =
        new Halved(
            new Halving(2, 1, 2, 1),
            networks,
            List.of(
                new Halving.Mark(best, 1, .4, 1),
                new Halving.Mark(networks.get(1).id(), 1, .6, 1),
                new Halving.Mark(best, 2, .3, 1)));
    Rendered data = Rendered.of(halved);
    assertThat(data.text())
        .startsWith("best of 2 networks: " + best + ", 1 trained to the end, 75% of all epochs")
        .contains("median_error");
    assertThat(Rendered.of(new Halved(halved.plan(), networks, List.of())).text())
        .startsWith("no network came to a rung");
  }

  @Test
  void transferStudyIsALineBarsAndARowANetwork() {
    Confusion confusion = Confusion.of(new int[][] {{3, 1}, {1, 3}});
    Transfer study =
        new Transfer(
            List.of(
                new Transfer.Row("pictures", 1, 100, confusion, outcomes(2, 8)),
                new Transfer.Row("voxels", 1, 200, confusion, outcomes(4, 8))));
    Rendered data = Rendered.of(study);
    assertThat(data.text())
        .startsWith("2 trainings of [pictures, voxels]\n")
        .contains("0.75 (", "-0.250 (");
    assertThat(data.html()).contains(">pictures</td>", ">voxels</td>");
    assertThat(data.svg()).startsWith("<svg");
  }

  @Test
  void studyOfVariantsIsALineItsChangesAndARowAVariant() {
    Rendered data = Rendered.of(new Variants(variantRows(3)));
    assertThat(data.text())
        .startsWith("6 measurements of [reference, other]\n")
        .contains("seed_deviation");
    assertThat(data.svg()).startsWith("<svg");
  }

  @Test
  void studyOfVariantsWithoutAWholeNetworkIsALine() {
    // Each network lacks one of the two architectures.
    List<Variants.Row> rows =
        List.of(
            new Variants.Row("reference", 1, "a0", 9, 0.1, 1),
            new Variants.Row("reference", 2, "a1", 9, 0.1, 1));
    assertThat(Rendered.of(new Variants(rows)).text()).isEqualTo("2 measurements of []");
  }

  @Test
  void studyOfGradientsIsALineAndARowARule() {
    ProxyWalks study =
        new ProxyWalks(
            List.of(
                new ProxyWalks.Walk("a", "random", 1, 4, 0.5, 0.4, 2, 1.5),
                new ProxyWalks.Walk("a", "code", 1, 4, 0.5, 0.3, 2, 1.4)),
            List.of(),
            new ProxyPredictions(List.of()));
    Rendered data = Rendered.of(study);
    assertThat(data.text())
        .startsWith("2 walks from 1 starts by [random, code]; the control is random\n")
        .contains("0.100 (0.100 to 0.100)");
  }

  @Test
  void predictionsAreALineAChartAndARowAnElement() {
    List<ProxyPredictions.Row> rows =
        IntStream.range(0, 4)
            .mapToObj(i -> new ProxyPredictions.Row("a", "b", "read", i, 0.5, 2 * i, 0.1))
            .toList();
    Rendered data = Rendered.of(new ProxyPredictions(rows));
    assertThat(data.text()).startsWith("4 changes of single elements, of [read]\n").contains("all");
    assertThat(data.svg()).startsWith("<svg");
    assertThat(Rendered.of(new ProxyPredictions(rows.subList(0, 2))).images()).isZero();
  }

  @Test
  void watchedTrainingIsALineBothChartsAndItsTable() {
    Dataset shapes = Datasets.shapes(20, 10, 1).atResolution(8);
    Batches batches =
        new Batches(shapes.test(), 10, Normalization.of(shapes.train()), Augmentation.none());
    try (SmashNet net = net()) {
      Rendered data =
          Rendered.of(
              new TrainingWatch(
                  net,
                  Sampler.of(SPACE).sample(2, 1),
                  batches.inOrder().iterator().next(),
                  batches));
      assertThat(data.text())
          .startsWith("2 architectures through 0 epochs, mean error ")
          .contains("hyper_gradient");
      assertThat(data.images()).isEqualTo(2);
    }
  }

  @Test
  void generatedWeightsAreALineAndTheirMap() throws IOException {
    Architecture architecture = SPACE.sample(1);
    try (SmashNet net = net()) {
      GeneratedWeights weights = GeneratedWeights.of(net, architecture);
      Rendered data = Rendered.of(weights);
      assertThat(data.text())
          .isEqualTo(
              "weights for architecture %s: %d x %d"
                  .formatted(architecture.id(), weights.rows(), weights.columns()));
      assertThat(data.png().getWidth()).isEqualTo(weights.map().getWidth());
    }
  }

  @Test
  void influenceIsALineAndItsChart() {
    Rendered data = Rendered.of(new Influence(1, List.of(0.5, 1.0, 0.0)));
    assertThat(data.text()).isEqualTo("column 1 blanked: the weights of 2 of 3 columns change");
    assertThat(data.svg()).startsWith("<svg");
  }

  private static SmashNet net() {
    HyperShape shape = new HyperShape(3, 4, List.of(1));
    return new SmashNet(Encoding.oneHot(SPACE), shape, Precision.FLOAT32, 1);
  }

  private static List<Pairing> pairings(int n) {
    return IntStream.range(0, n)
        .mapToObj(
            i ->
                new Pairing(
                    "a" + i, "normal", 1, evaluation(i), List.of(evaluation(i + 1)), 100 + i, 1000))
        .toList();
  }

  private static Evaluation evaluation(int wrong) {
    return new Evaluation(
        wrong / 8.0, 1 + wrong, 8, Double.NaN, Confusion.none(), outcomes(wrong, 8));
  }

  private static Outcomes outcomes(int wrong, int examples) {
    BitSet those = new BitSet();
    those.set(0, wrong);
    return Outcomes.of(those, examples);
  }

  private static List<Variants.Row> variantRows(int architectures) {
    List<Variants.Row> rows = new ArrayList<>();
    for (int a = 0; a < architectures; a++) {
      rows.add(new Variants.Row("reference", 1, "a" + a, 9, 0.1 * a, 1));
      rows.add(new Variants.Row("other", 1, "a" + a, 9, 0.2 * a, 1));
    }
    return rows;
  }
}
