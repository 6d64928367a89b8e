package org.smashnas.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.smashnas.study.TruthFixture.CONFIG;
import static org.smashnas.study.TruthFixture.first;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.ArchitectureJson;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.TestSpaces;
import org.smashnas.statistics.RankCorrelation;
import org.smashnas.table.Tables;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Progress;
import tech.tablesaw.api.Table;

class TruthsTest {
  @TempDir private Path folder;

  private final TruthFixture fixture = new TruthFixture();

  private Truths run() {
    return fixture.run(fixture.plan, folder);
  }

  @Test
  void aStudyOfOtherConditionsIsRefusedWithBothValues() {
    Truths truths = run();
    Truths renamed = truths.forStudy(TestSpaces.tiny().withName("mine"), Map.of("data_set", "d"));
    assertThat(renamed.space().name()).isEqualTo("mine");
    assertThat(renamed.rows()).isEqualTo(truths.rows());
    assertThatThrownBy(() -> truths.forStudy(TestSpaces.tiny().withMaxBanks(4), Map.of()))
        .hasMessageContaining("which has maxBanks 5 and not 4 as the study's space");
    assertThatThrownBy(() -> truths.forStudy(TestSpaces.tiny(), Map.of("training_examples", "50")))
        .hasMessageContaining("with training_examples 60, and the study has 50");
    assertThatThrownBy(() -> truths.of("middling"))
        .hasMessageContaining("no schedule \"middling\"; there are [long, short]");
  }

