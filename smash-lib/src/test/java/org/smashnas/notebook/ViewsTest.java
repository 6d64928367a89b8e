package org.smashnas.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.Budget;
import org.smashnas.Runs;
import org.smashnas.Smash;
import org.smashnas.Trained;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Neighbour;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Dataset;
import org.smashnas.data.Datasets;
import org.smashnas.data.Examples;
import org.smashnas.data.Normalization;
import org.smashnas.encoding.Encoding;
import org.smashnas.nn.HyperShape;
import org.smashnas.nn.Precision;
import org.smashnas.nn.ResultNet;
import org.smashnas.nn.SmashNet;
import org.smashnas.search.Candidate;
import org.smashnas.search.Fifths;
import org.smashnas.search.Front;
import org.smashnas.search.Importance;
import org.smashnas.search.Objective;
import org.smashnas.search.PartialScorer;
import org.smashnas.search.Race;
import org.smashnas.search.SearchResult;
import org.smashnas.train.Confusion;
import org.smashnas.train.Epoch;
import org.smashnas.train.Evaluation;
import org.smashnas.train.History;
import org.smashnas.train.Outcomes;
import org.smashnas.train.Progress;

class ViewsTest {
  private static final SearchSpace SPACE = SearchSpace.v2().withMaxOps(4);
  private static final HyperShape SHAPE = new HyperShape(3, 4, List.of(1));

  @Test
  void architectureIsALineAndItsDiagram() {
    Architecture architecture = SPACE.sample(1);
    Rendered data = Rendered.of(architecture);
    assertThat(data.text()).isEqualTo(architecture.toString());
    assertThat(data.html()).contains(TableHtml.escape(architecture.toString()));
    assertThat(data.svg()).contains("<svg", "xmlns=\"http://www.w3.org/2000/svg\"");
  }

  @Test
  void searchResultIsALineAChartAndItsTable() {
    List<Architecture> some = Sampler.of(SPACE).sample(3, 1);
    SearchResult found =
        new SearchResult(
            IntStream.range(0, 3)
                .mapToObj(i -> new Candidate(some.get(i), null, "random", 0.5 + i / 10.0, 1, 1))
                .toList());
    Rendered data = Rendered.of(found);
    assertThat(data.text()).contains("3 architectures", some.get(2).id());
    assertThat(data.html()).contains("<table", some.get(2).id());
    assertThat(data.svg()).startsWith("<svg");
  }

  private static SearchResult found(int count) {
    return new SearchResult(
        Sampler.of(SPACE).sample(count, 2).stream()
            .map(a -> new Candidate(a, null, "random", a.parameters() % 97 / 100.0, 1, 1))
            .toList());
  }

  @Test
  void frontIsALineItsHypervolumeItsTableAndEveryNetworksDiagram() {
    Front front = found(12).front(List.of(Objective.score(), Objective.multiplyAdds()));
    Rendered data = Rendered.of(front);
    assertThat(data.text()).startsWith(front.toString()).contains("multiply_adds");
    for (Candidate c : front.candidates()) {
      assertThat(data.html()).contains(front.about(c));
    }
    assertThat(data.html().split("<img", -1)).hasSize(2 + front.candidates().size());
  }

  @Test
  void importanceAndFifthsAreALineAChartAndATable() {
    Importance importance = found(12).importance(1);
    assertThat(Rendered.of(importance).text()).startsWith(importance.toString());
    assertThat(Rendered.of(importance).html()).contains("<img", "block 0: read");
    Fifths fifths = found(12).fifths();
    assertThat(Rendered.of(fifths).text()).startsWith("2 best and 2 worst candidates, by ");
    assertThat(Rendered.of(fifths).html()).contains("<img", "block 2: units");
  }

  @Test
  void historyIsALineTheCurveAndItsTable() {
    History history =
        History.empty("SMASH network")
            .with(new Epoch(1, 2.2, 2.1, 0.8, 1e-3, 4))
            .with(new Epoch(2, 2.0, 1.9, 0.7, 1e-3, 4));
    Rendered data = Rendered.of(history);
    assertThat(data.text())
        .startsWith(
            "SMASH network: 2 epochs in 8 s, training loss 2.000, validation error 70.0%\n");
    assertThat(data.html()).contains("train_<wbr>loss");
    assertThat(data.svg()).startsWith("<svg");
  }

  @Test
  void runsAreALineBarsAndWhereTheyDiffer(@TempDir Path empty) {
    Runs runs = Runs.open(Path.of("src", "test", "resources", "org", "smashnas", "saved-1"));
    Rendered data = Rendered.of(runs);
    assertThat(data.text()).startsWith(runs + "\n").contains("network", "validation_error");
    assertThat(data.svg()).startsWith("<svg");
    Rendered none = Rendered.of(Runs.open(empty));
    assertThat(none.text()).startsWith("0 runs in " + empty);
    assertThat(none.html()).doesNotContain("<img");
  }

  @Test
  void historyWithoutEpochIsALine() {
    Rendered data = Rendered.of(History.empty("a run"));
    assertThat(data.text()).isEqualTo("a run: no epoch yet");
    assertThat(data.html()).doesNotContain("<img");
  }

  @Test
  void encodingShowsTheCodeOfAnExample() throws IOException {
    Rendered data = Rendered.of(Encoding.oneHot(SPACE));
    assertThat(data.text()).startsWith("encoding of v2").contains("space().sample(1)");
    assertThat(data.png().getWidth()).isGreaterThan(100);
  }

