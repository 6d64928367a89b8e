package org.smashnas.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.TestSpaces;
import org.smashnas.statistics.Interval;
import org.smashnas.table.Tables;
import org.smashnas.train.Confusion;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Outcomes;
import org.smashnas.train.Progress;

class TransferStudyTest {
  @TempDir private Path folder;

  private final List<Architecture> two = Sampler.of(TestSpaces.tiny()).sample(2, 1);
  private final Map<String, Architecture> networks = new LinkedHashMap<>();
  private final List<String> trained = new ArrayList<>();
  private int stopAfter = Integer.MAX_VALUE;

  @BeforeEach
  void nameNetworks() {
    networks.put("found", two.get(0));
    networks.put("plain", two.get(1));
  }

  /**
   * Eight examples, three of class 0. "found" misses example 0, which is of class 0, and with seed
   * 2 example 5, too; "plain" misses 0 to 3.
   */
  private Optional<Evaluation> train(Architecture a, long seed, Progress progress) {
    if (trained.size() == stopAfter) {
      return Optional.empty();
    }
    trained.add(a.id() + " " + seed);
    boolean found = a.equals(two.get(0));
    BitSet wrong = new BitSet();
    wrong.set(0, found ? 1 : 4);
    wrong.set(5, found && seed == 2);
    int missed = wrong.cardinality();
    int[][] counts =
        found ? new int[][] {{2, 1}, {missed - 1, 6 - missed}} : new int[][] {{0, 3}, {1, 4}};
    Confusion confusion = Confusion.of(counts);
    return Optional.of(
        new Evaluation(missed / 8.0, 1, 8, Double.NaN, confusion, Outcomes.of(wrong, 8)));
  }

  private Transfer run(List<Long> seeds) {
    return new TransferStudy(networks, seeds)
        .run(
            new NormalTraining(Map.of("examples", "e"), this::train),
            6,
            folder,
            Map.of("budget", "tiny"),
            Progress.silent());
  }

  @Test
  void accuraciesAreMeansOverTrainings() {
    Transfer found = run(List.of(1L, 2L));
    assertThat(found.networks()).containsExactly("found", "plain");
    // 7 and 6 of 8
    assertThat(found.accuracy("found", 1).value()).isCloseTo(6.5 / 8, within(1e-12));
    assertThat(found.accuracy("plain", 1).value()).isEqualTo(0.5);
    // of the examples 1 to 3 it has all and the other none, of 5 half as often
    Interval difference = found.difference("found", "plain", 1);
    assertThat(difference.value()).isCloseTo(2.5 / 8, within(1e-12));
    assertThat(difference.low()).isLessThan(difference.value());
    assertThatThrownBy(() -> found.accuracy("other", 1))
        .hasMessageContaining("no network \"other\" was trained; those were [found, plain]");
  }

  @Test
  void classesAndMistakesAreCounted() {
    Transfer found = run(List.of(1L, 2L));
    assertThat(found.confusion("found")).isEqualTo(Confusion.of(new int[][] {{4, 2}, {1, 9}}));
    var table = found.perClass(List.of("bed", "sofa"));
    assertThat(table.columnNames()).containsExactly("class", "n", "found", "plain");
    assertThat(table.intColumn("n").asList()).containsExactly(3, 5);
    assertThat(table.doubleColumn("found").get(1)).isCloseTo(90, within(1e-9));
    assertThat(found.mistakes("found", 10)).containsExactly(0);
    assertThat(found.mistakes("plain", 3)).containsExactly(0, 1, 2);
    assertThatThrownBy(() -> found.perClass(List.of("bed")))
        .hasMessageContaining("1 class names for 2 classes");
  }

  @Test
  void theTablesAndTheChartHaveARowAndABarANetwork() {
    Transfer found = run(List.of(1L, 2L));
    var table = Tables.read(folder.resolve("transfer.arrow"));
    assertThat(table.columnNames())
        .contains("network", "parameters", "test_accuracy", "epochs", "seed");
    assertThat(table.rowCount()).isEqualTo(4);
    assertThat(table.intColumn("epochs").asList()).containsOnly(6);
    assertThat(table.longColumn("parameters").get(1)).isEqualTo(two.get(1).parameters());
    var summary = found.summary(1);
    assertThat(summary.doubleColumn("least").asList()).containsExactly(6 / 8.0, 0.5);
    assertThat(summary.doubleColumn("greatest").asList()).containsExactly(7 / 8.0, 0.5);
    assertThat(summary.doubleColumn("difference").get(0)).isZero();
    assertThat(found.plot(1).getSeriesMap().get("test accuracy (%)").getXData())
        .hasToString("[found, plain]");
  }

  @Test
  void whatIsKnownIsNotTrainedAgain() {
    stopAfter = 1;
    assertThat(run(List.of(1L, 2L)).rows()).hasSize(1);
    stopAfter = Integer.MAX_VALUE;
    assertThat(run(List.of(1L, 2L)).rows()).hasSize(4);
    // all networks with the first seed, then all with the second
    assertThat(trained)
        .containsExactly(
            two.get(0).id() + " 1",
            two.get(1).id() + " 1",
            two.get(0).id() + " 2",
            two.get(1).id() + " 2");
  }

  @Test
  void anotherArchitectureOfTheSameNameIsRefused() {
    run(List.of(1L));
    networks.put("found", two.get(1));
    assertThatThrownBy(() -> run(List.of(1L)))
        .hasMessageContaining("network \"found\" as architecture " + two.get(0).id())
        .hasMessageContaining("give it another name");
    assertThat(trained).hasSize(2);
  }

  @Test
  void studiesOfNothingAreRefused() {
    stopAfter = 0;
    assertThatThrownBy(() -> run(List.of(1L))).hasMessageContaining("trained no network");
    assertThatThrownBy(() -> run(List.of(1L, 1L))).hasMessageContaining("the seeds [1, 1]");
    networks.clear();
    assertThatThrownBy(() -> run(List.of(1L))).hasMessageContaining("the study has no network");
  }
}
