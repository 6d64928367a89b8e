package org.smashnas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.smashnas.arch.Architecture;
import org.smashnas.nn.Parameters;
import org.smashnas.nn.PointwiseSource;
import org.smashnas.nn.Precision;
import org.smashnas.nn.ResultNet;

class CheckpointsTest {
  private static final Map<String, String> CONDITIONS = Map.of("examples", "60", "seed", "1");
  // 3 epochs of 6 steps; an architecture of 4 steps lives through the end of an epoch
  private static final SmashConfig CONFIG =
      SmashConfig.paper().withEpochs(3).withStepsPerArchitecture(4);

  @TempDir Path folder;
  private final List<String> warnings = new ArrayList<>();

  private Checkpoints checkpoints() {
    return Checkpoints.in(folder, CONDITIONS).every(Duration.ZERO).warning(warnings::add);
  }

  /** Dies at a step, as far as the trainer can tell: nothing is written down after it. */
  private static Progress dyingAt(int step) {
    return new Progress() {
      @Override
      public void advance(int done, String note) {
        if (done == step) {
          throw new IllegalStateException("killed");
        }
      }
    };
  }

  private static Map<String, List<Float>> values(Parameters parameters) {
    Map<String, List<Float>> values = new LinkedHashMap<>();
    parameters.all().forEach((name, array) -> values.put(name, floats(array)));
    return values;
  }

  private static List<Float> floats(NDArray array) {
    List<Float> all = new ArrayList<>();
    for (float f : array.toFloatArray()) {
      all.add(f);
    }
    return all;
  }

  private record End(Map<String, List<Float>> values, List<Epoch> epochs) {
    static End of(Parameters parameters, History history) {
      // Seconds are no part of what is compared.
      List<Epoch> timeless =
          history.epochs().stream()
              .map(
                  e ->
                      new Epoch(
                          e.number(),
                          e.trainLoss(),
                          e.validationLoss(),
                          e.validationError(),
                          e.learningRate(),
                          0))
              .toList();
      return new End(CheckpointsTest.values(parameters), timeless);
    }
  }

  private static End smash(PointwiseSource source, Progress progress, Checkpoints checkpoints) {
    return smash(CONFIG, source, progress, checkpoints);
  }

  private static End smash(
      SmashConfig config, PointwiseSource source, Progress progress, Checkpoints checkpoints) {
    try (TinyRun run = new TinyRun(source)) {
      var trainer = new SmashTrainer(run.net, config, run.training, run.validation, 1);
      return End.of(run.net.parameters(), trainer.run(progress, checkpoints));
    }
  }

  private static End result(Schedule schedule, Progress progress, Checkpoints checkpoints) {
    try (TinyRun run = new TinyRun()) {
      Architecture a = run.space.sample(3);
      ResultConfig config = ResultConfig.paper().withEpochs(3).withSchedule(schedule);
      try (ResultNet net = new ResultNet(a, Precision.FLOAT32, 1)) {
        var trainer = new ResultTrainer(net, config, run.training, run.validation, 1);
        return End.of(net.parameters(), trainer.run(progress, checkpoints));
      }
    }
  }

