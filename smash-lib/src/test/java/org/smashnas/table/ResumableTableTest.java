package org.smashnas.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumableTableTest {
  private record Row(String id, long seed, double error, String note) {
    Row {
      if (error > 1) {
        throw new IllegalArgumentException("the error is " + error);
      }
    }
  }

  private record Few(String id, long seed) {}

  @TempDir private Path folder;

  private ResumableTable<Row> open(Map<String, String> metadata, Map<String, String> conditions) {
    return ResumableTable.open(folder.resolve("t.arrow"), Row.class, 2, metadata, conditions);
  }

  @Test
  void rowsAreFoundByTheirKeyAlsoAfterAnotherOpening() {
    try (ResumableTable<Row> first = open(Map.of("seed", "1"), Map.of("data", "d"))) {
      first.append(new Row("a", 1L, 0.5, null));
      assertThat(first.get("a", 1L)).isEqualTo(new Row("a", 1, 0.5, null));
    }
    try (ResumableTable<Row> second =
        open(Map.of("seed", "2"), Map.of("data", "d", "regime", "r"))) {
      assertThat(second.get("a", 1L)).isEqualTo(new Row("a", 1, 0.5, null));
      assertThat(second.has("a", 2L)).isFalse();
      second.append(new Row("a", 2L, 0.25, "n"));
    }
    assertThat(Tables.read(folder.resolve("t.arrow")).rowCount()).isEqualTo(2);
    // what the first said stays, and what only the second said is added
    assertThat(Tables.metadata(folder.resolve("t.arrow")))
        .containsEntry("seed", "1")
        .containsEntry("data", "d")
        .containsEntry("regime", "r");
  }

  @Test
  void theStreamThatACrashLeavesIsGoneOnWith() throws Exception {
    Path file = folder.resolve("t.arrow");
    byte[] stream;
    try (ResumableTable<Row> table = open(Map.of(), Map.of())) {
      table.append(new Row("a", 1L, 0.5, null));
      table.append(new Row("b", 1L, 0.5, null));
      stream = Files.readAllBytes(file);
    }
    // the last row is cut off in its middle
    Files.write(file, Arrays.copyOf(stream, stream.length - 5));
    try (ResumableTable<Row> table = open(Map.of(), Map.of())) {
      assertThat(table.has("a", 1L)).isTrue();
      assertThat(table.has("b", 1L)).isFalse();
    }
  }

  @Test
  void otherConditionsAndOtherColumnsAreRefused() throws Exception {
    Path file = folder.resolve("t.arrow");
    open(Map.of(), Map.of("data", "d")).close();
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> open(Map.of(), Map.of("data", "e")))
        .hasMessageContaining("was begun with data d, and now it is e; write to another folder");
    assertThatThrownBy(() -> ResumableTable.open(file, Few.class, 1, Map.of(), Map.of("data", "d")))
        .hasMessageContaining(
            "has the columns [id, seed, error, note] where [id, seed] are needed");
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void whatIsMissingStaysMissingAndANumberThatIsNoneIsRead() {
    Path file = folder.resolve("t.arrow");
    try (ResumableTable<Row> table = open(Map.of(), Map.of())) {
      table.append(new Row("a", 1, Double.NaN, null));
    }
    open(Map.of(), Map.of()).close();
    assertThat(ResumableTable.read(file, Row.class))
        .containsExactly(new Row("a", 1, Double.NaN, null));
    assertThat(Tables.read(file).column("note").isMissing(0)).isTrue();
  }

  @Test
  void rowsOfAnEarlierVersionLackWhatItDidNotKnow() {
    Path file = folder.resolve("t.arrow");
    try (ResumableTable<Few> table = ResumableTable.open(file, Few.class, 2, Map.of(), Map.of())) {
      table.append(new Few("a", 1));
    }
    assertThat(ResumableTable.read(file, Row.class, 2))
        .containsExactly(new Row("a", 1, Double.NaN, null));
    assertThatThrownBy(() -> ResumableTable.read(file, Row.class, 3))
        .hasMessageContaining("has the columns [id, seed] where");
  }

  @Test
  void aRowThatItsRecordRefusesIsNamed() {
    Path file = folder.resolve("t.arrow");
    record Unchecked(String id, Long seed, double error, String note) {}
    try (ResumableTable<Unchecked> table =
        ResumableTable.open(file, Unchecked.class, 2, Map.of(), Map.of())) {
      table.append(new Unchecked("a", 1L, 0.5, null));
      table.append(new Unchecked("b", 1L, 1.5, null));
    }
    assertThatThrownBy(() -> open(Map.of(), Map.of()))
        .hasMessageContaining("row 2 of " + file + " is damaged (the error is 1.5)");
    // Whoever can read it may write it then.
    ResumableTable.open(file, Unchecked.class, 2, Map.of(), Map.of()).close();
  }

  @Test
  void aNumberThatMustBeThereAndIsNotIsNamed() {
    Path file = folder.resolve("t.arrow");
    record Without(String id, Long seed, double error, String note) {}
    try (ResumableTable<Without> table =
        ResumableTable.open(file, Without.class, 2, Map.of(), Map.of())) {
      table.append(new Without("a", null, 0.5, null));
    }
    assertThatThrownBy(() -> ResumableTable.read(file, Row.class))
        .hasMessageContaining("row 1 of " + file + " is damaged (seed is missing)");
  }

  @Test
  void aKeyThatIsThereTwiceIsRefused() {
    Path file = folder.resolve("t.arrow");
    try (TableWriter twice =
        TableWriter.create(file, RecordColumns.of(Row.class).columns(), Map.of())) {
      twice.append("a", 1L, 0.5, null);
      twice.append("a", 1L, 0.25, null);
    }
    assertThatThrownBy(() -> open(Map.of(), Map.of())).hasMessageContaining("has [a, 1] twice");
  }
}
