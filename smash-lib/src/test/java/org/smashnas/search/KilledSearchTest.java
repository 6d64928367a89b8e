package org.smashnas.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.TestSpaces;
import org.smashnas.data.Jvm;
import org.smashnas.files.Kills;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Progress;

class KilledSearchTest {
  private static final List<Stage> STAGES =
      List.of(new RandomSearch(60), new Perturbation(40), new MarkovChain(40), new Evolution(60));

  @TempDir private Path folder;

  /** A search that goes on where the table ends, 5 ms a row. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      AtomicInteger scores = new AtomicInteger();
      go(
          Path.of(arguments[0]),
          a -> {
            // The second, so that there is a row to lose.
            if (scores.incrementAndGet() == 2) {
              System.out.println("begins");
            }
            try {
              Thread.sleep(5);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            return evaluation(a);
          });
    }
  }

  private static Evaluation evaluation(Architecture a) {
    double error = (Long.parseUnsignedLong(a.id(), 16) >>> 40) / (double) (1 << 24);
    return new Evaluation(error, 3 * error, 100);
  }

  private static SearchResult go(Path file, Scorer scorer) {
    Search search = new Search(TestSpaces.tiny(), scorer, STAGES);
    return Files.exists(file)
        ? search.resume(file, Map.of(), Progress.silent(), 7)
        : search.run(file, Map.of(), Progress.silent(), 7);
  }

  @Test
  void aSearchKilledAgainAndAgainEndsWithTheRowsOfOneThatWasNot() throws Exception {
    Path file = folder.resolve("killed.arrow");
    Path undisturbed = folder.resolve("whole.arrow");
    go(undisturbed, KilledSearchTest::evaluation);
    List<List<Object>> whole = rows(undisturbed);
    List<Integer> counts = new ArrayList<>(List.of(0));
    Kills.kill(
        Kills.count(3),
        1800 / Kills.count(3),
        Jvm.of(Main.class).with(file.toString()),
        () -> {
          List<List<Object>> kept = Files.exists(file) ? rows(file) : List.of();
          assertThat(kept).hasSizeGreaterThanOrEqualTo(counts.get(counts.size() - 1));
          assertThat(kept).isEqualTo(whole.subList(0, kept.size()));
          counts.add(kept.size());
        },
        1);
    go(file, KilledSearchTest::evaluation);
    assertThat(rows(file)).isEqualTo(whole);
    System.out.println("rows after each kill: " + counts);
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrder(file, undisturbed);
    }
  }

  /** All but the time that each took. */
  private static List<List<Object>> rows(Path file) {
    List<List<Object>> rows = new ArrayList<>();
    for (Candidate c : CandidateTable.read(file)) {
      List<Object> row = new ArrayList<>();
      row.add(c.architecture());
      row.add(c.parent());
      row.add(c.stage());
      row.add(c.score());
      row.add(c.crossEntropy());
      rows.add(row);
    }
    return rows;
  }
}
