package org.smashnas.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.Budget;
import org.smashnas.Smash;
import org.smashnas.TruthTraining;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.cluster.Cluster;
import org.smashnas.data.Augmentation;
import org.smashnas.data.DataPath;
import org.smashnas.data.Dataset;
import org.smashnas.data.Datasets;
import org.smashnas.search.PartialScorer;
import org.smashnas.search.Perturbation;
import org.smashnas.search.Race;
import org.smashnas.search.RandomSearch;
import org.smashnas.search.Stage;
import org.smashnas.study.CorrelationStudy;
import org.smashnas.study.TruthPlan;
import org.smashnas.study.TruthSchedule;
import org.smashnas.table.Tables;
import org.smashnas.train.Progress;
import org.smashnas.train.ResultConfig;
import org.smashnas.train.SmashConfig;
import tech.tablesaw.api.Table;

/** Two executor JVMs, one of which is killed, against this JVM alone. */
class LocalClusterTest {
  private static final String MASTER = "local-cluster[2,1,1024]";
  private static final Budget TINY =
      Budget.smoke()
          .withName("tiny")
          .withMaxUnits(8)
          .withMaxBanks(4)
          .withMaxOps(1)
          .withBlocks(List.of(16, 16, 16), List.of(32, 32, 32))
          .withBudgets(List.of(32, 32, 32))
          .withResolution(8)
          .withTraining(60)
          .withValidation(20)
          .withTest(10)
          .withSmash(SmashConfig.paper().withEpochs(1).withAugmentation(Augmentation.none()))
          .withResult(ResultConfig.paper().withEpochs(1).withAugmentation(Augmentation.none()));
  private static final Dataset DATA = Datasets.shapes();
  private static final List<Stage> STAGES = List.of(new RandomSearch(30), new Perturbation(10));

  private static Smash smash;
  private static Cluster cluster;
  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    smash = Smash.train(SearchSpace.v2(), DATA, TINY, 5);
    cluster = Cluster.spark(MASTER);
  }

  @AfterAll
  static void close() {
    cluster.close();
    smash.close();
  }

  private static List<ProcessHandle> executors() {
    return ProcessHandle.current()
        .descendants()
        .filter(p -> command(p).contains("CoarseGrainedExecutorBackend"))
        .toList();
  }

  /** Java gives no command line of more than a page. */
  private static String command(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
    } catch (IOException e) {
      // It is gone.
      return "";
    }
  }

  /** Kills an executor once so many units are done. */
  static final class Killer implements Progress {
    private final int after;
    private boolean killed;

    Killer(int after) {
      this.after = after;
    }

    @Override
    public void advance(int done, String note) {
      if (done >= after && !killed) {
        killed = executors().get(0).destroyForcibly();
      }
    }

    @Override
    public void end(String note) {
      assertThat(killed).isTrue();
    }
  }

  private static String rows(Path file) {
    Table table = Tables.read(file).setName("rows");
    return table
        .selectColumns(
            table.columnNames().stream()
                .filter(name -> !List.of("seconds", "json").contains(name))
                .toArray(String[]::new))
        .printAll();
  }

  @Test
  void aSearchWhoseExecutorIsKilledHasTheRowsOfOneProcess() {
    Path alone = folder.resolve("alone.arrow");
    Path spread = folder.resolve("spread.arrow");
    smash.searchOf(STAGES).run(alone, smash.metadata(), Progress.silent(), 3);
    assertThat(executors()).hasSize(2);
    smash.searchOf(STAGES, cluster).run(spread, smash.metadata(), new Killer(5), 3);
    assertThat(rows(spread)).isEqualTo(rows(alone));
    assertThat(Tables.metadata(spread)).isEqualTo(Tables.metadata(alone));
    assertThat(folder.resolve("spread-failed.arrow")).doesNotExist();
  }

  @Test
  void aRaceByExecutorsThatReadTheDataThemselvesIsTheSame() {
    List<Architecture> some = Sampler.of(smash.space()).sample(12, 1);
    PartialScorer there =
        (PartialScorer)
            smash.scorer(cluster.withData(new DataPath(DataPath.Set.SHAPES, "anywhere")));
    Race race = Race.of(2, 0.1).withShare(0.5);
    assertThat(race.run(there, some, Progress.silent()).best())
        .isEqualTo(race.run((PartialScorer) smash.scorer(), some, Progress.silent()).best());
  }

  @Test
  void truthsAndACorrelationWhoseExecutorsAreKilledHaveTheRowsOfOneProcess() {
    TruthPlan plan =
        TruthPlan.draw(
            smash.space(), 6, List.of(TruthSchedule.of("once", TINY.result().withEpochs(4))), 1);
    Path alone = folder.resolve("alone");
    Path spread = folder.resolve("spread");
    TruthTraining.run(plan, DATA, TINY, alone, Progress.silent(), 2);
    TruthTraining.run(plan, DATA, TINY, spread, cluster, new Killer(1), 2);
    assertThat(rows(spread.resolve("truths.arrow"))).isEqualTo(rows(alone.resolve("truths.arrow")));
    CorrelationStudy study = new CorrelationStudy(plan.networks().subList(0, 4), 2);
    smash.correlate(study, alone);
    smash.correlate(study, spread, cluster);
    for (String file : List.of("correlation.arrow", "measurements.arrow")) {
      assertThat(rows(spread.resolve(file))).isEqualTo(rows(alone.resolve(file)));
    }
  }
}
