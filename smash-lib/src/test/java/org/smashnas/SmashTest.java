package org.smashnas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Augmentation;
import org.smashnas.data.Dataset;
import org.smashnas.data.Datasets;
import org.smashnas.data.Examples;
import org.smashnas.data.Normalization;
import org.smashnas.encoding.Corruption;
import org.smashnas.nn.Ablation;
import org.smashnas.nn.HyperShape;
import org.smashnas.nn.PointwiseSource;
import org.smashnas.nn.ResultNet;
import org.smashnas.proxy.Goal;
import org.smashnas.search.Scorer;
import org.smashnas.search.SearchResult;
import org.smashnas.study.Correlation;
import org.smashnas.study.CorrelationStudy;
import org.smashnas.study.CorruptionStudy;
import org.smashnas.study.Corruptions;
import org.smashnas.study.Pairing;
import org.smashnas.study.ProxyStudy;
import org.smashnas.study.Ranking;
import org.smashnas.study.Regime;
import org.smashnas.table.Tables;
import org.smashnas.train.Progress;
import org.smashnas.train.ResultConfig;
import org.smashnas.train.SmashConfig;

class SmashTest {
  static final Budget TINY =
      Budget.smoke()
          .withName("tiny")
          .withMaxUnits(8)
          .withMaxBanks(4)
          .withMaxOps(1)
          .withBlocks(List.of(16, 16, 16), List.of(32, 32, 32))
          .withBudgets(List.of(32, 32, 32))
          .withResolution(8)
          .withTraining(60)
          .withValidation(20)
          .withTest(10)
          .withSmash(SmashConfig.paper().withEpochs(1).withAugmentation(Augmentation.none()))
          .withCandidates(3)
          .withResult(ResultConfig.paper().withEpochs(1).withAugmentation(Augmentation.none()));

  @Test
  void theWholeMethodRunsInAFewLines(@TempDir Path folder) {
    Dataset data = Datasets.shapes(100, 30, 1);
    Path file = folder.resolve("search.arrow");
    try (Smash smash = Smash.train(SearchSpace.v2(), data, TINY, 5)) {
      assertThat(smash.history().epochs()).hasSize(1);
      assertThat(smash).hasToString("SMASH network of space v2, 1 epochs of budget tiny, seed 5");
      SearchResult found = smash.search(file);
      // 3 random ones, 1 perturbation, 1 Markov step
      assertThat(found.table().stringColumn("stage").unique().size()).isEqualTo(3);
      assertThat(found.ranked()).hasSize(5).isEqualTo(smash.resumeSearch(file).ranked());
      assertThat(smash.search(2, folder.resolve("random.arrow"), 1).ranked()).hasSize(2);
      try (Trained trained = smash.trainResult(found.best())) {
        assertThat(trained.history().epochs()).hasSize(1);
        assertThat(trained.test().examples()).isEqualTo(10);
        trained.export(folder.resolve("best"));
        smash.export(found.best(), folder.resolve("generated"));
        for (String export : List.of("best", "generated")) {
          assertThat(folder.resolve(export).resolve("model.py"))
              .content()
              .contains(found.best().id())
              .contains("bytes that went through normalize()");
        }
      }
      assertThat(Tables.metadata(file))
          .containsEntry("seed", "5")
          .containsEntry("budget", "tiny")
          .containsEntry("data_set", data.name())
          .containsKeys("library_version", "git_commit");
    }
  }

  @Test
  void theWholeMethodRunsOnVoxels(@TempDir Path folder) {
    Dataset data = Datasets.furniture(100, 20, 1);
    SearchSpace space = SearchSpace.v2().withDims(3);
    Budget budget = TINY.withVoxelAugmentation();
    try (Smash smash = Smash.train(space, data, budget, 5)) {
      SearchResult found = smash.search(folder.resolve("search.arrow"));
      assertThat(found.best().space().resolution()).isEqualTo(8);
      assertThat(found.best().space().inputChannels()).isEqualTo(1);
      try (Trained trained = smash.trainResult(found.best())) {
        assertThat(trained.test().examples()).isEqualTo(10);
        assertThat(trained.normalization()).isEqualTo(Normalization.voxels());
      }
    }
    assertThatThrownBy(() -> Smash.train(SearchSpace.v2(), data, budget, 5))
        .hasMessageContaining("withDims(3)");
  }

  @Test
  void aSmallDataSetKeepsThreeQuartersOfItsExamplesForTraining() {
    try (Smash smash = Smash.train(SearchSpace.v2(), Datasets.shapes(72, 10, 1), TINY, 5)) {
      assertThat(smash.data().validation().size()).isEqualTo(18);
      assertThat(smash.data().train().size()).isEqualTo(54);
    }
  }

