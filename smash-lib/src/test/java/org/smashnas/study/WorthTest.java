package org.smashnas.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.smashnas.study.TruthFixture.first;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Architecture;
import org.smashnas.train.Evaluation;

/** On the fixture's long schedule network i has a true error of (10 + 2 i) / 40. */
class WorthTest {
  @TempDir private Path folder;
  private final TruthFixture fixture = new TruthFixture();
  private Truths truths;

  @BeforeEach
  void train() {
    truths = fixture.run(fixture.plan, folder);
  }

  private Pairing pairing(String regime, long seed, int i, int wrong) {
    Architecture a = fixture.six.get(i);
    Evaluation truth = first(10 + 2 * i);
    return new Pairing(
        a.id(), regime, seed, first(wrong), List.of(truth), a.parameters(), a.multiplyAdds());
  }

  private Worth.Row row(List<Pairing> pairings, List<Baselines.Row> baselines, String method) {
    Worth worth =
        Worth.of(
            truths,
            "long",
            new Correlation(pairings),
            Map.of("hyper", 100.0),
            new Baselines(Map.of(), baselines),
            1);
    return worth.rows().stream().filter(r -> r.method().equals(method)).findFirst().orElseThrow();
  }

  @Test
  void seedsCountByTheirMean() {
    List<Pairing> pairings = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      pairings.add(pairing("hyper", 1, i, 5 + i));
      pairings.add(pairing("hyper", 2, i, 25 - i));
    }
    Worth.Row row = row(pairings, List.of(), "hyper");
    // rho 1 and -1; the first chooses the best network, the second the worst, 10 of 40 behind it
    assertThat(row.spearman().value()).isCloseTo(0, within(1e-12));
    assertThat(row.regret()).isCloseTo(0.125, within(1e-12));
    assertThat(row.seconds()).isEqualTo(100);
    assertThat(row.seeds()).isEqualTo(2);
    assertThat(row.n()).isEqualTo(6);
  }

  @Test
  void amongEqualScoresTheChoiceIsByChance() {
    List<Pairing> pairings = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      pairings.add(pairing("other", 1, i, i < 2 ? 3 : 5 + i));
    }
    Worth.Row row = row(pairings, List.of(), "other");
    assertThat(row.regret()).isCloseTo(0.025, within(1e-12));
    assertThat(row.seconds()).isNaN();
  }

  @Test
  void baselinesAreBetterTheHigherAndCostWhatTheirNetworksCost() {
    List<Baselines.Row> rows = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      rows.add(new Baselines.Row(fixture.six.get(i).id(), "proxy", -i, 2));
    }
    Worth.Row row = row(List.of(), rows, "proxy");
    assertThat(row.spearman().value()).isCloseTo(1, within(1e-12));
    assertThat(row.regret()).isZero();
    assertThat(row.seconds()).isEqualTo(12);
  }

  @Test
  void normalTrainingThatStopsEarlyRanksByItsCurve() {
    // after the first of three epochs the first two networks are exchanged; two seconds an epoch
    Worth.Row one = row(List.of(), List.of(), "trained_1_epoch");
    assertThat(one.spearman().value()).isCloseTo(1 - 6.0 * 2 / (6 * 35), within(1e-12));
    assertThat(one.regret()).isCloseTo(0.05, within(1e-12));
    assertThat(one.seconds()).isCloseTo(12, within(1e-12));
    Worth.Row two = row(List.of(), List.of(), "trained_2_epochs");
    assertThat(two.spearman().value()).isCloseTo(1, within(1e-12));
    assertThat(two.seconds()).isCloseTo(24, within(1e-12));
  }

  @Test
  void theCheapestStandsFirstInTableAndChart() {
    Worth worth =
        Worth.of(
            truths,
            "long",
            new Correlation(List.of()),
            Map.of(),
            new Baselines(Map.of(), List.of()),
            1);
    assertThat(worth.table().stringColumn("method").asList())
        .containsExactly("trained_1_epoch", "trained_2_epochs");
    assertThat(worth.table().columnNames())
        .containsExactly("method", "seconds", "spearman", "low", "high", "regret", "seeds", "n");
    assertThat(worth.plot().getSeriesMap().get("Spearman's rho").getYData().iterator().next())
        .isEqualTo(worth.rows().get(0).spearman().value());
  }
}
