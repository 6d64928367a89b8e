package org.smashnas.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.encoding.Embedding;
import org.smashnas.encoding.Encoding;
import org.smashnas.encoding.Field;
import org.smashnas.statistics.Interval;
import org.smashnas.table.Tables;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Progress;

class VariantStudyTest {
  @TempDir private Path folder;

  private final SearchSpace space = TestSpaces.tiny();
  private final Encoding oneHot = Encoding.oneHot(space);
  private final List<Architecture> four = Sampler.of(space).sample(4, 1);
  private final VariantStudy study = new VariantStudy(four, List.of(1L, 2L));
  private final List<Long> trained = new ArrayList<>();
  private boolean interruptTraining;
  private int interruptAfter = Integer.MAX_VALUE;
  private int evaluations;

  /**
   * Networks whose true codes err by 0.1 for the first architecture to 0.4, and lies by 0.2 more.
   */
  private VariantStudy.Training training(Encoding encoding, double worse) {
    return (long seed, Consumer<CodeScorer> use) -> {
      trained.add(seed);
      if (interruptTraining) {
        return false;
      }
      use.accept(
          (a, code) -> {
            if (++evaluations == interruptAfter) {
              Thread.currentThread().interrupt();
            }
            return evaluation(encoding, a, code, worse + 0.01 * seed);
          });
      return true;
    };
  }

  private Evaluation evaluation(Encoding encoding, Architecture a, Embedding code, double plus) {
    double lie = code.equals(encoding.encode(a)) ? 0 : 0.2;
    return new Evaluation(0.1 * (1 + four.indexOf(a)) + plus + lie, 1, 100);
  }

  private Variants run(String name, Encoding encoding, double worse) {
    return study.run(
        name,
        encoding,
        "",
        training(encoding, worse),
        folder,
        Map.of("budget", "tiny"),
        Map.of("examples", "e"),
        Progress::silent,
        5);
  }

  @Test
  void eachVariantIsComparedWithTheFirst() {
    run("one-hot", oneHot, 0);
    Variants found = run("off-value -1", oneHot.withOffValue(-1), 0.05);
    assertThat(found.names()).containsExactly("one-hot", "off-value -1");
    VariantResult off = found.result("off-value -1", 1);
    assertThat(off.networks()).isEqualTo(2);
    assertThat(off.architectures()).isEqualTo(4);
    assertThat(off.channels()).isEqualTo(oneHot.channels());
    // 0.25 is the mean of 0.1 to 0.4; the networks add 0.05 + 0.01 and 0.05 + 0.02
    assertThat(off.meanError().value()).isCloseTo(0.315, within(1e-12));
    assertThat(off.meanError().low()).isBetween(0.165, 0.3);
    assertThat(off.bestError()).isCloseTo(0.165, within(1e-12));
    assertThat(off.seedDeviation()).isCloseTo(0.01 / Math.sqrt(2), within(1e-12));
    assertThat(off.change().value()).isCloseTo(0.05, within(1e-12));
    assertThat(off.change().high()).isCloseTo(0.05, within(1e-12));
    assertThat(off.gap().value()).isCloseTo(0.2, within(1e-12));
    assertThat(off.agreement().value()).isCloseTo(1, within(1e-12));
    VariantResult reference = found.result("one-hot", 1);
    assertThat(reference.change()).isEqualTo(new Interval(0, 0, 0));
    assertThat(reference.agreement().value()).isCloseTo(1, within(1e-12));
  }

  @Test
  void agreementIsThatOfNetworksOfDifferentSeeds() {
    List<Variants.Row> rows = new ArrayList<>();
    double[][] reference = {{.1, .2, .3}, {.3, .2, .1}};
    double[][] other = {{.1, .2, .3}, {.1, .3, .2}};
    for (int seed = 0; seed < 2; seed++) {
      for (int a = 0; a < 3; a++) {
        rows.add(new Variants.Row("reference", seed, "a" + a, 9, reference[seed][a], 1));
        rows.add(new Variants.Row("other", seed, "a" + a, 9, other[seed][a], 1));
      }
    }
    Variants found = new Variants(rows);
    assertThat(found.result("reference", 1).agreement().value()).isCloseTo(-1, within(1e-12));
    // seed 0 against 1: -1; seed 1 against 0: ranks 1 3 2 against 1 2 3, rho 1 - 6 * 2 / 24
    assertThat(found.result("other", 1).agreement().value()).isCloseTo(-.25, within(1e-12));
  }

  @Test
  void oneNetworkOfEachVariantIsComparedThoughItsSeedIsTheSame() {
    List<Variants.Row> rows = new ArrayList<>();
    for (int a = 0; a < 3; a++) {
      rows.add(new Variants.Row("reference", 1, "a" + a, 9, 0.1 * a, 1));
      rows.add(new Variants.Row("other", 1, "a" + a, 9, 0.2 * a, 1));
    }
    Variants found = new Variants(rows);
    assertThat(found.result("other", 1).agreement().value()).isCloseTo(1, within(1e-12));
    assertThat(found.result("other", 1).seedDeviation()).isNaN();
    assertThat(found.result("reference", 1).agreement()).isEqualTo(Interval.none());
    assertThat(found.plotAgreements(1).getSeriesMap().get("Spearman's rho").getXData())
        .hasToString("[other]");
    assertThat(found.plotChanges(1).getSeriesMap().get("percentage points").getXData())
        .hasToString("[reference, other]");
  }