  @Test
  void examplesSortedByClassAreScoredInMixedBatches() {
    Dataset mixed = Datasets.shapes(100, 30, 1);
    Examples train = mixed.train();
    int[] byClass =
        IntStream.range(0, 100)
            .boxed()
            .sorted(Comparator.comparing(train::label))
            .mapToInt(i -> i)
            .toArray();
    Dataset sorted = new Dataset("sorted", train.take(byClass), mixed.test(), "here");
    try (Smash smash = Smash.train(SearchSpace.v2(), sorted, TINY, 5)) {
      Examples scored = smash.data().validation();
      int[] labels = IntStream.range(0, 20).map(scored::label).toArray();
      assertThat(labels).isNotEqualTo(IntStream.of(labels).sorted().toArray());
      assertThat(IntStream.of(labels).limit(8).distinct().count()).isGreaterThan(3);
    }
  }

  @Test
  void scoringBatchesAreEvenAndNeverOfOneExample() {
    assertThat(RunData.scoringBatch(250, 1024)).isEqualTo(250);
    // not 250 and 1
    assertThat(RunData.scoringBatch(251, 1024)).isEqualTo(126);
    assertThat(RunData.scoringBatch(1001, 1024)).isEqualTo(201);
    // 256,000 cells hold 62 grids of 16 cells a side, and no fewer than 8 of whatever size
    assertThat(RunData.scoringBatch(124, 4096)).isEqualTo(62);
    assertThat(RunData.scoringBatch(80, 32768)).isEqualTo(8);
    for (int n = 2; n <= 10_000; n++) {
      int size = RunData.scoringBatch(n, 256);
      int batches = (n + size - 1) / size;
      assertThat(size).isLessThanOrEqualTo(250);
      assertThat(n - (batches - 1) * size).isGreaterThan(1);
    }
  }

  @Test
  void aScorerServesUntilItsRunIsClosed() {
    Smash smash = Smash.train(SearchSpace.v2(), Datasets.shapes(100, 30, 1), TINY, 5);
    Scorer scorer = smash.scorer();
    assertThat(smash.scorer()).isSameAs(scorer);
    smash.resume();
    assertThat(scorer.evaluate(smash.space().sample(1)).examples()).isEqualTo(20);
    smash.close();
    assertThatThrownBy(() -> scorer.evaluate(smash.space().sample(1)))
        .hasMessageContaining("the scorer is closed");
  }

  @Test
  void trainingOnEndsAScorerAndTheNextIsOfTheNewWeights() {
    Thread.currentThread().interrupt();
    try (Smash smash = Smash.train(SearchSpace.v2(), Datasets.shapes(100, 30, 1), TINY, 5)) {
      assertThat(smash.history().epochs()).isEmpty();
      Scorer early = smash.scorer();
      Architecture a = smash.space().sample(1);
      double before = early.evaluate(a).loss();
      assertThat(smash.resume().epochs()).hasSize(1);
      assertThatThrownBy(() -> early.evaluate(a)).hasMessageContaining("the scorer is closed");
      assertThat(smash.scorer().evaluate(a).loss()).isNotEqualTo(before);
    }
  }

  private static Dataset cubes(int side, int examples) {
    byte[] values = new byte[examples * side * side * side];
    new Random(1).nextBytes(values);
    int[] labels = IntStream.range(0, examples).map(i -> i % 2).toArray();
    List<Integer> shape = List.of(1, side, side, side);
    Examples all = new Examples("cubes", List.of("even", "odd"), shape, values, labels);
    return new Dataset("cubes", all.named("train"), all.head(10).named("test"), "drawn here");
  }

  @Test
  void voxelsHaveALimitOfTheirOwn() {
    SearchSpace space = SearchSpace.v2().withDims(3);
    Dataset data = cubes(32, 2);
    assertThat(Budget.quick().fit(space, data).resolution()).isEqualTo(8);
    assertThat(Budget.laptop().fit(space, data).resolution()).isEqualTo(16);
    assertThat(Budget.paper().fit(space, data).resolution()).isEqualTo(32);
    assertThat(Budget.paper().fit(space.withResolution(24), data).resolution()).isEqualTo(24);
    assertThat(Budget.laptop().withVoxelResolution(64).fit(space, cubes(16, 2)))
        .extracting(SearchSpace::resolution, SearchSpace::inputChannels, SearchSpace::classes)
        .containsExactly(16, 1, 2);
    assertThat(Budget.quick().fit(SearchSpace.v2(), Datasets.shapes(10, 10, 1)).resolution())
        .isEqualTo(16);
  }

