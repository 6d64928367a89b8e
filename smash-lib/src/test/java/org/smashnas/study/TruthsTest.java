package org.smashnas.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.ArchitectureJson;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.table.Tables;
import org.smashnas.train.Epoch;
import org.smashnas.train.Evaluation;
import org.smashnas.train.History;
import org.smashnas.train.Outcomes;
import org.smashnas.train.Progress;
import org.smashnas.train.ResultConfig;

class TruthsTest {
  private static final int EXAMPLES = 40;
  private static final ResultConfig CONFIG = ResultConfig.paper();
  private static final Map<String, String> CONDITIONS =
      Map.of("examples", "e", "data_set", "d", "training_examples", "60");

  @TempDir private Path folder;

  private final List<Architecture> six = Sampler.of(TestSpaces.tiny()).sampleSpread(6, 1);
  private final TruthPlan plan =
      new TruthPlan(
          six,
          List.of(
              TruthSchedule.of("short", CONFIG.withEpochs(1)),
              TruthSchedule.of("long", CONFIG.withEpochs(3)).withRepeated(3)),
          1,
          1);
  private final List<String> trained = new ArrayList<>();
  private int stopAt = Integer.MAX_VALUE;

  /**
   * Network i misclassifies the first 10 + 2 i of 40 test examples; by the short schedule the first
   * two are exchanged, by a second seed of the long one the last two trained twice.
   */
  private Optional<WholeTraining> train(
      Architecture network, ResultConfig config, long seed, Progress progress) {
    if (trained.size() == stopAt) {
      return Optional.empty();
    }
    int i = six.indexOf(network);
    boolean brief = config.epochs() == 1;
    boolean second = seed == CorrelationRun.trainingSeed(TruthRun.studySeed(7, "long"), 1);
    int rank = brief && i < 2 ? 1 - i : second && i > 1 ? 8 - i : i;
    trained.add(i + (brief ? " short" : second ? " long again" : " long"));
    History history = History.empty("network");
    for (int e = 1; e <= config.epochs(); e++) {
      history = history.with(new Epoch(e, 2.0 / e, 1.5 / e, 0.5 / e, 0.1, 2));
    }
    return Optional.of(new WholeTraining(history, first(10 + 2 * rank)));
  }

  private static Evaluation first(int wrong) {
    BitSet bits = new BitSet();
    bits.set(0, wrong);
    double error = (double) wrong / EXAMPLES;
    return new Evaluation(error, 3 * error, EXAMPLES, Outcomes.of(bits, EXAMPLES));
  }

  private Truths run(TruthPlan what, Path where) {
    return TruthRun.run(
        what, this::train, where, Map.of("threads", "1"), CONDITIONS, Progress.silent(), 7);
  }

  private Truths run() {
    return run(plan, folder);
  }

  @Test
  void allTrainingsOfANetworkComeTogetherAndSecondSeedsAreSpread() {
    Truths truths = run();
    assertThat(trained)
        .containsExactly(
            "0 short",
            "0 long",
            "1 short",
            "1 long",
            "1 long again",
            "2 short",
            "2 long",
            "3 short",
            "3 long",
            "3 long again",
            "4 short",
            "4 long",
            "5 short",
            "5 long",
            "5 long again");
    Truth row = truths.rows().get(3);
    assertThat(row.architecture()).isEqualTo(six.get(1).id());
    assertThat(row.test()).isEqualTo(first(12));
    assertThat(row.seconds()).isEqualTo(6);
    assertThat(row.validationErrors()).hasSize(3).startsWith(0.5, 0.25);
    assertThat(row.validationLosses().get(1)).isEqualTo(0.75);
    assertThat(row.trainLosses().get(0)).isEqualTo(2);
    assertThat(truths.of("long").get(six.get(1).id())).containsExactly(first(12), first(12));
    assertThat(truths.table().rowCount()).isEqualTo(15);
    assertThat(Tables.metadata(folder.resolve("truths.arrow")))
        .containsEntry("threads", "1")
        .containsEntry("examples", "e")
        .containsEntry("schedule_short", CONFIG.withEpochs(1).toString());
    assertThat(truths)
        .hasToString(
            "truths %s: 6 networks of space v2, 15 trainings, schedules [long, short]"
                .formatted(folder.getFileName()));
    run();
    assertThat(trained).hasSize(15);
  }

