package org.smashnas.study;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.search.SearchResult;
import org.smashnas.table.ResumableTable;
import org.smashnas.table.Tables;
import tech.tablesaw.api.Table;

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

  private static final Map<String, Class<? extends Record>> ROWS =
      Map.of(
          "measurements.arrow", EvaluationRow.class,
          "correlation.arrow", PairingTable.Line.class,
          "corruption.arrow", Corruptions.Row.class,
          "gradient_proxy.arrow", ProxyWalks.Walk.class,
          "gradient_proxy_steps.arrow", ProxyWalks.Step.class,
          "gradient_proxy_predictions.arrow", ProxyPredictions.Row.class,
          "variants.arrow", Variants.Row.class,
          "transfer.arrow", Transfer.Line.class,
          "truths.arrow", TruthTable.Line.class,
          "baselines.arrow", Baselines.Row.class);

  @Test
  void whatRunsGoOnWithIsWrittenAsItWas(@TempDir Path folder) throws IOException {
    for (Map.Entry<String, Class<? extends Record>> each : ROWS.entrySet()) {
      int columns = each.getValue().getRecordComponents().length;
      // Those of earlier versions are only read.
      List<Path> ofNow =
          files("/" + each.getKey()).stream()
              .filter(f -> Tables.read(f).columnCount() == columns)
              .toList();
      assertThat(ofNow).isNotEmpty();
      for (Path stored : ofNow) {
        Path copy = Files.copy(stored, folder.resolve(each.getKey()), REPLACE_EXISTING);
        ResumableTable.open(copy, each.getValue(), 4, Map.of(), Map.of()).close();
        assertThat(Tables.metadata(copy)).isEqualTo(Tables.metadata(stored));
        Table was = Tables.read(stored);
        Table is = Tables.read(copy);
        assertThat(is.structure().printAll()).isEqualTo(was.structure().printAll());
        assertThat(is.rowCount()).isEqualTo(was.rowCount());
        for (int c = 0; c < was.columnCount(); c++) {
          assertThat(is.column(c).asList())
              .as("%s of %s", was.column(c).name(), stored)
              .isEqualTo(was.column(c).asList());
        }
      }
    }
  }
}
