package org.smashnas.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.TestSpaces;
import org.smashnas.encoding.Encoding;
import org.smashnas.statistics.Interval;
import org.smashnas.table.ResumableTable;
import org.smashnas.table.Tables;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Progress;

/** Variants against a table of truths. */
class VariantTruthTest {
  private static final String RHO = "Spearman's rho";

  @TempDir private Path folder;

  private final TruthFixture fixture = new TruthFixture();
  private final Encoding oneHot = Encoding.oneHot(TestSpaces.tiny());
  private final List<Long> trained = new ArrayList<>();
  private Truths truths;

  @BeforeEach
  void makeTruths() {
    truths = fixture.run(fixture.plan, folder.resolve("table"));
  }

  /** Networks of the fixture's six, whose cross entropies fall where their true errors rise. */
  private Variants run(VariantStudy study) {
    return study.run(
        "one-hot",
        oneHot,
        "",
        (seed, use) -> {
          trained.add(seed);
          use.accept((a, code) -> new Evaluation(0.5, 9.0 - fixture.six.indexOf(a), 100));
          return true;
        },
        folder,
        Map.of(),
        Map.of("examples", "e"),
        Progress::silent,
        5);
  }

  private static Variants handMade(double trueError) {
    double[][] losses = {{1, 1.2, 2, 3}, {1, 3, 1.2, 4}};
    long[] adds = {40, 30, 10, 20};
    List<Variants.Row> rows = new ArrayList<>();
    for (int seed = 0; seed < 2; seed++) {
      for (int a = 0; a < 4; a++) {
        double loss = losses[seed][a];
        rows.add(
            new Variants.Row(
                "mine",
                seed,
                "a" + a,
                9,
                "encoding",
                0.9 - 0.1 * a,
                0.9,
                loss,
                loss + 0.5,
                trueError * (1 + a),
                adds[a]));
      }
    }
    return new Variants(rows);
  }

  @Test
  void theMeanOverTheNetworksIsCorrelatedWithTheTruth() {
    VariantResult mine = handMade(0.1).result("mine", 1);
    // errors fall where true errors rise; mean losses 1, 2.1, 1.6 and 3.5 exchange the middle two
    assertThat(mine.truthByError().spearman().value()).isCloseTo(-1, within(1e-12));
    Interval rho = mine.truthByCrossEntropy().spearman();
    assertThat(rho.value()).isCloseTo(1 - 6 * 2 / 60.0, within(1e-12));
    assertThat(rho.low()).isLessThan(rho.value());
    assertThat(rho.high()).isEqualTo(1);
    // ranks of multiply-adds 4 3 1 2: -0.8 with the truths, -0.4 with the losses
    assertThat(mine.truthByCrossEntropy().givenMultiplyAdds().value())
        .isCloseTo((0.8 - 0.32) / Math.sqrt((1 - 0.64) * (1 - 0.16)), within(1e-12));
    assertThat(mine.gapCrossEntropy().value()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void tableAndChartHaveTheTruthsOnlyWhereThereAreSome() {
    Variants known = handMade(0.1);
    var summary = known.summary(1);
    assertThat(summary.columnNames())
        .endsWith(
            "truth",
            "truth_low",
            "truth_high",
            "truth_given_multiply_adds",
            "truth_given_multiply_adds_low",
            "truth_given_multiply_adds_high");
    assertThat(summary.doubleColumn("truth").get(0)).isCloseTo(0.8, within(1e-12));
    var series = known.plotTruths(1).getSeriesMap().get(RHO);
    assertThat(series.getXData()).hasToString("[mine, multiply-adds alone]");
    // more multiply-adds, fewer errors: as good as the losses
    assertThat(series.getYData()).allMatch(y -> Math.abs(y.doubleValue() - 0.8) < 1e-12);
    Variants unknown = handMade(Double.NaN);
    assertThat(unknown.summary(1).columnNames()).doesNotContain("truth");
    assertThat(unknown.result("mine", 1).truthByError().spearman()).isEqualTo(Interval.none());
    assertThatThrownBy(() -> unknown.plotTruths(1))
        .hasMessageContaining("no true errors to compare with; open a Workbench against");
  }

  @Test
  void aStudyAgainstTruthsIsWholeWhenItsTableIsRead() {
    VariantStudy study = VariantStudy.against(truths, "long", List.of(1L, 2L));
    Variants found = run(study);
    assertThat(found)
        .hasToString(
            "12 measurements of [one-hot]; true errors from schedule long of truths table");
    assertThat(Variants.read(folder)).isEqualTo(found);
    assertThat(found.summary(1).name())
        .endsWith("; true errors from schedule long of truths table");
    VariantResult result = found.result("one-hot", 1);
    assertThat(result.truthByCrossEntropy().spearman().value()).isCloseTo(-1, within(1e-12));
    // all errors are equal, which is no order
    assertThat(result.truthByError().spearman()).isEqualTo(Interval.none());
    // network i misses 10 + 2 i of 40 test examples
    for (Variants.Row row : found.rows()) {
      int i = fixture.six.stream().map(a -> a.id()).toList().indexOf(row.architectureId());
      assertThat(row.trueError()).isEqualTo((10 + 2 * i) / 40.0);
      assertThat(row.crossEntropy()).isEqualTo(9.0 - i);
      assertThat(row.multiplyAdds()).isEqualTo(fixture.six.get(i).multiplyAdds());
    }
    assertThat(run(study)).isEqualTo(found);
    assertThat(trained).containsExactly(1L, 2L);
  }

  @Test
  void otherTruthsAreRefusedInTheSameFolder() {
    run(VariantStudy.against(truths, "long", List.of(1L)));
    assertThatThrownBy(() -> run(VariantStudy.against(truths, "short", List.of(1L))))
        .hasMessageContaining("was begun with truths schedule long of truths table")
        .hasMessageContaining("now it is schedule short of truths table");
    assertThatThrownBy(
            () -> new VariantStudy(fixture.six, List.of(1L), Map.of("another", 0.1), "truth"))
        .hasMessageContaining("none of architecture " + fixture.six.get(0).id());
    assertThat(trained).containsExactly(1L);
  }

  private record Old(
      String variant,
      long hypernetSeed,
      String architectureId,
      int channels,
      String encodingId,
      double error,
      double corruptedError) {}

  @Test
  void aTableFromBeforeCrossEntropiesIsReadAndNotGoneOnWith() {
    Path file = folder.resolve("variants.arrow");
    try (var old = ResumableTable.open(file, Old.class, 3, Map.of("seed", "1"), Map.of())) {
      for (int a = 0; a < 3; a++) {
        old.append(new Old("one-hot", 1L, "a" + a, 9, "encoding", 0.1 * a, 0.2 + 0.1 * a));
      }
    }
    Variants found = Variants.read(folder);
    VariantResult result = found.result("one-hot", 1);
    assertThat(result.gap().value()).isCloseTo(0.2, within(1e-12));
    assertThat(result.gapCrossEntropy()).isEqualTo(Interval.none());
    assertThat(found).hasToString("3 measurements of [one-hot]");
    assertThat(found.summary(1).columnNames()).doesNotContain("truth");
    assertThatThrownBy(() -> run(new VariantStudy(fixture.six, List.of(1L))))
        .hasMessageContaining("variants.arrow has the columns [variant, ")
        .hasMessageContaining("multiply_adds] are needed; write to another folder");
    assertThat(trained).isEmpty();
    assertThat(Tables.read(file).rowCount()).isEqualTo(3);
  }
}
