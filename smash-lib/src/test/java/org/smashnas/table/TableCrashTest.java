package org.smashnas.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

class TableCrashTest {
  private static final List<Column> COLUMNS =
      List.of(new Column("epoch", Type.INT), new Column("note", Type.STRING));

  @TempDir Path folder;

  @Test
  void runThatDiesAtRow40LeavesTheRowsThatWereWholeWhereverTheFileEnds() throws IOException {
    Path file = folder.resolve("run.arrow");
    Path cut = folder.resolve("cut.arrow");
    // ends.get(n) is the size of the file once n rows are written.
    List<Integer> ends = new ArrayList<>();
    try (TableWriter writer = TableWriter.create(file, COLUMNS, Map.of("seed", "3"))) {
      ends.add(size(file));
      for (int row = 1; row <= 39; row++) {
        writer.append(row, "row " + row);
        ends.add(size(file));
      }
      byte[] crashed = Files.readAllBytes(file);
      assertRows(file, 39);
      for (int rows : List.of(0, 1, 20, 38)) {
        int begin = ends.get(rows);
        int end = ends.get(rows + 1);
        for (int at : List.of(begin, begin + 1, begin + 4, begin + 9, (begin + end) / 2, end - 1)) {
          Files.write(cut, Arrays.copyOf(crashed, at));
          assertRows(cut, rows);
        }
      }
    }
  }

  @Test
  void everyCutOfTheLastRowGivesBackAllNativeMemory() throws IOException {
    Path file = folder.resolve("run.arrow");
    Path cut = folder.resolve("cut.arrow");
    try (TableWriter writer = TableWriter.create(file, COLUMNS, Map.of());
        RootAllocator allocator = new RootAllocator()) {
      writer.append(1, "one");
      int begin = size(file);
      writer.append(2, "two");
      byte[] crashed = Files.readAllBytes(file);
      for (int at = begin; at <= crashed.length; at++) {
        Files.write(cut, Arrays.copyOf(crashed, at));
        assertThat(Tables.read(cut, allocator).rowCount()).isEqualTo(at < crashed.length ? 1 : 2);
        assertThat(allocator.getAllocatedMemory()).isZero();
      }
    }
  }

  @Test
  void closedFileThatIsCutAnywhereIsRefusedAndGivesBackAllNativeMemory() throws IOException {
    Path file = folder.resolve("run.arrow");
    try (TableWriter writer = TableWriter.create(file, COLUMNS, Map.of())) {
      writer.append(1, "one");
    }
    byte[] whole = Files.readAllBytes(file);
    try (RootAllocator allocator = new RootAllocator()) {
      for (int at = 0; at < whole.length; at += 7) {
        Files.write(file, Arrays.copyOf(whole, at));
        assertThatThrownBy(() -> Tables.read(file, allocator))
            .isInstanceOf(UncheckedIOException.class);
        assertThat(allocator.getAllocatedMemory()).isZero();
      }
    }
  }

  @Test
  void streamCutInItsSchemaHasNoColumnsAndIsRefused() throws IOException {
    Path file = folder.resolve("run.arrow");
    try (TableWriter writer = TableWriter.create(file, COLUMNS, Map.of())) {
      writer.append(1, "one");
      byte[] stream = Files.readAllBytes(file);
      Path cut = Files.write(folder.resolve("cut.arrow"), Arrays.copyOf(stream, 100));
      assertThatThrownBy(() -> Tables.read(cut))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("nor with a whole Arrow schema");
    }
  }

  @Test
  void zerosThatAPowerLossLeavesAtTheEndAreNotRows() throws IOException {
    Path file = folder.resolve("run.arrow");
    try (TableWriter writer = TableWriter.create(file, COLUMNS, Map.of())) {
      writer.append(1, "row 1");
      byte[] stream = Files.readAllBytes(file);
      Path padded =
          Files.write(folder.resolve("padded.arrow"), Arrays.copyOf(stream, stream.length + 4096));
      assertThat(Tables.read(padded).rowCount()).isEqualTo(1);
    }
  }

  private static void assertRows(Path file, int rows) {
    Table table = Tables.read(file);
    assertThat(table.rowCount()).isEqualTo(rows);
    assertThat(table.columnNames()).containsExactly("epoch", "note");
    for (int row = 0; row < rows; row++) {
      assertThat(table.intColumn("epoch").getInt(row)).isEqualTo(row + 1);
      assertThat(table.stringColumn("note").get(row)).isEqualTo("row " + (row + 1));
    }
    assertThat(Tables.metadata(file)).containsExactly(Map.entry("seed", "3"));
  }

  private static int size(Path file) throws IOException {
    return Math.toIntExact(Files.size(file));
  }
}