  @Test
  void theTablesHaveARowAnArchitectureAndARowAVariant() {
    Variants found = run("one-hot", oneHot, 0);
    assertThat(Tables.read(folder.resolve("variants.arrow")).columnNames())
        .containsExactly(
            "variant",
            "hypernet_seed",
            "architecture_id",
            "channels",
            "encoding_id",
            "error",
            "corrupted_error",
            "cross_entropy",
            "corrupted_cross_entropy",
            "true_error",
            "multiply_adds");
    var summary = found.summary(1);
    assertThat(summary.rowCount()).isEqualTo(1);
    assertThat(summary.columnNames())
        .containsSubsequence("variant", "channels", "networks", "n", "error", "error_low")
        .contains("best_error", "seed_deviation", "change", "gap", "gap_cross_entropy")
        .endsWith("agreement_high");
    assertThat(summary.doubleColumn("gap").get(0)).isCloseTo(0.2, within(1e-12));
    assertThat(found.plotGaps(1).getSeriesMap().get("percentage points").getYMax())
        .isCloseTo(20, within(1e-9));
  }

  @Test
  void whatIsKnownIsNotTrainedAgain() {
    run("one-hot", oneHot, 0);
    assertThat(trained).containsExactly(1L, 2L);
    Variants again = run("one-hot", oneHot, 0.5);
    assertThat(trained).hasSize(2);
    assertThat(again.rows()).hasSize(8);
  }

  @Test
  void aFaultyEncodingFailsBeforeTrainingAndNothingIsLost() {
    run("one-hot", oneHot, 0);
    Encoding faulty = oneHot.with(Field.of("mine", 1, (column, out) -> out[0] = Float.NaN));
    assertThatThrownBy(() -> run("mine", faulty, 0))
        .hasMessageContaining("field \"mine\", op 0 of block 0: channel 0 is NaN");
    assertThat(trained).hasSize(2);
    assertThat(Variants.read(folder).rows()).hasSize(8);
  }

  @Test
  void anotherEncodingOfTheSameNameIsRefused() {
    Encoding once = oneHot.with(Field.of("mine", 1, (column, out) -> out[0] = 1));
    Encoding twice = oneHot.with(Field.of("mine", 1, (column, out) -> out[0] = 2));
    run("mine", once, 0);
    assertThatThrownBy(() -> run("mine", twice, 0))
        .hasMessageContaining("variant \"mine\" whose encoding was another; give this one another");
    assertThat(run("mine 2", twice, 0).names()).containsExactly("mine", "mine 2");
  }

  @Test
  void aVariantStoppedHalfwayIsLeftOutUntilItIsWhole() {
    run("one-hot", oneHot, 0);
    interruptAfter = evaluations + 4;
    Variants half = run("off", oneHot.withOffValue(-1), 0);
    assertThat(Thread.interrupted()).isFalse();
    // two of the first network's four architectures, and no second network
    assertThat(half.rows()).hasSize(10);
    assertThat(trained).containsExactly(1L, 2L, 1L);
    assertThat(half.names()).containsExactly("one-hot");
    assertThatThrownBy(() -> half.result("off", 1))
        .hasMessageContaining("no variant \"off\" was measured to the end; those were [one-hot]");
    Variants whole = run("off", oneHot.withOffValue(-1), 0);
    assertThat(whole.rows()).hasSize(16).doesNotHaveDuplicates();
    assertThat(trained).containsExactly(1L, 2L, 1L, 1L, 2L);
  }

  @Test
  void interruptedTrainingMeasuresNothing() {
    interruptTraining = true;
    assertThatThrownBy(() -> run("one-hot", oneHot, 0))
        .hasMessageContaining("measured no architecture");
    assertThat(trained).containsExactly(1L);
  }

  @Test
  void otherArchitecturesAndImpossibleStudiesAreRefused() {
    run("one-hot", oneHot, 0);
    VariantStudy other = new VariantStudy(Sampler.of(space).sample(3, 9), List.of(1L));
    assertThatThrownBy(
            () ->
                other.run(
                    "one-hot",
                    oneHot,
                    "",
                    training(oneHot, 0),
                    folder,
                    Map.of(),
                    Map.of("examples", "e"),
                    Progress::silent,
                    5))
        .hasMessageContaining("was begun with architectures 4, hash");
    assertThatThrownBy(() -> new VariantStudy(four.subList(0, 2), List.of(1L)))
        .hasMessageContaining("2 architectures, 2 of them different; give at least 3");
    assertThatThrownBy(() -> new VariantStudy(four, List.of(1L, 1L)))
        .hasMessageContaining("the seeds [1, 1]; give at least one, each once");
  }
}