  @Test
  void voxelsTrainASpaceOfThreeDimensionsAndNoOther() {
    Dataset data = cubes(8, 80);
    SearchSpace three = SearchSpace.v2().withDims(3);
    try (Smash smash = Smash.train(three, data, TINY.withVoxelResolution(4), 5)) {
      assertThat(smash.history().epochs()).hasSize(1);
      assertThat(smash.scorer().evaluate(smash.space().sample(1)).examples()).isEqualTo(20);
    }
    assertThatThrownBy(() -> Smash.train(SearchSpace.v2(), data, TINY))
        .hasMessageStartingWith("the data has voxels of shape [1, 8, 8, 8]")
        .hasMessageEndingWith("use space.withDims(3)");
    Dataset pictures = Datasets.shapes(10, 10, 1);
    assertThatThrownBy(() -> Budget.quick().fit(three, pictures))
        .hasMessageContaining("the data has pictures")
        .hasMessageContaining("use space.withDims(2)");
  }

  @Test
  void studiesRunInAFewLinesOnNetworksOfTheSameExamples(@TempDir Path folder) {
    Dataset data = Datasets.shapes(100, 30, 1);
    try (Smash smash = Smash.train(SearchSpace.v2(), data, TINY, 5);
        Smash small = smash.again(Regime.crippled(), 6)) {
      assertThat(small.data()).isSameAs(smash.data());
      assertThat(small.metadata()).containsEntry("regime", "crippled").containsEntry("seed", "6");
      SearchResult found = smash.search(6, folder.resolve("search.arrow"), 1);
      CorrelationStudy study = CorrelationStudy.of(found, 3);
      smash.correlate(study, folder);
      Correlation both = small.correlate(study, folder);
      assertThat(both.rankings()).extracting(Ranking::name).contains("normal", "crippled");
      assertThat(both.pairings()).hasSize(6);
      Architecture best = study.architectures().get(0);
      assertThat(both.pairings())
          .filteredOn(p -> p.architecture().equals(best.id()))
          .hasSize(2)
          .allSatisfy(p -> assertThat(p.trainings().get(0).outcomes().examples()).isEqualTo(10))
          .extracting(Pairing::trueError)
          .containsOnly(
              both.pairings().stream()
                  .filter(p -> p.architecture().equals(best.id()))
                  .findFirst()
                  .orElseThrow()
                  .trueError());
      assertThat(both.pairings())
          .filteredOn(p -> p.architecture().equals(best.id()) && p.regime().equals("normal"))
          .allSatisfy(p -> assertThat(p.smashScore()).isEqualTo(found.scoreOf(best)));
    }
  }

  @Test
  void aTrainingThatAnInterruptEndedIsNoTrueError(@TempDir Path folder) {
    Dataset data = Datasets.shapes(100, 30, 1);
    Budget two = TINY.withResult(TINY.result().withEpochs(2));
    try (Smash smash = Smash.train(SearchSpace.v2(), data, two, 5)) {
      CorrelationStudy study = new CorrelationStudy(Sampler.of(smash.space()).sample(3, 1), 1);
      Progress.showWith(InterruptsTraining::new);
      assertThat(smash.correlate(study, folder).pairings()).isEmpty();
      assertThat(Thread.interrupted()).isFalse();
      // The epoch that was done is not done again, and then of no more use.
      assertThat(folder.resolve("training").toFile().list()).hasSize(1);
      Progress.showWith(Progress::silent);
      assertThat(smash.correlate(study, folder).pairings()).hasSize(3);
      assertThat(folder.resolve("training")).doesNotExist();
    } finally {
      Progress.showWith(Progress::silent);
    }
  }

