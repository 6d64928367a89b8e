package org.smashnas.table;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TablesTest {
  private static final Instant AT = Instant.parse("2026-03-01T10:20:30.123Z");
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  @TempDir Path folder;

  @Test
  void everyTypeIsReadWithItsNullsFromStreamAndFile() {
    Path file = folder.resolve("found.arrow");
    List<Column> columns =
        List.of(
            new Column("name", Type.STRING),
            new Column("units", Type.INT),
            new Column("seed", Type.LONG),
            new Column("val_error", Type.DOUBLE),
            new Column("best", Type.BOOLEAN),
            new Column("scored_at", Type.INSTANT),
            new Column("day", Type.DATE));
    try (TableWriter writer = TableWriter.create(file, columns, Map.of())) {
      writer.append("größe 🎉", 42, 9_000_000_000L, 0.25, true, AT.plusNanos(456_000), DAY);
      writer.append(null, null, null, null, null, null, null);
      writer.append("次", -1, -2L, -0.5, false, Instant.EPOCH, LocalDate.EPOCH);
      assertAllTypes(Tables.read(file));
    }
    assertAllTypes(Tables.read(file));
  }

  private static void assertAllTypes(Table table) {
    assertThat(table.name()).isEqualTo("found");
    assertThat(table.rowCount()).isEqualTo(3);
    assertThat(table.stringColumn("name").asList()).containsExactly("größe 🎉", "", "次");
    assertThat(table.intColumn("units").asList()).containsExactly(42, null, -1);
    assertThat(table.longColumn("seed").asList()).containsExactly(9_000_000_000L, null, -2L);
    assertThat(table.doubleColumn("val_error").asList()).containsExactly(0.25, null, -0.5);
    assertThat(table.booleanColumn("best").asList()).containsExactly(true, null, false);
    assertThat(table.instantColumn("scored_at").asList()).containsExactly(AT, null, Instant.EPOCH);
    assertThat(table.dateColumn("day").asList()).containsExactly(DAY, null, LocalDate.EPOCH);
    for (tech.tablesaw.columns.Column<?> column : table.columns()) {
      assertThat(column.countMissing()).as(column.name()).isEqualTo(1);
      assertThat(column.isMissing(1)).as(column.name()).isTrue();
    }
  }

  @Test
  void nanIsMissingOnceReadAndNullOnceWrittenBack() throws IOException {
    Path file = folder.resolve("loss.arrow");
    Path back = folder.resolve("back.arrow");
    List<Column> columns =
        List.of(new Column("loss", Type.DOUBLE), new Column("note", Type.STRING));
    try (TableWriter writer = TableWriter.create(file, columns, Map.of())) {
      writer.append(Double.NaN, "");
      writer.append(null, null);
      writer.append(Double.POSITIVE_INFINITY, "finite it is not");
    }
    Table table = Tables.read(file);
    assertThat(table.doubleColumn("loss").isMissing().toArray()).containsExactly(0, 1);
    assertThat(table.stringColumn("note").isMissing().toArray()).containsExactly(0, 1);
    Tables.write(table, back, Map.of());
    assertThat(OnDisk.file(back).rows())
        .containsExactly(
            asList(null, null),
            asList(null, null),
            asList(Double.POSITIVE_INFINITY, "finite it is not"));
  }

  @Test
  void tablesawTableIsWrittenWithEveryTypeAndItsMissingValuesAsNull() throws IOException {
    Path file = folder.resolve("written.arrow");
    Table table =
        Table.create(
            "written",
            StringColumn.create("name", "größe 🎉"),
            ShortColumn.create("small", new short[] {7}),
            IntColumn.create("units", new int[] {42}),
            LongColumn.create("seed", new long[] {9_000_000_000L}),
            FloatColumn.create("share", new float[] {0.5f}),
            DoubleColumn.create("val_error", new double[] {0.1}),
            BooleanColumn.create("best", new boolean[] {true}),
            InstantColumn.create("scored_at", AT),
            DateColumn.create("day", DAY));
    table.columns().forEach(column -> column.appendMissing());
    Tables.write(table, file, Map.of("seed", "17"));
    OnDisk onDisk = OnDisk.file(file);
    assertThat(onDisk.batchRows()).containsExactly(2);
    assertThat(onDisk.rows())
        .containsExactly(
            asList(
                "größe 🎉", 7, 42, 9_000_000_000L, 0.5, 0.1, true, 1_772_360_430_123_000L, 20_513),
            asList(null, null, null, null, null, null, null, null, null));
    assertThat(onDisk.metadata()).containsExactly(entry("seed", "17"));
  }

  @Test
  void tableWithoutRowsKeepsItsColumnsAndTypes() {
    Path file = folder.resolve("none.arrow");
    List<Column> columns = List.of(new Column("name", Type.STRING), new Column("n", Type.LONG));
    TableWriter writer = TableWriter.create(file, columns, Map.of());
    assertEmpty(Tables.read(file));
    writer.close();
    assertEmpty(Tables.read(file));
    Tables.write(Tables.read(file), file, Map.of());
    assertEmpty(Tables.read(file));
  }

  private static void assertEmpty(Table table) {
    assertThat(table.rowCount()).isZero();
    assertThat(table.stringColumn("name").size()).isZero();
    assertThat(table.longColumn("n").size()).isZero();
  }

  @Test
  void metadataIsSortedByKeyAndEmptyWhereNoneWasGiven() {
    Path file = folder.resolve("meta.arrow");
    Table table = Table.create("t", IntColumn.create("epoch", new int[] {1}));
    Tables.write(table, file, Map.of("seed", "17", "budget", "laptop", "dataset", "größe 🎉"));
    assertThat(Tables.metadata(file))
        .containsExactly(
            entry("budget", "laptop"), entry("dataset", "größe 🎉"), entry("seed", "17"));
    Tables.write(table, file, Map.of());
    assertThat(Tables.metadata(file)).isEmpty();
  }

  @Test
  void manyDifferentStringsSurviveTablesawsDictionary() {
    Path file = folder.resolve("many.arrow");
    StringColumn names = StringColumn.create("name");
    for (int i = 0; i < 40_000; i++) {
      names.append("architecture " + i);
    }
    Tables.write(Table.create("many", names), file, Map.of());
    StringColumn read = Tables.read(file).stringColumn("name");
    assertThat(read.size()).isEqualTo(40_000);
    assertThat(read.get(39_999)).isEqualTo("architecture 39999");
  }
}
