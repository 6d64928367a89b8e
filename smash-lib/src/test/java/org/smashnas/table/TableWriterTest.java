package org.smashnas.table;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableWriterTest {
  private static final List<Column> ALL_TYPES =
      List.of(
          new Column("name", Type.STRING),
          new Column("units", Type.INT),
          new Column("seed", Type.LONG),
          new Column("val_error", Type.DOUBLE),
          new Column("best", Type.BOOLEAN),
          new Column("scored_at", Type.INSTANT),
          new Column("day", Type.DATE));
  private static final List<Column> EPOCHS =
      List.of(new Column("epoch", Type.INT), new Column("loss", Type.DOUBLE));

  @TempDir Path folder;

  @Test
  void everyTypeAndNullAndNanReachTheDiskAsWritten() throws IOException {
    Path file = folder.resolve("all.arrow");
    try (TableWriter writer = TableWriter.create(file, ALL_TYPES, Map.of())) {
      writer.append(
          "größe 🎉",
          42,
          9_000_000_000L,
          Double.NaN,
          true,
          Instant.parse("2026-03-01T10:20:30.123456789Z"),
          LocalDate.of(2026, 3, 1));
      writer.append(null, null, null, null, null, null, null);
      writer.append(
          "",
          Integer.MIN_VALUE,
          Long.MIN_VALUE,
          Double.NEGATIVE_INFINITY,
          false,
          Instant.parse("1969-12-31T23:59:59.999999Z"),
          LocalDate.of(1969, 12, 31));
    }
    OnDisk onDisk = OnDisk.file(file);
    // 2026-03-01 is day 20513 after 1970-01-01: 56 years of 365 days, 14 leap days, 31 + 28 days.
    assertThat(onDisk.rows())
        .containsExactly(
            asList(
                "größe 🎉", 42, 9_000_000_000L, Double.NaN, true, 1_772_360_430_123_456L, 20_513),
            asList(null, null, null, null, null, null, null),
            asList(
                "", Integer.MIN_VALUE, Long.MIN_VALUE, Double.NEGATIVE_INFINITY, false, -1L, -1));
    assertThat(onDisk.schema().getFields())
        .extracting(field -> field.getName() + " " + field.getType())
        .containsExactly(
            "name Utf8",
            "units Int(32, true)",
            "seed Int(64, true)",
            "val_error FloatingPoint(DOUBLE)",
            "best Bool",
            "scored_at Timestamp(MICROSECOND, UTC)",
            "day Date(DAY)");
  }

  @Test
  void aTableBegunWithRowsHasThemAtOnceAndTakesMore() throws IOException {
    Path file = folder.resolve("more.arrow");
    List<Object[]> known = List.of(new Object[] {1, 2.3}, new Object[] {2, null});
    try (TableWriter writer =
        TableWriter.create(TableWriter.right(file), EPOCHS, Map.of("seed", "7"), known)) {
      assertThat(Tables.read(file).rowCount()).isEqualTo(2);
      writer.append(3, 1.9);
      assertThat(Tables.read(file).rowCount()).isEqualTo(3);
    }
    assertThat(OnDisk.file(file).rows())
        .containsExactly(asList(1, 2.3), asList(2, null), asList(3, 1.9));
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(
            () ->
                TableWriter.create(
                    TableWriter.right(file),
                    EPOCHS,
                    Map.of(),
                    List.<Object[]>of(new Object[] {"one", 1.0})))
        .hasMessageContaining("column \"epoch\" is of type INT");
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void numberThatFitsAWiderColumnIsWidened() throws IOException {
    Path file = folder.resolve("wide.arrow");
    List<Column> columns =
        List.of(
            new Column("small", Type.INT),
            new Column("seed", Type.LONG),
            new Column("loss", Type.DOUBLE));
    try (TableWriter writer = TableWriter.create(file, columns, Map.of())) {
      writer.append((short) 7, 8, 9);
      writer.append((byte) -7, (byte) -8, 0.5f);
    }
    assertThat(OnDisk.file(file).rows())
        .containsExactly(List.of(7, 8L, 9.0), List.of(-7, -8L, 0.5));
  }

  @Test
  void openTableIsAStreamWithOneBatchARowAndClosedOneAFileWithOneBatch() throws IOException {
    Path file = folder.resolve("epochs.arrow");
    try (TableWriter writer = TableWriter.create(file, EPOCHS, Map.of("seed", "17"))) {
      writer.append(1, 2.5);
      writer.append(2, 1.25);
      writer.append(3, null);
      OnDisk open = OnDisk.stream(file);
      assertThat(open.batchRows()).containsExactly(1, 1, 1);
      assertThat(open.rows()).containsExactly(asList(1, 2.5), asList(2, 1.25), asList(3, null));
      assertThat(open.metadata()).containsExactly(Map.entry("seed", "17"));
    }
    OnDisk closed = OnDisk.file(file);
    assertThat(closed.batchRows()).containsExactly(3);
    assertThat(closed.rows()).containsExactly(asList(1, 2.5), asList(2, 1.25), asList(3, null));
    assertThat(closed.metadata()).containsExactly(Map.entry("seed", "17"));
  }

  @Test
  void tableWithoutRowsIsAFileWithItsColumns() throws IOException {
    Path file = folder.resolve("none.arrow");
    TableWriter.create(file, EPOCHS, Map.of()).close();
    OnDisk onDisk = OnDisk.file(file);
    assertThat(onDisk.rows()).isEmpty();
    assertThat(onDisk.schema().getFields()).extracting("name").containsExactly("epoch", "loss");
  }

  @Test
  void sameRowsGiveTheSameBytes() throws IOException {
    Map<String, String> metadata = Map.of("seed", "1", "budget", "quick", "dataset", "shapes");
    List<byte[]> contents = new ArrayList<>();
    for (String name : List.of("a.arrow", "b.arrow")) {
      try (TableWriter writer = TableWriter.create(folder.resolve(name), EPOCHS, metadata)) {
        writer.append(1, 0.5);
      }
      contents.add(Files.readAllBytes(folder.resolve(name)));
    }
    assertThat(contents.get(0)).isEqualTo(contents.get(1));
  }

  @Test
  void missingFoldersAreMadeAndAnOldFileIsReplacedAndNothingElseIsLeft() throws IOException {
    Path file = folder.resolve("new/deep/epochs.arrow");
    for (int run = 1; run <= 2; run++) {
      try (TableWriter writer = TableWriter.create(file, EPOCHS, Map.of())) {
        writer.append(run, 0.5);
      }
    }
    assertThat(OnDisk.file(file).rows()).containsExactly(List.of(2, 0.5));
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void interruptedThreadStillAppendsAndClosesAndReads() throws IOException {
    Path file = folder.resolve("interrupted.arrow");
    int rowsOfTheStream;
    int rowsOfTheFile;
    boolean stillInterrupted;
    Thread.currentThread().interrupt();
    try {
      TableWriter writer = TableWriter.create(file, EPOCHS, Map.of());
      writer.append(1, 0.5);
      writer.append(2, 0.25);
      rowsOfTheStream = Tables.read(file).rowCount();
      writer.close();
      rowsOfTheFile = Tables.read(file).rowCount();
    } finally {
      stillInterrupted = Thread.interrupted();
    }
    assertThat(stillInterrupted).isTrue();
    assertThat(rowsOfTheStream).isEqualTo(2);
    assertThat(rowsOfTheFile).isEqualTo(2);
    assertThat(OnDisk.file(file).rows()).containsExactly(List.of(1, 0.5), List.of(2, 0.25));
  }

  @Test
  void refusedRowLeavesTheTableUsable() throws IOException {
    Path file = folder.resolve("epochs.arrow");
    try (TableWriter writer = TableWriter.create(file, EPOCHS, Map.of())) {
      writer.append(1, 0.5);
      assertThatThrownBy(() -> writer.append(2, "0.25"))
          .isInstanceOf(IllegalArgumentException.class);
      writer.append(3, 0.125);
    }
    assertThat(OnDisk.file(file).rows()).containsExactly(List.of(1, 0.5), List.of(3, 0.125));
  }

  @Test
  void loneNullIsOneMissingValue() throws IOException {
    Path file = folder.resolve("note.arrow");
    try (TableWriter writer =
        TableWriter.create(file, List.of(new Column("note", Type.STRING)), Map.of())) {
      writer.append((Object[]) null);
    }
    assertThat(OnDisk.file(file).rows()).containsExactly(asList((Object) null));
  }

  @Test
  void secondCloseDoesNothing() throws IOException {
    Path file = folder.resolve("epochs.arrow");
    TableWriter writer = TableWriter.create(file, EPOCHS, Map.of());
    writer.append(1, 0.5);
    writer.close();
    byte[] once = Files.readAllBytes(file);
    writer.close();
    assertThat(Files.readAllBytes(file)).isEqualTo(once);
  }
}
