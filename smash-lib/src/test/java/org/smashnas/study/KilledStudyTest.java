package org.smashnas.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.TestSpaces;
import org.smashnas.data.Jvm;
import org.smashnas.files.Kills;
import org.smashnas.search.Scorer;
import org.smashnas.table.ResumableTable;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Outcomes;
import org.smashnas.train.Progress;

class KilledStudyTest {
  private static final int EXAMPLES = 40;
  private static final List<Architecture> NETWORKS = Sampler.of(TestSpaces.tiny()).sample(60, 1);

  @TempDir private Path folder;

  /** A study that goes on with what the folder has, 5 ms a measurement. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      AtomicInteger scores = new AtomicInteger();
      go(
          Path.of(arguments[0]),
          3,
          5,
          a -> {
            // The second, so that there is a row to lose.
            if (scores.incrementAndGet() == 2) {
              System.out.println("begins");
            }
            return evaluation(a, 3, 5);
          });
    }
  }

  private static Correlation go(Path folder, long network, int milliseconds, Scorer scorer) {
    NormalTraining training =
        new NormalTraining(
            Map.of("data", "d"),
            (a, seed, progress) -> {
              progress.begin("Training", 1, "steps");
              progress.end("trained");
              return Optional.of(evaluation(a, seed, milliseconds));
            });
    return new CorrelationStudy(NETWORKS, 2)
        .run(
            training,
            new ScoringNetwork("normal", network, "the network", scorer),
            folder,
            Map.of("seed", "3"),
            Progress.silent(),
            7);
  }

  /** Which examples are wrong goes by the network and the seed. */
  private static Evaluation evaluation(Architecture a, long seed, int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    BitSet wrong = BitSet.valueOf(new long[] {Long.parseUnsignedLong(a.id(), 16) ^ seed});
    wrong.clear(EXAMPLES, 64);
    double error = (double) wrong.cardinality() / EXAMPLES;
    return new Evaluation(error, 3 * error, EXAMPLES, Outcomes.of(wrong, EXAMPLES));
  }

  @Test
  void aStudyKilledAgainAndAgainEndsWithTheRowsOfOneThatWasNot() throws Exception {
    Path killed = folder.resolve("killed");
    Correlation whole = go(folder.resolve("whole"), 3, 0, a -> evaluation(a, 3, 0));
    List<Integer> counts = new ArrayList<>();
    Kills.kill(
        Kills.count(3),
        1800 / Kills.count(3),
        Jvm.of(Main.class).with(killed.toString()),
        () -> {
          if (Files.exists(killed.resolve("correlation.arrow"))) {
            List<Pairing> kept = PairingTable.read(killed);
            assertThat(kept).isEqualTo(whole.pairings().subList(0, kept.size()));
            counts.add(kept.size());
          }
        },
        2);
    System.out.println("pairings after each kill: " + counts);
    assertThat(go(killed, 3, 0, a -> evaluation(a, 3, 0))).isEqualTo(whole);
    assertThat(measured(killed)).isEqualTo(measured(folder.resolve("whole")));
    assertThat(killed.toFile().list())
        .containsExactlyInAnyOrder("correlation.arrow", "measurements.arrow");
  }

  private static List<EvaluationRow> measured(Path study) {
    return ResumableTable.read(study.resolve(EvaluationRow.FILE), EvaluationRow.class);
  }

  @Test
  void aSecondNetworkInTheFolderAtOnceIsRefusedAndTheFirstKeepsItsRows() {
    Correlation first =
        go(
            folder,
            3,
            0,
            a -> {
              assertThatThrownBy(() -> go(folder, 4, 0, b -> evaluation(b, 4, 0)))
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessageContaining("measurements.arrow is being written by this very process");
              return evaluation(a, 3, 0);
            });
    assertThat(first.pairings()).hasSize(NETWORKS.size());
    Correlation both = go(folder, 4, 0, b -> evaluation(b, 4, 0));
    assertThat(both.pairings()).hasSize(2 * NETWORKS.size()).containsAll(first.pairings());
  }
}