  @Test
  void embeddingIsAMapWithACellAChannelAndColumn() throws IOException {
    Architecture architecture = SPACE.sample(1);
    Rendered data = Rendered.of(Encoding.oneHot(SPACE).encode(architecture));
    assertThat(data.text()).startsWith("embedding of shape (1, ");
    assertThat(data.png().getWidth() % architecture.columns()).isZero();
  }

  @Test
  void picturesAreAGridWithTheirClasses() throws IOException {
    Examples examples = Datasets.shapes().train().head(30);
    Rendered data = Rendered.of(examples);
    assertThat(data.text()).isEqualTo(examples.toString());
    // Two rows of six.
    BufferedImage grid = data.png();
    assertThat(grid.getWidth()).isGreaterThan(2 * grid.getHeight());
  }

  @Test
  void voxelsAreSeenFromAside() throws IOException {
    Rendered data = Rendered.of(voxels(2));
    assertThat(data.png().getHeight()).isGreaterThan(96);
  }

  @Test
  void examplesOfManyChannelsAreALine() {
    Examples wide =
        new Examples("spectra", List.of("a"), List.of(7, 2, 2), new byte[28], new int[1]);
    assertThat(Rendered.of(wide).html()).doesNotContain("<img");
  }

  @Test
  void datasetTellsItsSource() {
    Examples voxels = voxels(2);
    Rendered data = Rendered.of(new Dataset("cubes", voxels, voxels, "made by hand"));
    assertThat(data.text()).isEqualTo("cubes: 2 training and 2 test examples; made by hand");
  }

  @Test
  void networkIsALineAndKeepsItsWeights() {
    try (ResultNet net = new ResultNet(SPACE.sample(1), Precision.FLOAT32, 1)) {
      assertThat(Rendered.of(net).text())
          .startsWith("network with ")
          .contains(" free weights: architecture " + net.architecture().id());
    }
  }

  @Test
  void networkWithoutItsWeightsIsTheSameLine() {
    SmashNet net = new SmashNet(Encoding.oneHot(SPACE), SHAPE, Precision.FLOAT32, 1);
    long weights = net.parameters().count();
    net.close();
    assertThat(Rendered.of(net).text())
        .isEqualTo("SMASH network of space v2: %,d weights, FLOAT32".formatted(weights));
  }

  @Test
  void neighbourTellsWhatIsOtherAboveItsDiagram() {
    Neighbour neighbour =
        Neighbour.of(SPACE.sample(1)).stream().filter(n -> n.conv() >= 0).findFirst().orElseThrow();
    Rendered data = Rendered.of(neighbour);
    assertThat(data.text())
        .isEqualTo(
            "%s of op %d, convolution %d changed: %s"
                .formatted(
                    neighbour.element(),
                    neighbour.site(),
                    neighbour.conv(),
                    neighbour.architecture()));
    assertThat(data.svg()).contains("<svg");
  }

  @Test
  void raceIsItsCostAndWhoIsLeft() {
    List<Architecture> two = Sampler.of(SPACE).sample(2, 1);
    PartialScorer scorer =
        new PartialScorer() {
          @Override
          public int parts() {
            return 1;
          }

          @Override
          public Evaluation evaluate(Architecture a, int part) {
            return evaluation(two.indexOf(a), 4);
          }

          @Override
          public Evaluation evaluate(Architecture a) {
            throw new AssertionError("a race asks for parts only");
          }
        };
    Rendered data = Rendered.of(Race.of(1, 0.05).run(scorer, two, Progress.silent()));
    assertThat(data.text()).startsWith("1 left of a race that took 100% of the examples\n");
    assertThat(data.html()).contains("<table", two.get(0).id()).doesNotContain(two.get(1).id());
  }

  @Test
  void trainedNetworkIsItsTestErrorAndItsCurve() {
    History history = History.empty("a network").with(new Epoch(1, 2.2, 2.1, 0.8, 1e-3, 4));
    ResultNet net = new ResultNet(SPACE.sample(1), Precision.FLOAT32, 1);
    try (Trained trained =
        new Trained(
            net, Normalization.of(voxels(2)), history, evaluation(1, 4), List.of("a", "b"))) {
      Rendered data = Rendered.of(trained);
      assertThat(data.text())
          .startsWith("network " + SPACE.sample(1).id() + ": error 25.0%")
          .doesNotContain("\n");
      assertThat(data.svg()).startsWith("<svg");
    }
  }

  @Test
  void smashIsALineAndItsCurve() {
    Budget budget =
        Budget.smoke()
            .withTraining(60)
            .withValidation(20)
            .withResolution(8)
            .withMaxOps(1)
            .withSmash(Budget.smoke().smash().withHyper(SHAPE).withEpochs(2));
    try (Smash smash = Smash.train(SearchSpace.v2(), Datasets.shapes(100, 30, 1), budget, 5)) {
      Rendered data = Rendered.of(smash);
      assertThat(data.text())
          .isEqualTo("SMASH network of space v2, 2 epochs of budget smoke, seed 5");
      assertThat(data.svg()).startsWith("<svg");
    }
  }

  /** So many of the examples are wrong. */
  private static Evaluation evaluation(int wrong, int examples) {
    BitSet those = new BitSet();
    those.set(0, wrong);
    return new Evaluation(
        wrong / (double) examples,
        1,
        examples,
        Double.NaN,
        Confusion.none(),
        Outcomes.of(those, examples));
  }

  private static Examples voxels(int n) {
    byte[] values = new byte[n * 64];
    values[5] = (byte) 255;
    return new Examples("cubes", List.of("cube"), List.of(1, 4, 4, 4), values, new int[n]);
  }
}
