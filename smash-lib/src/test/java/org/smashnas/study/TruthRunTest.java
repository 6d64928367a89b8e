package org.smashnas.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.smashnas.study.TruthFixture.CONDITIONS;
import static org.smashnas.study.TruthFixture.CONFIG;
import static org.smashnas.study.TruthFixture.first;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.table.Tables;
import org.smashnas.train.Progress;

class TruthRunTest {
  @TempDir private Path folder;

  private final TruthFixture fixture = new TruthFixture();

  private Truths run() {
    return fixture.run(fixture.plan, folder);
  }

  @Test
  void allTrainingsOfANetworkComeTogetherAndSecondSeedsAreSpread() {
    Truths truths = run();
    assertThat(fixture.trained)
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
    assertThat(row.architecture()).isEqualTo(fixture.six.get(1).id());
    assertThat(row.test()).isEqualTo(first(12));
    assertThat(row.seconds()).isEqualTo(6);
    assertThat(row.validationErrors()).hasSize(3).startsWith(0.5, 0.3);
    assertThat(row.validationLosses().get(1)).isEqualTo(0.75);
    assertThat(row.trainLosses().get(0)).isEqualTo(2);
    assertThat(truths.of("long").get(fixture.six.get(1).id()))
        .containsExactly(first(12), first(12));
    assertThat(truths.table().rowCount()).isEqualTo(15);
    assertThat(Tables.metadata(folder.resolve("truths.arrow")))
        .containsEntry("threads", "1")
        .containsEntry("examples", "e")
        .containsEntry("search_space", TestSpaces.tiny().toString())
        .containsEntry("schedule_short", CONFIG.withEpochs(1).toString());
    assertThat(truths)
        .hasToString(
            "truths %s: 6 networks of space v2, 15 trainings, schedules [long, short]"
                .formatted(folder.getFileName()));
    run();
    assertThat(fixture.trained).hasSize(15);
  }

  @Test
  void anInterruptedTableGoesOnWhereItWas() {
    fixture.stopAt = 4;
    assertThat(run().rows()).hasSize(4);
    fixture.stopAt = Integer.MAX_VALUE;
    Truths resumed = run();
    assertThat(fixture.trained).hasSize(15).doesNotHaveDuplicates();
    assertThat(resumed.rows())
        .isEqualTo(fixture.run(fixture.plan, folder.resolve("at once")).rows());
  }

  @Test
  void aKilledRunLosesTheRowUnderWayAndNoOther() throws IOException {
    // what a process killed while it writes its fifth row leaves: a stream that ends within it
    Path file = folder.resolve("truths.arrow");
    List<byte[]> states = new ArrayList<>();
    TruthRun.run(
        fixture.plan,
        (network, config, seed, progress) -> {
          states.add(bytes(file));
          return fixture.train(network, config, seed, progress);
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
    fixture.trained.clear();
    assertThat(run().rows()).isEqualTo(whole.rows());
    assertThat(fixture.trained).hasSize(11).startsWith("1 long again");
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void partsShareTheWorkAndMerge() throws IOException {
    fixture.run(fixture.plan.part(2, 2), folder);
    int second = fixture.trained.size();
    Truths both = fixture.run(fixture.plan.part(1, 2), folder);
    assertThat(second).isBetween(4, 11);
    assertThat(fixture.trained).hasSize(15).doesNotHaveDuplicates();
    assertThat(both.rows()).isEqualTo(fixture.run(fixture.plan, folder.resolve("alone")).rows());
    fixture.trained.clear();
    assertThat(Truths.merge(folder).rows()).isEqualTo(both.rows());
    assertThat(Truths.read(folder).rows()).isEqualTo(both.rows());
    try (var files = Files.list(folder).filter(Files::isRegularFile)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("architectures.jsonl", "truths.arrow");
    }
    // whatever parts come later, nothing is trained again
    fixture.run(fixture.plan.part(1, 3), folder);
    assertThat(fixture.trained).isEmpty();
  }

  @Test
  void aPartThatIsBeingWrittenIsNeitherWrittenTwiceNorMerged() {
    assertThatThrownBy(
            () ->
                TruthRun.run(
                    fixture.plan,
                    (network, config, seed, progress) -> {
                      assertThatThrownBy(() -> Truths.merge(folder))
                          .hasMessageContaining("is being written by this very process");
                      run();
                      return Optional.empty();
                    },
                    folder,
                    Map.of(),
                    CONDITIONS,
                    Progress.silent(),
                    7))
        .hasMessageContaining("truths.arrow is being written by this very process");
  }

  @Test
  void moreNetworksAndSchedulesJoinATable() {
    fixture.run(
        new TruthPlan(fixture.six.subList(0, 4), fixture.plan.schedules().subList(0, 1), 1, 1),
        folder);
    assertThat(fixture.trained).hasSize(4);
    assertThat(run().rows()).hasSize(15);
    assertThat(fixture.trained).hasSize(15).doesNotHaveDuplicates();
    assertThat(Truths.read(folder).schedules()).containsExactly("long", "short");
  }

  @Test
  void otherConditionsAreNotGoneOnWith() {
    run();
    TruthPlan longer =
        new TruthPlan(fixture.six, List.of(TruthSchedule.of("long", CONFIG.withEpochs(4))), 1, 1);
    assertThatThrownBy(() -> fixture.run(longer, folder))
        .hasMessageContaining("truths.arrow was begun with schedule_long ResultConfig[epochs=3")
        .hasMessageContaining("and now it is ResultConfig[epochs=4");
    SearchSpace other = TestSpaces.tiny().withMaxOps(1);
    TruthPlan elsewhere =
        new TruthPlan(
            Sampler.of(other).sampleSpread(3, 1), fixture.plan.schedules().subList(0, 1), 1, 1);
    assertThatThrownBy(() -> fixture.run(elsewhere, folder))
        .hasMessageContaining("maxOps 2 and not 1")
        .hasMessageContaining("write to another folder");
  }

  @Test
  void aPlanThatCannotBeIsRefused() {
    List<TruthSchedule> one = fixture.plan.schedules().subList(0, 1);
    assertThatThrownBy(
            () -> new TruthPlan(List.of(fixture.six.get(0), fixture.six.get(0)), one, 1, 1))
        .hasMessageContaining("2 networks, 1 of them different");
    assertThatThrownBy(() -> fixture.plan.part(3, 2)).hasMessageContaining("part 3 of 2");
    assertThatThrownBy(
            () -> new TruthPlan(fixture.six.subList(0, 2), fixture.plan.schedules(), 1, 1))
        .hasMessageContaining("schedule long repeats 3 networks, and the plan has 2");
    assertThatThrownBy(() -> TruthSchedule.of("short", CONFIG.withFromGenerated(true)))
        .hasMessageContaining("truths belong to no SMASH network");
  }
}
