package org.smashnas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Augmentation;
import org.smashnas.data.Dataset;
import org.smashnas.data.Datasets;
import org.smashnas.data.Examples;
import org.smashnas.encoding.Encoding;
import org.smashnas.nn.Ablation;
import org.smashnas.proxy.Goal;
import org.smashnas.search.SearchResult;
import org.smashnas.study.CorrelationStudy;
import org.smashnas.study.CorruptionStudy;
import org.smashnas.study.ProxyStudy;
import org.smashnas.study.TransferStudy;
import org.smashnas.study.TruthPlan;
import org.smashnas.study.TruthSchedule;
import org.smashnas.table.Tables;
import org.smashnas.train.Progress;
import org.smashnas.train.ResultConfig;
import org.smashnas.train.TrainingException;

/** What a run refuses, when, and what is left to go on with. */
class RefusalTest {
  private static final Budget TINY = SmashTest.TINY;
  private static final Dataset DATA = Datasets.shapes(100, 30, 1);
  @TempDir Path folder;

  @AfterEach
  void showNothing() {
    Progress.showWith(Progress::silent);
  }

  /** Fails as soon as anything is trained or scored. */
  private static void refusedAtOnce(ThrowingCallable call, String... parts) {
    Progress.showWith(NoWork::new);
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(parts);
  }

  private static final class NoWork implements Progress {
    @Override
    public void begin(String task, int total, String unit) {
      throw new AssertionError(task + " began");
    }
  }

  /** Presses the stop button at the end of each epoch. */
  private static final class StopsAfterEpochs implements Progress {
    @Override
    public void history(org.smashnas.train.History history) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void normalTrainingThatCannotBeIsRefusedBeforeAnythingIsTrained() {
    ResultConfig result = TINY.result();
    Budget large = TINY.withResult(result.withBatchSize(61));
    refusedAtOnce(
        () -> Smash.train(SearchSpace.v2(), DATA, large, 1),
        "normal training would have 60 examples, fewer than one batch of 61",
        "batchSize");
    Budget turned = TINY.withResult(result.withAugmentation(Augmentation.voxels()));
    refusedAtOnce(() -> Smash.train(SearchSpace.v2(), DATA, turned, 1), "12 rotations");
    refusedAtOnce(
        () ->
            Workbench.open(
                SearchSpace.v2(),
                DATA,
                TINY.withSmash(TINY.smash().withBatchSize(61)),
                List.of(1L),
                folder),
        "fewer than one batch of 61");
    SearchSpace space = TINY.fit(SearchSpace.v2(), DATA);
    refusedAtOnce(() -> Predictors.standard(space, DATA, large, 1), "fewer than one batch of 61");
    List<TruthSchedule> schedules =
        List.of(
            TruthSchedule.of("short", result), TruthSchedule.of("long", result.withBatchSize(61)));
    TruthPlan plan = TruthPlan.draw(space, 2, schedules, 1);
    refusedAtOnce(
        () -> TruthTraining.run(plan, DATA, TINY, folder, new NoWork(), 1),
        "fewer than one batch of 61");
    List<Architecture> some = Sampler.of(space).sample(3, 1);
    List<Architecture> several = List.of(some.get(0), some.get(1), SearchSpace.lab().sample(1));
    refusedAtOnce(() -> new CorrelationStudy(several, 1), "several spaces");
    refusedAtOnce(() -> CorruptionStudy.of(several), "several spaces");
    refusedAtOnce(() -> ProxyStudy.of(several, 1, Goal.CROSS_ENTROPY, 0), "several spaces");
    Map<String, Architecture> networks = Map.of("a", several.get(0), "b", several.get(2));
    refusedAtOnce(() -> new TransferStudy(networks, List.of(1L)), "Architecture.into");
  }