  @Test
  void anInterruptedTableGoesOnWhereItWas() {
    stopAt = 4;
    assertThat(run().rows()).hasSize(4);
    stopAt = Integer.MAX_VALUE;
    Truths resumed = run();
    assertThat(trained).hasSize(15).doesNotHaveDuplicates();
    assertThat(resumed.rows()).isEqualTo(run(plan, folder.resolve("at once")).rows());
  }

  @Test
  void aKilledRunLosesTheRowUnderWayAndNoOther() throws IOException {
    // what a process killed while it writes its fifth row leaves: a stream that ends within it
    Path file = folder.resolve("truths.arrow");
    List<byte[]> states = new ArrayList<>();
    TruthRun.run(
        plan,
        (network, config, seed, progress) -> {
          states.add(bytes(file));
          return train(network, config, seed, progress);
        },
        folder,
        Map.of(),
        CONDITIONS,
        Progress.silent(),
        7);
    Truths whole = Truths.read(folder);
    byte[] five = states.get(5);
    Files.write(file, Arrays.copyOf(five, five.length - 7));
    assertThat(Truths.read(folder).rows()).isEqualTo(whole.rows().subList(0, 4));
    trained.clear();
    assertThat(run().rows()).isEqualTo(whole.rows());
    assertThat(trained).hasSize(11).startsWith("1 long again");
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void partsShareTheWorkAndMerge() throws IOException {
    run(plan.part(2, 2), folder);
    int second = trained.size();
    Truths both = run(plan.part(1, 2), folder);
    assertThat(second).isBetween(4, 11);
    assertThat(trained).hasSize(15).doesNotHaveDuplicates();
    assertThat(both.rows()).isEqualTo(run(plan, folder.resolve("alone")).rows());
    trained.clear();
    assertThat(Truths.merge(folder).rows()).isEqualTo(both.rows());
    assertThat(Truths.read(folder).rows()).isEqualTo(both.rows());
    try (var files = Files.list(folder).filter(Files::isRegularFile)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("architectures.jsonl", "truths.arrow");
    }
    // whatever parts come later, nothing is trained again
    run(plan.part(1, 3), folder);
    assertThat(trained).isEmpty();
  }

  @Test
  void aPartThatIsBeingWrittenIsNeitherWrittenTwiceNorMerged() {
    assertThatThrownBy(
            () ->
                TruthRun.run(
                    plan,
                    (network, config, seed, progress) -> {
                      assertThatThrownBy(() -> Truths.merge(folder))
                          .hasMessageContaining("is being written by another run");
                      run();
                      return Optional.empty();
                    },
                    folder,
                    Map.of(),
                    CONDITIONS,
                    Progress.silent(),
                    7))
        .hasMessageContaining("truths.arrow is being written by another run");
  }

  @Test
  void moreNetworksAndSchedulesJoinATable() {
    run(new TruthPlan(six.subList(0, 4), plan.schedules().subList(0, 1), 1, 1), folder);
    assertThat(trained).hasSize(4);
    assertThat(run().rows()).hasSize(15);
    assertThat(trained).hasSize(15).doesNotHaveDuplicates();
    assertThat(Truths.read(folder).schedules()).containsExactly("long", "short");
  }

  @Test
  void otherConditionsAreNotGoneOnWith() {
    run();
    TruthPlan longer =
        new TruthPlan(six, List.of(TruthSchedule.of("long", CONFIG.withEpochs(4))), 1, 1);
    assertThatThrownBy(() -> run(longer, folder))
        .hasMessageContaining("truths.arrow was begun with schedule_long ResultConfig[epochs=3")
        .hasMessageContaining("and now it is ResultConfig[epochs=4");
    SearchSpace other = TestSpaces.tiny().withMaxOps(1);
    TruthPlan elsewhere =
        new TruthPlan(Sampler.of(other).sampleSpread(3, 1), plan.schedules().subList(0, 1), 1, 1);
    assertThatThrownBy(() -> run(elsewhere, folder))
        .hasMessageContaining("maxOps 2 and not 1")
        .hasMessageContaining("write to another folder");
  }

  @Test
  void aStudyOfOtherConditionsIsRefusedWithBothValues() {
    Truths truths = run();
    truths.require(TestSpaces.tiny().withName("mine"), Map.of("data_set", "d"));
    assertThatThrownBy(() -> truths.require(TestSpaces.tiny().withMaxBanks(4), Map.of()))
        .hasMessageContaining("which has maxBanks 5 and not 4 as the study's space");
    assertThatThrownBy(() -> truths.require(TestSpaces.tiny(), Map.of("training_examples", "50")))
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
        file,
        lines.replaceFirst(
            ".*", java.util.regex.Matcher.quoteReplacement(ArchitectureJson.write(foreign))));
    assertThatThrownBy(() -> Truths.read(folder))
        .hasMessageContaining("truths.arrow has network " + six.get(0).id())
        .hasMessageContaining("none of the 6 networks in architectures.jsonl");
    // the same graphs for pictures of another size: ids stay, multiply-adds do not
    Files.writeString(file, lines.replace("\"resolution\":8", "\"resolution\":16"));
    assertThatThrownBy(() -> Truths.read(folder))
        .hasMessageContaining("of another space")
        .hasMessageContaining("multiply_adds is " + six.get(0).multiplyAdds());
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
  void halvesAreDisjointAndCompleteAndDoNotDependOnTheRest() {
    Truths truths = run();
    List<Architecture> zero = truths.half(0).networks();
    List<Architecture> one = truths.half(1).networks();
    assertThat(zero).isNotEmpty().doesNotContainAnyElementsOf(one);
    assertThat(zero.size() + one.size()).isEqualTo(6);
    assertThat(truths.half(0).rows().size() + truths.half(1).rows().size()).isEqualTo(15);
    Truths fewer =
        run(
            new TruthPlan(List.of(one.get(0), zero.get(0)), plan.schedules().subList(0, 1), 1, 1),
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
    trained.clear();
    List<Architecture> scored = new ArrayList<>();
    Rater rater =
        new Rater(
            "normal",
            3,
            "the network",
            a -> {
              scored.add(a);
              return first(20 + six.indexOf(a));
            });
    Path where = folder.resolve("study");
    Correlation found =
        truths.correlate("long", rater, where, Map.of("seed", "3"), Progress.silent());
    assertThat(trained).isEmpty();
    assertThat(scored).hasSameElementsAs(six);
    for (Pairing p : found.pairings()) {
      assertThat(p.trainings()).containsExactly(truths.of("long").get(p.architecture()).get(0));
    }
    assertThat(found.ranking("normal").correlation(1).spearman().value()).isEqualTo(1);
    assertThat(Tables.metadata(where.resolve("correlation.arrow")))
        .containsEntry("truths", "schedule long of " + folder.getFileName())
        .containsEntry("normal_training", CONFIG.withEpochs(3).toString());
    // both seeds of those that have two
    CorrelationStudy twice = new CorrelationStudy(List.of(six.get(1), six.get(3), six.get(5)), 2);
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

  @Test
  void aPlanThatCannotBeIsRefused() {
    List<TruthSchedule> one = plan.schedules().subList(0, 1);
    assertThatThrownBy(() -> new TruthPlan(List.of(six.get(0), six.get(0)), one, 1, 1))
        .hasMessageContaining("2 networks, 1 of them different");
    assertThatThrownBy(() -> plan.part(3, 2)).hasMessageContaining("part 3 of 2");
    assertThatThrownBy(() -> new TruthPlan(six.subList(0, 2), plan.schedules(), 1, 1))
        .hasMessageContaining("schedule long repeats 3 networks, and the plan has 2");
    assertThatThrownBy(() -> TruthSchedule.of("short", CONFIG.withFromGenerated(true)))
        .hasMessageContaining("truths belong to no SMASH network");
  }
}