  @Test
  void aDamagedTableIsRefusedWithWhatToDo() throws IOException {
    run();
    Path file = folder.resolve("truths.arrow");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> Truths.read(folder))
        .hasMessageContaining("truths.arrow is damaged")
        .hasMessageContaining("restore");
    assertThatThrownBy(() -> Truths.read(folder.resolve("nowhere")))
        .hasMessageContaining("there is no truths.arrow in");
  }

  @Test
  void networksThatAreNotTheTablesAreRefused() throws IOException {
    run();
    Path file = folder.resolve("architectures.jsonl");
    String lines = Files.readString(file);
    // the first network's place is taken by one with other blocks, so another id
    Architecture foreign = Sampler.of(TestSpaces.tiny()).sample(99);
    Files.writeString(
        file, lines.replaceFirst(".*", Matcher.quoteReplacement(ArchitectureJson.write(foreign))));
    assertThatThrownBy(() -> Truths.read(folder))
        .hasMessageContaining("truths.arrow has network " + fixture.six.get(0).id())
        .hasMessageContaining("none of the 6 networks in architectures.jsonl");
    // the same graphs for pictures of another size: ids stay, multiply-adds do not
    Files.writeString(
        file,
        lines
            .replace("\"resolution\":8", "\"resolution\":16")
            .replaceAll("\"checksum\":\"\\w+\",", ""));
    assertThatThrownBy(() -> Truths.read(folder))
        .hasMessageContaining("of another space")
        .hasMessageContaining("multiply_adds is " + fixture.six.get(0).multiplyAdds());
  }

  @Test
  void agreementsAreThoseOfTheRanks() {
    Truths truths = run();
    // long against short: one exchange of neighbours among six
    RankCorrelation schedules = truths.agreement("short", "long", 1);
    assertThat(schedules.n()).isEqualTo(6);
    assertThat(schedules.spearman().value()).isCloseTo(1 - 12 / 210.0, within(1e-12));
    // of networks 1, 3 and 5 the second seed exchanges the last two
    RankCorrelation seeds = truths.reliability("long", 1);
    assertThat(seeds.n()).isEqualTo(3);
    assertThat(seeds.spearman().value()).isCloseTo(1 - 12 / 24.0, within(1e-12));
    assertThatThrownBy(() -> truths.reliability("short", 1))
        .hasMessageContaining("both trainings of 0 networks");
  }

  @Test
  void settlingComparesEachEpochWithTheEnd() {
    Table table = run().settling("long", 1);
    assertThat(table.columnNames())
        .containsExactly("epoch", "n", "spearman", "spearman_low", "spearman_high");
    assertThat(table.intColumn("epoch").asList()).containsExactly(1, 2, 3);
    assertThat(table.intColumn("n").asList()).containsExactly(6, 6, 6);
    // the order within the first epoch has the first two exchanged, and the second is the last
    // one's
    assertThat(table.doubleColumn("spearman").get(0)).isCloseTo(1 - 12 / 210.0, within(1e-12));
    assertThat(table.doubleColumn("spearman").get(1)).isEqualTo(1);
  }

  @Test
  void seedNoiseIsThatOfTheNetworksTrainedTwice() {
    Truths truths = run();
    // errors 12 12, 16 20 and 20 16 of 40: variances 0, 8 and 8 of 1600; in the latter two networks
    // four examples were decided by the seed, each with a variance of 1/4, which counts twice
    double variance = (8 + 8) / 3.0 / 1600 - 2 * (4 + 4) / 3.0 / 4 / 1600;
    assertThat(truths.seedNoise("long")).isCloseTo(Math.sqrt(variance), within(1e-12));
    assertThatThrownBy(() -> truths.seedNoise("short"))
        .hasMessageContaining("0 networks trained by schedule short twice");
    ScoringNetwork rater =
        new ScoringNetwork("normal", 3, "the network", a -> first(20 + fixture.six.indexOf(a)));
    Ranking ranking =
        truths
            .correlate("long", rater, folder.resolve("study"), Map.of(), Progress.silent())
            .ranking("normal");
    assertThat(ranking.ceiling(truths.seedNoise("long"), 1).errorReliability())
        .isLessThan(ranking.ceiling(1).errorReliability());
    assertThat(ranking.ceiling(0.0, 1)).isEqualTo(ranking.ceiling(1));
  }

  @Test
  void aCorrelationOfOneHalfHasItsNetworksOnly() {
    Truths truths = run();
    ScoringNetwork rater =
        new ScoringNetwork("normal", 3, "the network", a -> first(20 + fixture.six.indexOf(a)));
    Correlation all = truths.correlate("long", rater, folder, Map.of(), Progress.silent());
    for (int half = 0; half < 2; half++) {
      List<Architecture> some = truths.half(half).networks();
      assertThat(all.only(some).pairings())
          .extracting(Pairing::architecture)
          .containsExactlyInAnyOrderElementsOf(some.stream().map(Architecture::id).toList());
    }
  }

  @Test
  void halvesStandSideBySide() {
    List<Architecture> many = Sampler.of(TestSpaces.tiny()).sample(14, 1);
    Truths truths = new Truths("many", Map.of("examples", "e", "seed", "1"), many, List.of());
    // On half 0 scores rank as truths do, on half 1 the other way round.
    List<Architecture> zero = truths.half(0).networks();
    List<Pairing> pairings = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      Architecture a = many.get(i);
      Evaluation score = first(zero.contains(a) ? 5 + i : 25 - i);
      pairings.add(
          new Pairing(
              a.id(),
              "normal",
              3,
              score,
              List.of(first(10 + i)),
              a.parameters(),
              a.multiplyAdds()));
    }
    Table halves = new Correlation(pairings).halves(truths, 1);
    assertThat(halves.stringColumn("regime").asList())
        .containsExactly("normal", "normal_cross_entropy");
    assertThat(halves.intColumn("choose_n").get(0)).isEqualTo(zero.size());
    assertThat(halves.intColumn("report_n").get(0)).isEqualTo(14 - zero.size());
    assertThat(halves.doubleColumn("choose_spearman").get(0)).isEqualTo(1);
    assertThat(halves.doubleColumn("report_spearman").get(0)).isEqualTo(-1);
    assertThat(halves.columnNames()).contains("report_given_multiply_adds_low");
  }

  @Test
  void halvesAreDisjointAndCompleteAndDoNotDependOnTheRest() {
    Truths truths = run();
    List<Architecture> zero = truths.half(0).networks();
    List<Architecture> one = truths.half(1).networks();
    assertThat(zero).isNotEmpty().doesNotContainAnyElementsOf(one);
    assertThat(zero.size() + one.size()).isEqualTo(6);
    assertThat(truths.half(0).rows().size() + truths.half(1).rows().size()).isEqualTo(15);
    Truths fewer =
        fixture.run(
            new TruthPlan(
                List.of(one.get(0), zero.get(0)), fixture.plan.schedules().subList(0, 1), 1, 1),
            folder.resolve("fewer"));
    for (Architecture a : fewer.networks()) {
      assertThat(fewer.half(0).networks().contains(a)).isEqualTo(zero.contains(a));
    }
    // even is the last digit of an id of half 0
    assertThat(zero).allMatch(a -> "02468ace".indexOf(a.id().charAt(15)) >= 0);
  }

  @Test
  void aStudyOfTruthsTrainsNothing() {
    Truths truths = run();
    fixture.trained.clear();
    List<Architecture> scored = new ArrayList<>();
    ScoringNetwork rater =
        new ScoringNetwork(
            "normal",
            3,
            "the network",
            a -> {
              scored.add(a);
              return first(20 + fixture.six.indexOf(a));
            });
    Path where = folder.resolve("study");
    Correlation found =
        truths.correlate("long", rater, where, Map.of("seed", "3"), Progress.silent());
    assertThat(fixture.trained).isEmpty();
    assertThat(scored).hasSameElementsAs(fixture.six);
    for (Pairing p : found.pairings()) {
      assertThat(p.trainings()).containsExactly(truths.of("long").get(p.architecture()).get(0));
    }
    assertThat(found.ranking("normal").correlation(1).spearman().value()).isEqualTo(1);
    assertThat(Tables.metadata(where.resolve("correlation.arrow")))
        .containsEntry("truths", "schedule long of truths " + folder.getFileName())
        .containsEntry("normal_training", CONFIG.withEpochs(3).toString());
    assertThat(found)
        .hasToString(
            "6 pairs of score and true error, regimes [normal]; true errors from schedule long of truths "
                + folder.getFileName());
    // both seeds of those that have two
    CorrelationStudy twice =
        new CorrelationStudy(
            List.of(fixture.six.get(1), fixture.six.get(3), fixture.six.get(5)), 2);
    Correlation two =
        twice.run(
            truths.training("long"),
            rater,
            folder.resolve("twice"),
            Map.of(),
            Progress.silent(),
            truths.seed("long"));
    assertThat(two.pairings())
        .allMatch(p -> p.trainings().equals(truths.of("long").get(p.architecture())));
    assertThatThrownBy(
            () ->
                truths
                    .study("long")
                    .run(
                        truths.training("long"),
                        rater,
                        folder.resolve("x"),
                        Map.of(),
                        Progress.silent(),
                        8))
        .hasMessageContaining("have no training of network")
        .hasMessageContaining("and seed " + truths.seed("long"));
  }
}
