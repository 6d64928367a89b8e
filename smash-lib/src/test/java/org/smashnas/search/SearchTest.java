package org.smashnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.ArchitectureJson;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.data.Augmentation;
import org.smashnas.data.Batches;
import org.smashnas.data.Dataset;
import org.smashnas.data.Datasets;
import org.smashnas.data.Normalization;
import org.smashnas.encoding.Encoding;
import org.smashnas.nn.HyperShape;
import org.smashnas.nn.Precision;
import org.smashnas.nn.SmashNet;
import org.smashnas.table.Tables;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Progress;
import tech.tablesaw.api.Table;

class SearchTest {
  @TempDir private Path folder;

  private final SmashNet net =
      new SmashNet(
          Encoding.oneHot(TestSpaces.tiny().withClasses(10)),
          new HyperShape(2, 2, List.of(1)),
          Precision.FLOAT32,
          1);
  private final Scorer scorer = Scorer.of(net, validation());

  private static Batches validation() {
    Dataset data = Datasets.shapes(10, 40, 1).atResolution(8);
    return new Batches(data.test(), 40, Normalization.of(data.test()), Augmentation.none());
  }

  @AfterEach
  void close() {
    net.close();
  }

  @Test
  void theTableOnDiskHasEveryCandidateInTheOrderOfTheirScoring() {
    Path file = folder.resolve("search.arrow");
    SearchResult found = random(8).run(file, Map.of("seed", "3"), Progress.silent(), 3);
    Table table = Tables.read(file);
    assertThat(table.rowCount()).isEqualTo(8);
    assertThat(Tables.metadata(file)).containsEntry("seed", "3");
    for (Candidate c : found.ranked()) {
      int row = table.stringColumn("architecture").indexOf(c.architecture().id());
      assertThat(table.doubleColumn("score").get(row)).isEqualTo(c.score());
      assertThat(table.longColumn("parameters").get(row)).isEqualTo(c.architecture().parameters());
      assertThat(ArchitectureJson.read(table.stringColumn("json").get(row)))
          .isEqualTo(c.architecture());
    }
  }

  @Test
  void candidatesAreRankedByScoreThenCrossEntropy() {
    SearchResult found = search(12);
    for (int i = 1; i < found.ranked().size(); i++) {
      Candidate better = found.ranked().get(i - 1);
      Candidate worse = found.ranked().get(i);
      assertThat(better.score()).isLessThanOrEqualTo(worse.score());
      if (better.score() == worse.score()) {
        assertThat(better.crossEntropy()).isLessThanOrEqualTo(worse.crossEntropy());
      }
    }
    assertThat(found.best()).isEqualTo(found.ranked().get(0).architecture());
    assertThat(found.table().rowCount()).isEqualTo(12);
  }

  private Search random(int count) {
    return new Search(net.encoding().space(), scorer, List.of(new RandomSearch(count)));
  }

  private SearchResult search(int count) {
    return random(count).run(folder.resolve(count + ".arrow"), Map.of(), Progress.silent(), 3);
  }

  @Test
  void theSameSeedGivesTheSameRanking() {
    List<String> first = search(10).ranked().stream().map(c -> c.architecture().id()).toList();
    List<String> second = search(10).ranked().stream().map(c -> c.architecture().id()).toList();
    assertThat(second).isEqualTo(first);
  }

  @Test
  void anInterruptKeepsWhatWasScored() {
    Thread.currentThread().interrupt();
    SearchResult found = search(5);
    assertThat(found.ranked()).hasSize(1);
    assertThat(Tables.read(folder.resolve("5.arrow")).rowCount()).isEqualTo(1);
  }

  @Test
  void anUnwritableFolderIsRefusedBeforeAnythingIsScored() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    Search search = random(1);
    Path inside = file.resolve("search.arrow");
    assertThatThrownBy(() -> search.run(inside, Map.of(), Progress.silent(), 1))
        .hasMessageContaining(inside.toString());
    assertThat(folder)
        .isDirectoryContaining(file::equals)
        .isDirectoryNotContaining("glob:**.arrow");
  }

  @Test
  void architecturesWithoutFiniteLogitsAreLastAndNeverTheBest(@TempDir Path folder) {
    SearchSpace space = TestSpaces.tiny();
    Scorer some =
        a ->
            a.equals(space.sample(1))
                ? new Evaluation(0.9, 2.5, 20)
                : new Evaluation(1, Double.NaN, 20);
    Candidate good = some.score(space.sample(1));
    Candidate spoilt = some.score(space.sample(2));
    SearchResult mixed = new SearchResult(List.of(spoilt, good));
    assertThat(mixed.best()).isEqualTo(space.sample(1));
    assertThat(mixed)
        .asString()
        .startsWith("2 architectures, 1 with logits that are no finite numbers: ");
    assertThatThrownBy(() -> new SearchResult(List.of(spoilt)).best())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("none of the 1 candidates gives logits that are finite numbers");
    assertThat(new SearchResult(List.of(good)).toString()).startsWith("1 architectures: ");
    Path file = folder.resolve("none.arrow");
    Search search =
        new Search(space, a -> new Evaluation(1, Double.NaN, 20), List.of(new RandomSearch(2)));
    search.run(file, Map.of(), Progress.silent(), 1);
    assertThatThrownBy(() -> SearchResult.read(file).best()).hasMessageContaining("finite numbers");
  }

  @Test
  void aConstraintThatNothingKeepsLeavesAnEarlierTableAsItIs(@TempDir Path folder) {
    Path file = folder.resolve("search.arrow");
    Search search =
        new Search(
            TestSpaces.tiny(), a -> new Evaluation(0.5, 1, 20), List.of(new RandomSearch(2)));
    SearchResult earlier = search.run(file, Map.of(), Progress.silent(), 1);
    assertThatThrownBy(() -> search.where(a -> false).run(file, Map.of(), Progress.silent(), 1))
        .isInstanceOf(IllegalStateException.class);
    assertThat(SearchResult.read(file)).isEqualTo(earlier);
  }
}