  private void assertKilledRunsEndAsOneThatWasNot(BiFunction<Progress, Checkpoints, End> run) {
    End whole = run.apply(Progress.silent(), Checkpoints.none());
    for (int step : List.of(1, 6, 15)) {
      assertThatThrownBy(() -> run.apply(dyingAt(step), checkpoints())).hasMessage("killed");
    }
    assertThat(run.apply(Progress.silent(), checkpoints())).isEqualTo(whole);
    // Once it is over, nothing is left to do.
    assertThat(run.apply(dyingAt(18), checkpoints())).isEqualTo(whole);
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(PointwiseSource.class)
  void smashTrainingThatWasKilledEndsWithTheSameWeights(PointwiseSource source) {
    assertKilledRunsEndAsOneThatWasNot((p, c) -> smash(source, p, c));
  }

  @Test
  void guidedTrainingThatWasKilledEndsWithTheSameWeights() {
    SmashConfig guided = CONFIG.withStepsPerArchitecture(1).withGuidance(4);
    assertKilledRunsEndAsOneThatWasNot((p, c) -> smash(guided, PointwiseSource.HYPERNET, p, c));
    assertThat(smash(guided, PointwiseSource.HYPERNET, Progress.silent(), Checkpoints.none()))
        .isNotEqualTo(
            smash(
                CONFIG.withStepsPerArchitecture(1),
                PointwiseSource.HYPERNET,
                Progress.silent(),
                Checkpoints.none()));
  }

  @ParameterizedTest
  @EnumSource(Schedule.class)
  void normalTrainingThatWasKilledEndsWithTheSameWeights(Schedule schedule) {
    assertKilledRunsEndAsOneThatWasNot((p, c) -> result(schedule, p, c));
  }

  private End train() {
    return result(Schedule.COSINE, Progress.silent(), checkpoints());
  }

  private List<Path> steps() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  @Test
  void theLastTwoAreKeptAndNothingElse() throws IOException {
    Files.createDirectories(folder.resolve("step-00000003.0f-1.new").resolve("inner"));
    assertThatThrownBy(() -> result(Schedule.COSINE, dyingAt(9), checkpoints()));
    assertThat(steps().stream().map(p -> p.getFileName().toString()))
        .containsExactly("step-00000007", "step-00000008");
    train();
    assertThat(steps().stream().map(p -> p.getFileName().toString()))
        .containsExactly("step-00000017", "step-00000018");
    assertThat(folder.resolve("step-00000017").toFile().list())
        .containsExactlyInAnyOrder(
            "training.json", "weights.safetensors", "optimizer.safetensors", "SHA256SUMS");
    // Training is over, and needs no optimiser any more.
    assertThat(folder.resolve("step-00000018").toFile().list())
        .containsExactlyInAnyOrder("training.json", "weights.safetensors", "SHA256SUMS");
  }

  @Test
  void thereIsOneAnEpochWhereTimeIsShort() throws IOException {
    result(Schedule.COSINE, Progress.silent(), checkpoints().every(Duration.ofHours(1)));
    assertThat(steps().stream().map(p -> p.getFileName().toString()))
        .containsExactly("step-00000012", "step-00000018");
  }

  @ParameterizedTest
  @ValueSource(strings = {"training.json", "weights.safetensors", "optimizer.safetensors"})
  void aDamagedOneIsPassedOverForTheOneBeforeAndSaid(String part) throws IOException {
    End whole = result(Schedule.COSINE, Progress.silent(), Checkpoints.none());
    assertThatThrownBy(() -> result(Schedule.COSINE, dyingAt(9), checkpoints()));
    Path file = folder.resolve("step-00000008").resolve(part);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThat(train()).isEqualTo(whole);
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0))
        .contains("step-00000008 is passed over")
        .contains(part + " is damaged: its SHA-256 is");
  }

  @Test
  void oneWithoutItsChecksumsIsNone() throws IOException {
    End whole = result(Schedule.COSINE, Progress.silent(), Checkpoints.none());
    assertThatThrownBy(() -> result(Schedule.COSINE, dyingAt(9), checkpoints()));
    Files.delete(folder.resolve("step-00000008").resolve("SHA256SUMS"));
    Files.write(folder.resolve("step-00000007").resolve("SHA256SUMS"), new byte[] {-1, 10});
    assertThat(train()).isEqualTo(whole);
    assertThat(warnings).hasSize(2);
  }

  @Test
  void otherConditionsAreRefusedWithBothValues() throws IOException {
    assertThatThrownBy(() -> result(Schedule.COSINE, dyingAt(9), checkpoints()));
    Checkpoints other = Checkpoints.in(folder, Map.of("examples", "60", "seed", "2"));
    assertThatThrownBy(() -> result(Schedule.COSINE, Progress.silent(), other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("step-00000008 was begun with seed 1, and now it is 2");
    assertThat(steps()).hasSize(2);
  }

  @Test
  void anInterruptIsWrittenDown() throws IOException {
    Progress interrupting =
        new Progress() {
          @Override
          public void advance(int done, String note) {
            if (done == 4) {
              Thread.currentThread().interrupt();
            }
          }
        };
    result(Schedule.COSINE, interrupting, checkpoints().every(Duration.ofHours(1)));
    assertThat(steps()).containsExactly(folder.resolve("step-00000004"));
    assertThat(warnings).isEmpty();
  }

  @Test
  void aFolderThatCannotBeWrittenCostsOneWarningAndNotTheTraining() throws IOException {
    End whole = result(Schedule.COSINE, Progress.silent(), Checkpoints.none());
    Path file = Files.createFile(folder.resolve("file"));
    Checkpoints nowhere =
        Checkpoints.in(file.resolve("inside"), CONDITIONS)
            .every(Duration.ZERO)
            .warning(warnings::add);
    assertThat(result(Schedule.COSINE, Progress.silent(), nowhere)).isEqualTo(whole);
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0)).contains("Training goes on").contains("give another folder");
  }

  @Test
  void aFailedWriteLeavesTheEarlierOneWhole() throws IOException {
    End whole = result(Schedule.COSINE, Progress.silent(), Checkpoints.none());
    int[] written = {0};
    Checkpoints failing =
        checkpoints()
            .with(
                Set.of("more"),
                into -> {
                  if (++written[0] > 9) {
                    throw new UncheckedIOException(new IOException("No space left on device"));
                  }
                });
    assertThat(result(Schedule.COSINE, Progress.silent(), failing)).isEqualTo(whole);
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0)).contains("No space left on device").contains("make room");
    assertThat(steps())
        .containsExactly(folder.resolve("step-00000007"), folder.resolve("step-00000008"));
    assertThat(train()).isEqualTo(whole);
  }
}
