package org.smashnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smashnas.arch.Architecture;
import org.smashnas.table.TableWriter;
import org.smashnas.table.Tables;
import org.smashnas.train.Progress;
import tech.tablesaw.api.Table;

class ResumeTest {
  private static final List<Stage> STAGES =
      List.of(
          new RandomSearch(8),
          new Perturbation(6),
          new MarkovChain(6),
          new Evolution(5),
          new Surrogate(9, 20, 10, 3, 4));

  @TempDir private Path folder;

  private final Landscape landscape = new Landscape();
  private final Search search = new Search(Landscape.SPACE, landscape, STAGES);

  private SearchResult uninterrupted() {
    return new Search(Landscape.SPACE, new Landscape(), STAGES)
        .run(folder.resolve("whole.arrow"), Map.of(), Progress.silent(), 7);
  }

  private static List<Architecture> architectures(SearchResult found) {
    return found.ranked().stream().map(Candidate::architecture).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 11, 16, 23, 25, 27, 33, 34})
  void anInterruptedSearchGoesOnAsIfItHadNotBeen(int after) {
    Path file = folder.resolve("search.arrow");
    landscape.interruptAfter = after;
    SearchResult part = search.run(file, Map.of("seed", "3"), Progress.silent(), 7);
    // Scoring the last one leaves nothing to stop, so the flag stays for whoever comes next.
    assertThat(Thread.interrupted()).isEqualTo(after == search.count());
    assertThat(part.ranked()).hasSize(after);
    assertThat(SearchResult.read(file)).isEqualTo(part);
    SearchResult whole = search.resume(file, Map.of("seed", "3"), Progress.silent(), 7);
    assertThat(landscape.count()).isEqualTo(search.count());
    assertThat(architectures(whole)).isEqualTo(architectures(uninterrupted()));
    assertThat(SearchResult.read(file)).isEqualTo(whole);
    assertThat(Tables.metadata(file))
        .containsEntry("seed", "3")
        .containsEntry("search_seed", "7")
        .containsEntry("search", STAGES.toString());
  }

  @Test
  void theStreamThatACrashLeavesIsResumed() throws IOException {
    SearchResult whole = uninterrupted();
    List<Candidate> rows = CandidateTable.read(folder.resolve("whole.arrow"));
    Path file = folder.resolve("crash.arrow");
    byte[] stream;
    try (TableWriter writer = CandidateTable.create(TableWriter.right(file), Map.of(), List.of())) {
      rows.subList(0, 10).forEach(c -> writer.append(CandidateTable.Line.of(c)));
      stream = Files.readAllBytes(file);
    }
    Files.write(file, java.util.Arrays.copyOf(stream, stream.length - 5));
    SearchResult resumed = search.resume(file, Map.of(), Progress.silent(), 7);
    assertThat(landscape.count()).isEqualTo(search.count() - 9);
    assertThat(architectures(resumed)).isEqualTo(architectures(whole));
  }

  @Test
  void anInterruptWhileResumingKeepsTheEarlierRows() {
    Path file = folder.resolve("search.arrow");
    landscape.interruptAfter = 10;
    search.run(file, Map.of(), Progress.silent(), 7);
    Thread.currentThread().interrupt();
    assertThat(search.resume(file, Map.of(), Progress.silent(), 7).ranked()).hasSize(10);
    assertThat(Tables.read(file).rowCount()).isEqualTo(10);
  }

  @Test
  void theTableOfAnotherSearchIsRefusedAndStays() throws IOException {
    uninterrupted();
    Path file = folder.resolve("whole.arrow");
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> search.resume(file, Map.of(), Progress.silent(), 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file + " was begun with search_seed 7, and now it is 8");
    Search others =
        new Search(Landscape.SPACE, landscape, List.of(new RandomSearch(9), STAGES.get(1)));
    assertThatThrownBy(() -> others.resume(file, Map.of(), Progress.silent(), 7))
        .hasMessageContaining("34 rows and the search 15");
    Search exchanged =
        new Search(
            Landscape.SPACE,
            landscape,
            List.of(new Evolution(8), STAGES.get(1), STAGES.get(2), STAGES.get(3), STAGES.get(4)));
    assertThatThrownBy(() -> exchanged.resume(file, Map.of(), Progress.silent(), 7))
        .hasMessageContaining("row 1 of " + file)
        .hasMessageContaining("seed (here 7)");
    Search shorter = new Search(Landscape.SPACE, landscape, STAGES.subList(0, 1));
    assertThatThrownBy(() -> shorter.resume(file, Map.of(), Progress.silent(), 7))
        .hasMessageContaining("34 rows and the search 8");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThatThrownBy(() -> search.resume(folder.resolve("no"), Map.of(), Progress.silent(), 7))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void aTableBegunUnderOtherConditionsIsRefusedWithBothValuesAndStays() throws IOException {
    Path file = folder.resolve("search.arrow");
    Map<String, String> network = Map.of("network", "A", "examples", "100 of d");
    landscape.interruptAfter = 3;
    search.run(file, Map.of(), network, Progress.silent(), 7);
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(
            () ->
                search.resume(
                    file,
                    Map.of(),
                    Map.of("network", "B", "examples", "100 of d"),
                    Progress.silent(),
                    7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file + " was begun with network A, and now it is B");
    assertThat(file).hasBinaryContent(before);
    assertThat(search.resume(file, Map.of(), network, Progress.silent(), 7).ranked()).hasSize(34);
    assertThat(Tables.metadata(file)).containsAllEntriesOf(network);
  }

  @Test
  void aSecondSearchOnATableIsRefusedAndTheFirstKeepsItsRows() {
    Path file = folder.resolve("search.arrow");
    Scorer second =
        a -> {
          for (boolean resumes : new boolean[] {false, true}) {
            assertThatThrownBy(
                    () -> {
                      Search other = new Search(Landscape.SPACE, new Landscape(), STAGES);
                      if (resumes) {
                        other.resume(file, Map.of(), Progress.silent(), 7);
                      } else {
                        other.run(file, Map.of(), Progress.silent(), 7);
                      }
                    })
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("search.arrow is being written by this very process");
          }
          return landscape.evaluate(a);
        };
    SearchResult found =
        new Search(Landscape.SPACE, second, STAGES).run(file, Map.of(), Progress.silent(), 7);
    assertThat(SearchResult.read(file)).isEqualTo(found);
    assertThat(architectures(found)).isEqualTo(architectures(uninterrupted()));
  }

  @Test
  void aSearchKilledBeforeItsFirstRowIsReadAndResumed() {
    Path file = folder.resolve("search.arrow");
    CandidateTable.create(TableWriter.right(file), Map.of(), List.of()).close();
    SearchResult none = SearchResult.read(file);
    assertThat(none).hasToString("no architecture scored yet");
    assertThat(none.table().rowCount()).isZero();
    assertThatThrownBy(none::best)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("resume it");
    assertThat(architectures(search.resume(file, Map.of(), Progress.silent(), 7)))
        .isEqualTo(architectures(uninterrupted()));
  }

  @Test
  void aRowThatContradictsItselfIsRefusedWithFileRowAndReason() {
    SearchResult found = uninterrupted();
    Path file = folder.resolve("wrong.arrow");
    Table table = Tables.read(folder.resolve("whole.arrow"));
    Object id = table.get(3, 0);
    List<Consumer<Table>> faults =
        List.of(
            t -> t.stringColumn("architecture").set(2, "" + id),
            t -> t.doubleColumn("cross_entropy").set(2, -0.5),
            t -> t.doubleColumn("score").set(2, 1.5),
            t -> t.doubleColumn("score").setMissing(2),
            t -> t.longColumn("multiply_adds").set(2, 1L),
            t -> t.stringColumn("json").set(2, t.getString(2, "json").replace("active", "aitive")));
    for (Consumer<Table> fault : faults) {
      Table wrong = table.copy();
      fault.accept(wrong);
      Tables.write(wrong, file, Map.of());
      assertThatThrownBy(() -> SearchResult.read(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("row 3 of " + file + " is damaged: ");
      assertThatThrownBy(() -> search.resume(file, Map.of(), Progress.silent(), 7))
          .hasMessageStartingWith("row 3 of " + file + " is damaged: ");
    }
    Tables.write(table, file, Map.of());
    assertThat(SearchResult.read(file)).isEqualTo(found);
  }

  @Test
  void aTableThatNoSearchWroteIsRefused() {
    Path file = folder.resolve("other.arrow");
    Tables.write(uninterrupted().table(), file, Map.of());
    assertThatThrownBy(() -> SearchResult.read(file))
        .hasMessageContaining("seconds, json] are needed");
  }
}