  @Test
  void aNetworkThatIsStoppedByStepsTooLargeGoesOnWithSmallerOnes() {
    Budget budget = TINY.withSmash(TINY.smash().withEpochs(2));
    Progress.showWith(StopsAfterEpochs::new);
    try (Smash smash = Smash.train(SearchSpace.v2(), DATA, budget, 5)) {
      Progress.showWith(Progress::silent);
      Architecture a = smash.space().sample(1);
      assertThat(smash.history().epochs()).hasSize(1);
      double before = smash.scorer().evaluate(a).loss();
      // one step an epoch: the loss shows the first one's size when it validates
      assertThatThrownBy(() -> smash.resume(1e30)).isInstanceOf(TrainingException.class);
      assertThat(smash.stopped()).get().asString().contains("back at the end of epoch 1");
      assertThat(smash).asString().contains("1 epochs of budget tiny, seed 5; stopped: step ");
      assertThat(smash.scorer().evaluate(a).loss()).isEqualTo(before);
      Path table = folder.resolve("early.arrow");
      smash.search(2, table, 1);
      assertThat(Tables.metadata(table)).containsKey("stopped").containsKey("threads");
      // whoever begins to train is handed such a network, since its epochs are not lost
      assertThat(Course.begun(smash)).isSameAs(smash);
      assertThat(smash.resume(1e-3).epochs()).hasSize(2);
      assertThat(smash.stopped()).isEmpty();
      assertThat(smash.metadata())
          .doesNotContainKey("stopped")
          .containsEntry("step_sizes", "0.001, 1.0E30 from epoch 2 on, 0.001 from epoch 2 on");
      // and so does whoever loads it: studies' conditions name the step sizes
      smash.save(folder.resolve("net"));
      try (Smash loaded = Smash.load(folder.resolve("net"), DATA)) {
        assertThat(loaded.metadata()).isEqualTo(smash.metadata());
        assertThat(loaded.studies.conditions()).isEqualTo(smash.studies.conditions());
      }
    }
  }

  @Test
  void aNetworkThatIsStoppedInItsFirstEpochIsNone() {
    Budget wild = TINY.withSmash(TINY.smash().withBatchSize(20).withLearningRate(1e6));
    assertThatThrownBy(() -> Smash.train(SearchSpace.v2(), DATA, wild, 5))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("lower learningRate")
        .hasMessageEndingWith("back at where it began");
    Budget result = TINY.withResult(TINY.result().withBatchSize(20).withLearningRate(1e6));
    try (Smash smash = Smash.train(SearchSpace.v2(), DATA, result, 5)) {
      assertThatThrownBy(() -> smash.trainResult(smash.space().sample(1)))
          .isInstanceOf(TrainingException.class);
      CorrelationStudy study = new CorrelationStudy(Sampler.of(smash.space()).sample(3, 1), 1);
      assertThatThrownBy(() -> smash.correlate(study, folder))
          .isInstanceOf(TrainingException.class);
    }
    Workbench bench = Workbench.open(SearchSpace.v2(), DATA, wild, List.of(5L), folder);
    assertThatThrownBy(() -> bench.add("one-hot", Encoding::oneHot))
        .isInstanceOf(TrainingException.class);
  }

  @Test
  void aNetworkWithoutFiniteLogitsIsNeitherRankedNorStudiedNorWritten() {
    try (Smash smash = Smash.train(SearchSpace.v2(), DATA, TINY, 5)) {
      smash.net().parameters().trained().get("output.bias").addi(Float.NaN);
      List<Architecture> some = Sampler.of(smash.space()).sample(3, 1);
      SearchResult found = smash.search(2, folder.resolve("search.arrow"), 1);
      assertThat(found).asString().contains("2 with logits that are no finite numbers");
      assertThatThrownBy(found::best).hasMessageContaining("none of the 2 candidates");
      for (ThrowingCallable study :
          List.<ThrowingCallable>of(
              () -> smash.correlate(new CorrelationStudy(some, 1), folder),
              () -> smash.descend(ProxyStudy.of(some, 1, Goal.CROSS_ENTROPY, 2), folder),
              () -> smash.corrupt(CorruptionStudy.of(some), folder))) {
        assertThatThrownBy(study).hasMessageContaining("gives logits that are no finite numbers");
      }
      assertThatThrownBy(() -> smash.export(some.get(0), folder.resolve("x")))
          .hasMessageContaining("output.bias holds values that are no finite numbers");
    }
  }

