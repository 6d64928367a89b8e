package org.smashnas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.data.Dataset;
import org.smashnas.data.Datasets;
import org.smashnas.encoding.Encoding;
import org.smashnas.files.Checksums;
import org.smashnas.nn.PointwiseSource;
import org.smashnas.table.Tables;
import org.smashnas.train.Checkpoints;
import org.smashnas.train.Epoch;
import org.smashnas.train.SmashConfig;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

class RunsTest {
  private static final Dataset DATA = Datasets.shapes(100, 30, 1);
  private static final SearchSpace SPACE = TestSpaces.tiny();
  private static final SmashConfig CONFIG = SavedSmashTest.TINY.smash();

  @TempDir static Path shared;
  private static Smash first;
  private static Smash second;
  @TempDir Path folder;

  @BeforeAll
  static void train() {
    first = Smash.train(SPACE, DATA, SavedSmashTest.TINY, 5);
    Budget other =
        SavedSmashTest.TINY.withSmash(
            CONFIG.withLearningRate(2e-3).withPointwise(PointwiseSource.BANK_TABLE).withEpochs(1));
    second =
        Smash.train(SPACE, DATA, other, s -> Encoding.oneHot(s).without("dilation"), 6, steps());
    first.save(shared.resolve("a").resolve("deep").resolve("net"));
  }

  private static Path steps() {
    return shared.resolve("b");
  }