  /** Presses the notebook's stop button after the first step of a training. */
  private static final class InterruptsTraining implements Progress {
    @Override
    public void advance(int done, String note) {
      if (note.startsWith("training: epoch 1")) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void falseCodesAreMeasuredOnTheValidationExamples(@TempDir Path folder) {
    Dataset data = Datasets.shapes(100, 30, 1);
    try (Smash smash = Smash.train(SearchSpace.v2(), data, TINY, 5)) {
      List<Architecture> two = Sampler.of(smash.space()).sample(2, 1);
      CorruptionStudy study = CorruptionStudy.of(two).withKinds(List.of(Corruption.Kind.ZERO));
      Corruptions found = smash.corrupt(study, folder);
      assertThat(found.rows()).hasSize(2 * found.fields().size());
      assertThat(found.rows().get(0).cleanError())
          .isEqualTo(smash.scorer().evaluate(two.get(0)).error());
    }
  }

  @Test
  void aControlIsTrainedScoredAndExportedAsTheHyperNetIs(@TempDir Path folder) {
    Dataset data = Datasets.shapes(100, 30, 1);
    SmashConfig shared = TINY.smash().withPointwise(PointwiseSource.SHARED);
    Path file = folder.resolve("search.arrow");
    try (Smash smash = Smash.train(SearchSpace.v2(), data, TINY.withSmash(shared), 5);
        Smash table = smash.again(Regime.of(PointwiseSource.BANK_TABLE), 6)) {
      assertThat(smash.metadata()).containsEntry("pointwise", "shared");
      assertThat(table.metadata())
          .containsEntry("pointwise", "bank_table")
          .containsEntry("regime", "bank_table");
      SearchResult found = smash.search(2, file, 1);
      assertThat(Tables.metadata(file)).containsEntry("pointwise", "shared");
      smash.export(found.best(), folder.resolve("generated"));
      CorruptionStudy study = CorruptionStudy.of(List.of(found.best()));
      assertThatThrownBy(() -> table.corrupt(study, folder)).hasMessageContaining("BANK_TABLE");
      ProxyStudy walks = ProxyStudy.of(List.of(found.best()), 1, Goal.CROSS_ENTROPY, 0);
      assertThatThrownBy(() -> smash.descend(walks, folder)).hasMessageContaining("SHARED");
    }
  }

  @Test
  void anAblationIsOneWordOfTheScorer() {
    Dataset data = Datasets.shapes(100, 30, 1);
    try (Smash smash = Smash.train(SearchSpace.v2(), data, TINY, 5)) {
      Architecture a = smash.space().sample(1);
      double own = smash.scorer().evaluate(a).loss();
      assertThat(smash.metadata()).doesNotContainKey("pointwise");
      assertThat(smash.scorer(Ablation.NONE)).isSameAs(smash.scorer());
      Scorer mean = smash.scorer(Ablation.MEAN_FILTER);
      assertThat(mean.evaluate(a).loss())
          .isEqualTo(smash.scorer(Ablation.MEAN_FILTER).evaluate(a).loss())
          .isNotEqualTo(own);
      assertThat(smash.scorer(Ablation.OPS_OFF).evaluate(a).loss()).isNotEqualTo(own);
    }
  }

  @Test
  void anArchitectureForOtherPicturesIsRefused() {
    Dataset data = Datasets.shapes(100, 30, 1);
    try (Smash smash = Smash.train(SearchSpace.v2(), data, TINY, 5)) {
      SearchSpace other = smash.space().withClasses(7);
      assertThatThrownBy(() -> smash.trainResult(other.sample(0)))
          .hasMessageContaining("7 classes")
          .hasMessageContaining("10 classes");
    }
  }

  @Test
  void theConfigsDecideOnTheHyperNetAndTheFirstWeights() {
    Dataset data = Datasets.shapes(100, 30, 1);
    SmashConfig small =
        TINY.smash().withHyper(new HyperShape(3, 4, List.of(2, 2)).withNoise(1)).withBatchSize(20);
    try (Smash smash = Smash.train(SearchSpace.v2(), data, TINY.withSmash(small), 5)) {
      long channels = 1L + smash.net().encoding().channels();
      assertThat(smash.net().parameters().trained().get("hyper.0.weight").getShape().getShape())
          .containsExactly(3, channels, 3, 3);
      Architecture a = smash.space().sample(1);
      // a step too small to change a float32 leaves the weights that training begins with
      ResultConfig still =
          TINY.result().withLearningRate(1e-30).withBatchSize(20).withFromGenerated(true);
      try (Trained trained = smash.trainResult(a, still, 2);
          ResultNet begun = ResultNet.of(smash.net(), a, 2)) {
        assertThat(trained.net().generated()).isTrue();
        for (String name : List.of("stem.weight", "output.weight")) {
          assertThat(trained.net().parameters().trained().get(name).toFloatArray())
              .isEqualTo(begun.parameters().trained().get(name).toFloatArray());
        }
      }
      assertThatThrownBy(() -> smash.trainResult(smash.space().withMaxOps(2).sample(0), still, 2))
          .hasMessageContaining("of another space");
    }
  }

  @Test
  void aTrainingSetSmallerThanABatchIsRefused() {
    Dataset few = Datasets.shapes(40, 30, 1);
    assertThatThrownBy(() -> Smash.train(SearchSpace.v2(), few, TINY, 5))
        .hasMessageContaining("fewer than one batch of 50");
  }
}