  @Test
  void whatAClosedRunCannotDoItSaysInASentence() {
    Smash smash = Smash.train(SearchSpace.v2(), DATA, TINY, 5);
    Architecture a = smash.space().sample(1);
    CorrelationStudy study = new CorrelationStudy(Sampler.of(smash.space()).sample(3, 1), 1);
    Trained trained = smash.trainResult(a);
    trained.close();
    smash.close();
    smash.close();
    Map<String, ThrowingCallable> calls =
        Map.ofEntries(
            Map.entry("scorer", smash::scorer),
            Map.entry("ablation", () -> smash.scorer(Ablation.MEAN_FILTER)),
            Map.entry("search", () -> smash.search(folder.resolve("a.arrow"))),
            Map.entry("some", () -> smash.search(2, folder.resolve("b.arrow"), 1)),
            Map.entry("correlate", () -> smash.correlate(study, folder)),
            Map.entry("corrupt", () -> smash.corrupt(CorruptionStudy.of(List.of(a)), folder)),
            Map.entry("save", () -> smash.save(folder.resolve("saved"))),
            Map.entry("export", () -> smash.export(a, folder.resolve("e"))),
            Map.entry("generate", () -> smash.net().generate(a)),
            Map.entry("code", () -> smash.net().generate(smash.net().encoding().encode(a))),
            Map.entry("weights", () -> smash.net().weights(a)),
            Map.entry("stem", () -> smash.net().stemWeight()),
            Map.entry("parameters", () -> smash.net().parameters().trained()),
            Map.entry("states", () -> smash.net().parameters().states()),
            Map.entry("trained", () -> trained.export(folder.resolve("t"))),
            Map.entry("forward", () -> trained.net().forward(null, false)));
    calls.forEach(
        (name, call) ->
            assertThatThrownBy(call)
                .as(name)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the network is closed and its weights are gone; "));
    assertThat(smash).asString().contains("1 epochs");
    assertThat(smash.net()).asString().contains("weights");
    assertThat(smash.resume().epochs()).hasSize(1);
    // free weights need nothing of it
    try (Trained free = smash.trainResult(a)) {
      assertThat(free.test().examples()).isEqualTo(10);
    }
  }

  @Test
  void aResultsFolderThatIsAFileIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("results"));
    assertThatThrownBy(() -> ResultsFolder.require(file.resolve("tables")))
        .hasMessageContaining("SMASH_RESULTS is " + file.resolve("tables"))
        .hasMessageContaining(file + " is no folder that can be written to");
    ResultsFolder.require(folder.resolve("new").resolve("tables"));
    assertThat(folder.resolve("new")).doesNotExist();
  }

  private static Dataset noise(List<Integer> shape) {
    int size = shape.stream().reduce(80, (a, b) -> a * b);
    byte[] values = new byte[size];
    new Random(1).nextBytes(values);
    int[] labels = IntStream.range(0, 80).map(i -> i % 2).toArray();
    Examples all = new Examples("noise", List.of("even", "odd"), shape, values, labels);
    return new Dataset("noise", all.named("train"), all.head(10).named("test"), "drawn here");
  }

  @Test
  void oddSizesAreTrainedOnAsTheyCome() {
    for (List<Integer> shape : List.of(List.of(1, 28, 28), List.of(3, 30, 20))) {
      try (Smash smash = Smash.train(SearchSpace.lab(), noise(shape), TINY.withResolution(16), 5);
          Trained trained = smash.trainResult(smash.space().sample(1))) {
        assertThat(smash.space().resolution()).isEqualTo(16);
        assertThat(trained.test().examples()).isEqualTo(10);
        assertThat(smash.metadata().get("source"))
            .isEqualTo("drawn here" + (shape.get(0) == 1 ? "" : "; the middle 20 a side of 30x20"));
      }
    }
  }
}