  @AfterAll
  static void close() {
    first.close();
    second.close();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Path there = to.resolve(from.relativize(file).toString());
        Files.createDirectories(there.getParent());
        Files.copy(file, there);
      }
    }
  }

  private static Path saved() {
    return shared.resolve("a").resolve("deep").resolve("net");
  }

  private static Row row(Runs runs, String name) {
    Table one = runs.table().where(t -> t.stringColumn("folder").isEqualTo(name));
    assertThat(one.rowCount()).isEqualTo(1);
    return one.row(0);
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void aSavedRunIsARowOfWhatTheNetworkSays() {
    Runs runs = Runs.open(shared);
    assertThat(runs.size()).isEqualTo(2);
    Row row = row(runs, Path.of("a", "deep", "net").toString());
    Epoch last = first.history().last();
    assertThat(row.getInt("epochs")).isEqualTo(2);
    assertThat(row.getInt("of_epochs")).isEqualTo(2);
    assertThat(row.getBoolean("finished")).isTrue();
    assertThat(row.getDouble("train_loss")).isEqualTo(last.trainLoss());
    assertThat(row.getDouble("validation_loss")).isEqualTo(last.validationLoss());
    assertThat(row.getDouble("validation_error")).isEqualTo(last.validationError());
    assertThat(row.getDouble("seconds"))
        .isCloseTo(
            first.history().epochs().stream().mapToDouble(Epoch::seconds).sum(), within(1e-9));
    assertThat(row.getLong("parameters")).isEqualTo(first.net().parameters().count());
    assertThat(row.getLong("seed")).isEqualTo(5);
    assertThat(row.getLong("data_seed")).isEqualTo(5);
    assertThat(row.getInt("batch_size")).isEqualTo(10);
    assertThat(row.getDouble("learning_rate")).isEqualTo(1e-3);
    assertThat(row.getString("schedule")).isEqualTo("cosine");
    assertThat(row.getString("pointwise")).isEqualTo("hypernet");
    assertThat(row.getString("hyper"))
        .isEqualTo("first 2, growth 2, dense [1, 1], noise 0, direct false");
    assertThat(row.getBoolean("growth")).isTrue();
    assertThat(row.getString("regime")).isEqualTo("normal");
    assertThat(row.getString("budget")).isEqualTo("tiny");
    assertThat(row.getString("data_set")).isEqualTo("shapes");
    assertThat(row.getString("space")).isEqualTo(first.space().name());
    assertThat(row.getInt("space_max_banks")).isEqualTo(first.space().maxBanks());
    assertThat(row.getString("encoding")).startsWith("read ").contains("dilation");
    assertThat(row.getString("library_version")).isEqualTo(first.metadata().get("library_version"));
    assertThat(row.getString("git_commit")).isEqualTo(first.metadata().get("git_commit"));
    assertThat(row.getInstant("saved")).isBetween(Instant.now().minusSeconds(3600), Instant.now());
    assertThat(runs.table().stringColumn("problem").countMissing()).isEqualTo(2);
    assertThat(runs.table().columnNames())
        .allMatch(name -> name.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"));
  }

  @Test
  void checkpointsAreOneRunAndAnotherTrainingDiffersByItsSettings() {
    Runs runs = Runs.open(shared);
    Row row = row(runs, "b");
    assertThat(row.getString("checkpoint")).isEqualTo("step-00000006");
    assertThat(row.getString("encoding")).doesNotContain("dilation");
    Table differing = runs.differences();
    assertThat(differing.columnNames())
        .contains("folder", "validation_error", "learning_rate", "pointwise", "seed", "of_epochs")
        .doesNotContain("batch_size", "schedule", "data_set", "space_max_banks", "problem");
  }

  @Test
  void theTableIsWrittenAndReadAsResultTablesAre() {
    Path file = folder.resolve("runs.arrow");
    Table table = Runs.open(shared).table();
    Tables.write(table, file, first.metadata());
    Table back = Tables.read(file);
    assertThat(back.columnNames()).isEqualTo(table.columnNames());
    assertThat(back.stringColumn("hyper").asList()).isEqualTo(table.stringColumn("hyper").asList());
  }

  @Test
  void runsAreSortedAndFilteredWithTheirCurves() {
    Runs runs = Runs.open(shared);
    Runs slow = runs.where(t -> t.doubleColumn("learning_rate").isLessThan(1.5e-3));
    assertThat(slow.table().longColumn("seed").asList()).containsExactly(5L);
    assertThat(slow.histories().getSeriesMap()).hasSize(1);
    assertThat(runs.sortOn("-learning_rate").table().longColumn("seed").asList())
        .containsExactly(6L, 5L);
    assertThat(runs.sortOn("learning_rate").plot().getSeriesMap().values().iterator().next())
        .extracting(CategorySeries::getXData)
        .isEqualTo(List.of(Path.of("a", "deep", "net").toString(), "b"));
  }

  @Test
  void chartsHaveTheErrorsInPercent() {
    Runs runs = Runs.open(shared).sortOn("seed");
    double[] errors =
        Stream.of(first, second)
            .mapToDouble(s -> 100 * s.history().last().validationError())
            .toArray();
    XYChart byRate = runs.plot("learning_rate");
    var points = byRate.getSeriesMap().values().iterator().next();
    assertThat(points.getXData()).containsExactly(1e-3, 2e-3);
    assertThat(points.getYData()).containsExactly(errors);
    assertThat(runs.plot("saved").getSeriesMap().values().iterator().next().getYData())
        .containsExactly(errors);
    assertThat(
            runs.plot().getSeriesMap().values().iterator().next().getYData().stream()
                .mapToDouble(Number::doubleValue))
        .containsExactly(Arrays.stream(errors).boxed().toArray(Double[]::new));
    assertThatThrownBy(() -> runs.plot("rate"))
        .hasMessageContaining("no column \"rate\"; give one of [folder,");
    assertThatThrownBy(() -> runs.plot("regime")).hasMessageContaining("has no numbers");
  }

  private static DoubleStream lastErrors(Collection<XYSeries> lines, boolean coloured) {
    return lines.stream()
        .filter(line -> line.isShowInLegend() == coloured)
        .mapToDouble(line -> line.getYData()[line.getYData().length - 1]);
  }

  @Test
  void ofManyRunsTheBestHaveColours() throws IOException {
    for (int i = 0; i < 20; i++) {
      copy(saved(), folder.resolve("net " + i));
    }
    copy(steps(), folder.resolve("other"));
    var lines = Runs.open(folder).histories().getSeriesMap();
    assertThat(lines).hasSize(21);
    assertThat(lines.values().stream().filter(XYSeries::isShowInLegend)).hasSize(7);
    assertThat(lastErrors(lines.values(), true).max().orElseThrow())
        .isLessThanOrEqualTo(lastErrors(lines.values(), false).min().orElseThrow());
    var bars = Runs.open(folder).plot();
    assertThat(bars.getStyler().getXAxisLabelRotation()).isEqualTo(90);
    // NaN error bars would leave the axis without a range.
    assertThat(bars.getSeriesMap().values().iterator().next().getExtraValues()).isNull();
  }

  @Test
  void whatIsNoRunIsPassedOver() throws IOException {
    String id = "01234567-89ab-cdef-0123-456789abcdef";
    copy(saved(), folder.resolve("net"));
    copy(saved(), folder.resolve("net." + id + ".old"));
    copy(saved(), folder.resolve("net." + id + ".new"));
    copy(saved(), folder.resolve("gone." + id + ".old"));
    copy(steps(), folder.resolve("steps"));
    copy(saved(), folder.resolve("steps").resolve("step-00000009." + id + ".new"));
    Tables.write(first.history().table(), folder.resolve("search.arrow"), first.metadata());
    first.export(first.space().sample(1), folder.resolve("export"));
    Files.createDirectory(folder.resolve("step-00000001"));
    Files.createSymbolicLink(folder.resolve("circle"), folder);
    // An earlier save whose successor never came is all that there is of it.
    assertThat(Runs.open(folder).table().stringColumn("folder").asList())
        .containsExactlyInAnyOrder("net", "steps", "gone." + id + ".old");
  }

  @Test
  void theFolderItselfAndOneBehindALinkAreRuns() throws IOException {
    assertThat(row(Runs.open(saved()), ".").getLong("seed")).isEqualTo(5);
    assertThat(row(Runs.open(steps()), ".").getLong("seed")).isEqualTo(6);
    assertThat(row(Runs.open(steps().resolve("step-00000006")), ".").getLong("seed")).isEqualTo(6);
    Files.createSymbolicLink(folder.resolve("link"), shared);
    assertThat(Runs.open(folder).size()).isEqualTo(2);
    assertThat(Runs.open(folder.resolve("link")).best())
        .get()
        .satisfies(best -> assertThat(best.resolve("..")).exists());
  }

  @Test
  void aDamagedRunIsARowThatSaysSoWithWhatIsWholeOfIt() throws IOException {
    copy(saved(), folder.resolve("whole"));
    List<String> names =
        List.of("smash.json", "history.arrow", "training.json", "weights.safetensors");
    for (String name : names) {
      copy(saved(), folder.resolve(name + "-flipped"));
      flip(folder.resolve(name + "-flipped").resolve(name));
      copy(saved(), folder.resolve(name + "-gone"));
      Files.delete(folder.resolve(name + "-gone").resolve(name));
    }
    copy(saved(), folder.resolve("sums-gone"));
    Files.delete(folder.resolve("sums-gone").resolve(Checksums.FILE));
    Runs runs = Runs.open(folder);
    assertThat(runs.size()).isEqualTo(10);
    assertThat(runs.table().stringColumn("problem").countMissing()).isEqualTo(1);
    for (String name : names) {
      assertThat(row(runs, name + "-flipped").getString("problem"))
          .contains(name + " is damaged: its SHA-256 is");
      assertThat(row(runs, name + "-gone").getString("problem"))
          .contains(name + " is damaged: it is not there");
    }
    assertThat(row(runs, "sums-gone").getString("problem")).contains("nothing whole was saved");
    assertThat(row(runs, "weights.safetensors-flipped").getLong("seed")).isEqualTo(5);
    assertThat(row(runs, "history.arrow-gone").isMissing("validation_error")).isTrue();
    assertThat(row(runs, "smash.json-gone").getDouble("validation_error"))
        .isEqualTo(first.history().last().validationError());
    assertThat(row(runs, "smash.json-gone").isMissing("seed")).isTrue();
    assertThat(runs.toString()).startsWith("10 runs in " + folder).contains("9 with a problem");
    assertThat(runs.differences().columnNames()).contains("problem");
    runs.plot();
    runs.plot("saved");
    runs.histories();
  }

  @Test
  void whatIsWholeButSenselessOrOfAnotherVersionIsARowThatSaysSo() throws IOException {
    String[][] changes = {
      {"\"saved\": \"2", "\"saved\": \"yesterday"},
      {"smash-network/1", "smash-network/2"},
      {"\"batchSize\": 10", "\"batchSize\": 0"},
      {"\"growth\": true,", ""},
      {"{", "["}
    };
    for (String[] change : changes) {
      Path to = folder.resolve("run " + Arrays.asList(changes).indexOf(change));
      copy(saved(), to);
      Path json = to.resolve("smash.json");
      Files.writeString(json, Files.readString(json).replace(change[0], change[1]));
      Files.delete(to.resolve(Checksums.FILE));
      Checksums.write(to);
    }
    Runs runs = Runs.open(folder);
    assertThat(runs.size()).isEqualTo(5);
    assertThat(runs.table().stringColumn("problem").countMissing()).isZero();
    assertThat(runs.table().stringColumn("problem").asList())
        .anyMatch(p -> p.contains("is of format smash-network/2"));
  }

  @Test
  void aDamagedCheckpointIsPassedOverForTheOneBeforeAndNamed() throws IOException {
    Path to = folder.resolve("steps");
    copy(steps(), to);
    copy(to.resolve("step-00000006"), to.resolve("step-00000009"));
    flip(to.resolve("step-00000009").resolve("weights.safetensors"));
    Row row = row(Runs.open(folder), "steps");
    assertThat(row.getString("checkpoint")).isEqualTo("step-00000006");
    assertThat(row.getString("problem")).startsWith("step-00000009 is passed over: ");
    flip(to.resolve("step-00000006").resolve("smash.json"));
    Row none = row(Runs.open(folder), "steps");
    assertThat(none.getString("checkpoint")).isEqualTo("step-00000009");
    assertThat(none.getString("problem")).contains("weights.safetensors is damaged");
  }

  @Test
  void aRunThatWentOnWithOtherStepsSaysSo() {
    Budget two = SavedSmashTest.TINY;
    try (Smash smash = Smash.train(SPACE, DATA, two, 5, folder.resolve("steps"))) {
      assertThat(
              SmashFile.read(Checkpoints.newest(folder.resolve("steps")).orElseThrow()).metadata())
          .containsEntry("regime", "normal");
      smash.course.learningRate(5e-4);
      smash.save(folder.resolve("slower"));
    }
    assertThat(row(Runs.open(folder), "slower").getString("step_sizes"))
        .isEqualTo("0.001, 5.0E-4 from epoch 3 on");
  }

  @Test
  void anEmptyFolderHasNoRunsAndNoFolderIsRefused() {
    Runs none = Runs.open(folder);
    assertThat(none).hasToString("0 runs in " + folder + ": 0 finished");
    assertThat(none.table().rowCount()).isZero();
    assertThat(none.table().columnNames()).contains("validation_error", "problem");
    assertThat(none.best()).isEmpty();
    assertThat(none.differences().columnNames()).contains("folder");
    assertThat(none.histories().getSeriesMap()).isEmpty();
    assertThatThrownBy(none::plot).hasMessageContaining("has a validation error yet");
    assertThatThrownBy(() -> Runs.open(folder.resolve("nowhere")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nowhere is no folder; give one");
  }

  @Test
  void aFolderThatThisVersionMustReadIsARun() {
    Path then = Path.of("src", "test", "resources", "org", "smashnas", "saved-1");
    Row row = row(Runs.open(then), "network");
    assertThat(row.isMissing("problem")).isTrue();
    assertThat(row.getLong("seed")).isEqualTo(1);
    assertThat(row.getString("git_commit")).isEqualTo("540bedeaaf2d");
  }

  @Test
  void theOldestComesFirst() throws IOException {
    List<Instant> times = Runs.open(shared).table().instantColumn("saved").asList();
    assertThat(times).isSortedAccordingTo(Comparator.naturalOrder());
  }
}
