package org.smashnas.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Architecture;
import org.smashnas.cluster.Crew;
import org.smashnas.cluster.MixedCrew;
import org.smashnas.search.Scored;
import org.smashnas.search.Scorer;
import org.smashnas.table.Tables;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Progress;
import org.smashnas.train.ResultConfig;
import tech.tablesaw.api.Table;

/** Studies whose pieces come back in any order, as from a cluster. */
class CrewStudyTest {
  @TempDir private Path folder;

  private final TruthFixture fixture = new TruthFixture();

  private void truths(MixedCrew crew, String name) {
    TruthRun.Training there =
        new TruthRun.Training() {
          @Override
          public Optional<WholeTraining> train(
              Architecture network, ResultConfig config, long seed, Progress progress) {
            return fixture.train(network, config, seed, progress);
          }

          @Override
          public Crew<TruthRun.Turn, WholeTraining> crew(Progress progress) {
            return crew.of(t -> train(t.network(), t.config(), t.seed(), progress).orElseThrow());
          }
        };
    TruthRun.run(
        fixture.plan,
        there,
        folder.resolve(name),
        Map.of(),
        TruthFixture.CONDITIONS,
        Progress.silent(),
        7);
  }

  private String rows(String file) {
    return Tables.read(folder.resolve(file)).setName("rows").printAll();
  }

  @Test
  void truthsThatComeInAnyOrderMakeTheTableOfOneProcessInOneRunOrTwo() {
    fixture.run(fixture.plan, folder.resolve("alone"));
    truths(new MixedCrew(100), "once");
    assertThat(rows("once/truths.arrow")).isEqualTo(rows("alone/truths.arrow"));
    truths(new MixedCrew(6), "twice");
    assertThat(Tables.read(folder.resolve("twice/truths.arrow")).rowCount()).isEqualTo(6);
    MixedCrew rest = new MixedCrew(100);
    truths(rest, "twice");
    assertThat(rest.batches).containsExactly(9);
    assertThat(rows("twice/truths.arrow")).isEqualTo(rows("alone/truths.arrow"));
  }

  @Test
  void aTrainingThatFailsIsNoTruthButARowWithItsErrorAndIsTriedAgainNextTime() {
    fixture.run(fixture.plan, folder.resolve("alone"));
    MixedCrew crew = new MixedCrew(100);
    TruthSchedule longer = fixture.plan.schedules().get(1);
    long seed = CorrelationRun.trainingSeed(TruthRun.studySeed(7, "long"), 0);
    crew.broken.add(new TruthRun.Turn(fixture.six.get(2), longer.config(), seed));
    truths(crew, "failed");
    assertThat(Tables.read(folder.resolve("failed/truths.arrow")).rowCount()).isEqualTo(14);
    Table failed = Tables.read(folder.resolve("failed/truths-failed.arrow"));
    assertThat(failed.rowCount()).isEqualTo(1);
    assertThat(failed.getString(0, "piece")).isEqualTo("training long");
    assertThat(failed.getString(0, "error")).isEqualTo("no luck");
    truths(new MixedCrew(100), "failed");
    assertThat(rows("failed/truths.arrow")).isEqualTo(rows("alone/truths.arrow"));
  }

  private static Evaluation score(Architecture a) {
    return TruthFixture.first(5 + (int) (Long.parseUnsignedLong(a.id(), 16) >>> 60));
  }

  private Evaluation trained(Architecture a, long seed) {
    return TruthFixture.first(10 + fixture.six.indexOf(a) + (int) (seed & 1));
  }

  private void correlate(Optional<MixedCrew> crew, String regime, String name) {
    NormalTraining.Run run =
        new NormalTraining.Run() {
          @Override
          public Optional<Evaluation> train(Architecture a, long seed, Progress progress) {
            return Optional.of(trained(a, seed));
          }

          @Override
          public Crew<NormalTraining.Turn, Evaluation> crew(Progress progress) {
            return crew.map(
                    c -> c.of((NormalTraining.Turn t) -> trained(t.architecture(), t.seed())))
                .orElseGet(() -> NormalTraining.Run.super.crew(progress));
          }
        };
    Scorer scorer =
        new Scorer() {
          @Override
          public Evaluation evaluate(Architecture a) {
            return CrewStudyTest.score(a);
          }

          @Override
          public Crew<Architecture, Scored> crew() {
            return crew.map(c -> c.of(this::scored)).orElseGet(Scorer.super::crew);
          }
        };
    new CorrelationStudy(fixture.six, 2)
        .run(
            new NormalTraining(Map.of(), run),
            new ScoringNetwork(regime, 1, "n", scorer),
            folder.resolve(name),
            Map.of(),
            Progress.silent(),
            7);
  }

  @Test
  void correlationsThatComeInAnyOrderMakeTheTablesOfOneProcess() {
    correlate(Optional.empty(), "normal", "alone");
    MixedCrew crew = new MixedCrew(100);
    correlate(Optional.of(crew), "normal", "once");
    assertThat(crew.batches).containsExactly(6, 12);
    correlate(Optional.of(new MixedCrew(13)), "normal", "twice");
    correlate(Optional.of(new MixedCrew(100)), "normal", "twice");
    for (String name : List.of("once", "twice")) {
      for (String file : List.of("/measurements.arrow", "/correlation.arrow")) {
        assertThat(rows(name + file)).isEqualTo(rows("alone" + file));
      }
    }
    // A second rater shares the trainings, which keep their places.
    correlate(Optional.empty(), "crippled", "alone");
    correlate(Optional.of(new MixedCrew(100)), "crippled", "once");
    assertThat(rows("once/measurements.arrow")).isEqualTo(rows("alone/measurements.arrow"));
    assertThat(rows("once/correlation.arrow")).isEqualTo(rows("alone/correlation.arrow"));
  }

  @Test
  void anArchitectureWhoseTrainingFailsHasNoPairingUntilItIsTrained() {
    correlate(Optional.empty(), "normal", "alone");
    MixedCrew crew = new MixedCrew(100);
    Architecture a = fixture.six.get(4);
    crew.broken.add(new NormalTraining.Turn(a, CorrelationRun.trainingSeed(7, 1)));
    correlate(Optional.of(crew), "normal", "failed");
    assertThat(Tables.read(folder.resolve("failed/correlation.arrow")).rowCount()).isEqualTo(5);
    Table failed = Tables.read(folder.resolve("failed/correlation-failed.arrow"));
    assertThat(failed.getString(0, "architecture_id")).isEqualTo(a.id());
    correlate(Optional.of(new MixedCrew(100)), "normal", "failed");
    assertThat(rows("failed/correlation.arrow")).isEqualTo(rows("alone/correlation.arrow"));
  }
}
