package org.smashnas.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.table.Column;
import org.smashnas.table.Tables;
import org.smashnas.table.Type;

class LedgerTest {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("id", Type.STRING),
          new Column("seed", Type.LONG),
          new Column("error", Type.DOUBLE),
          new Column("note", Type.STRING));

  @TempDir private Path folder;

  private Ledger open(Map<String, String> metadata, Map<String, String> conditions) {
    return Ledger.open(folder.resolve("t.arrow"), COLUMNS, 2, metadata, conditions);
  }

  @Test
  void rowsAreFoundByTheirKeyAlsoAfterAnotherOpening() {
    try (Ledger first = open(Map.of("seed", "1"), Map.of("data", "d"))) {
      first.append("a", 1L, 0.5, null);
      assertThat(first.get("a", 1L)).containsExactly("a", 1L, 0.5, null);
    }
    try (Ledger second = open(Map.of("seed", "2"), Map.of("data", "d", "regime", "r"))) {
      assertThat(second.get("a", 1L)).containsExactly("a", 1L, 0.5, null);
      assertThat(second.has("a", 2L)).isFalse();
      second.append("a", 2L, 0.25, "n");
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
    try (Ledger ledger = open(Map.of(), Map.of())) {
      ledger.append("a", 1L, 0.5, null);
      ledger.append("b", 1L, 0.5, null);
      stream = Files.readAllBytes(file);
    }
    // the last row is cut off in its middle
    Files.write(file, Arrays.copyOf(stream, stream.length - 5));
    try (Ledger ledger = open(Map.of(), Map.of())) {
      assertThat(ledger.has("a", 1L)).isTrue();
      assertThat(ledger.has("b", 1L)).isFalse();
    }
  }

  @Test
  void otherConditionsAndOtherColumnsAreRefused() throws Exception {
    Path file = folder.resolve("t.arrow");
    open(Map.of(), Map.of("data", "d")).close();
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> open(Map.of(), Map.of("data", "e")))
        .hasMessageContaining("was begun with data d, and now it is e; write to another folder");
    assertThatThrownBy(
            () -> Ledger.open(file, COLUMNS.subList(0, 2), 1, Map.of(), Map.of("data", "d")))
        .hasMessageContaining(
            "has the columns [id, seed, error, note] where [id, seed] are needed");
    assertThat(file).hasBinaryContent(before);
  }
}
