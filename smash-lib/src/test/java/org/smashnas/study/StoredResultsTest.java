package org.smashnas.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.smashnas.search.SearchResult;
import org.smashnas.table.Tables;

/** The repository's own results, some of them of earlier versions, must stay readable. */
class StoredResultsTest {
  private static final Path RESULTS = Path.of("../notebooks/results");

  private static List<Path> files(String name) throws IOException {
    try (Stream<Path> all = Files.walk(RESULTS)) {
      return all.filter(f -> f.toString().endsWith(name)).sorted().toList();
    }
  }

  @Test
  void everyTableIsRead() throws IOException {
    assertThat(files(".arrow"))
        .isNotEmpty()
        .allSatisfy(f -> assertThat(Tables.read(f).columnCount()).isPositive());
  }

  @Test
  void everyStudyAndSearchIsRead() throws IOException {
    assertThat(files("search.arrow")).isNotEmpty().allSatisfy(SearchResult::read);
    // Some keep the pairings alone.
    assertThat(files("measurements.arrow"))
        .isNotEmpty()
        .allSatisfy(f -> Correlation.read(f.getParent()));
    assertThat(files("corruption.arrow"))
        .isNotEmpty()
        .allSatisfy(f -> Corruptions.read(f.getParent()));
    assertThat(files("gradient_proxy_steps.arrow"))
        .isNotEmpty()
        .allSatisfy(f -> ProxyWalks.read(f.getParent()));
    assertThat(files("variants.arrow")).isNotEmpty().allSatisfy(f -> Variants.read(f.getParent()));
    assertThat(files("transfer.arrow")).isNotEmpty().allSatisfy(f -> Transfer.read(f.getParent()));
    assertThat(files("truths.arrow")).isNotEmpty().allSatisfy(f -> Truths.read(f.getParent()));
    assertThat(files("baselines.arrow"))
        .isNotEmpty()
        .allSatisfy(f -> Baselines.read(f.getParent()));
  }
}
