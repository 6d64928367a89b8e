package org.smashnas.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.api.TimeColumn;

class TableErrorsTest {
  private static final List<Column> EPOCHS =
      List.of(new Column("epoch", Type.INT), new Column("loss", Type.DOUBLE));

  @TempDir Path folder;

  @Test
  void wrongTypeIsRefusedWithTheColumnTheValueAndWhatIsAllowed() {
    try (TableWriter writer = TableWriter.create(folder.resolve("t.arrow"), EPOCHS, Map.of())) {
      assertThatThrownBy(() -> writer.append(1, "low"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "column \"loss\" is of type DOUBLE, but its value is the String \"low\"; give a"
                  + " Double, Float, Integer, Short or Byte, or null for a missing value");
    }
  }

  @Test
  void numberThatCouldLoseDigitsIsRefused() {
    assertThatThrownBy(() -> new Column("epoch", Type.INT).checked(1L))
        .hasMessageContaining("\"epoch\"");
    assertThatThrownBy(() -> new Column("epoch", Type.INT).checked(1.0))
        .hasMessageContaining("\"epoch\"");
    assertThatThrownBy(() -> new Column("seed", Type.LONG).checked(1.0))
        .hasMessageContaining("\"seed\"");
    assertThatThrownBy(() -> new Column("loss", Type.DOUBLE).checked(1L))
        .hasMessageContaining("\"loss\"");
  }

  @Test
  void valueOfAnyOtherTypeIsRefused() {
    for (Type type : Type.values()) {
      assertThatThrownBy(() -> new Column("odd", type).checked(List.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("\"odd\"");
    }
  }

  @Test
  void timeThatPythonCannotHoldIsRefused() {
    Column at = new Column("at", Type.INSTANT);
    assertThat(at.checked(Instant.parse("9999-12-31T23:59:59Z"))).isNotNull();
    assertThatThrownBy(() -> at.checked(Instant.parse("+10000-01-01T00:00:00Z")))
        .hasMessageContaining("Instant in the years 1 to 9999");
    Column day = new Column("day", Type.DATE);
    assertThat(day.checked(LocalDate.of(1, 1, 1))).isNotNull();
    assertThatThrownBy(() -> day.checked(LocalDate.of(0, 12, 31)))
        .hasMessageContaining("LocalDate in the years 1 to 9999");
  }

  @Test
  void wrongNumberOfValuesIsRefusedWithTheColumns() {
    try (TableWriter writer = TableWriter.create(folder.resolve("t.arrow"), EPOCHS, Map.of())) {
      assertThatThrownBy(() -> writer.append(1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "the row has 1 values, but the table has the 2 columns [epoch, loss]; give one value"
                  + " a column, null where it is missing");
      assertThatThrownBy(() -> writer.append(1, 0.5, 2)).hasMessageContaining("3 values");
    }
  }

  @Test
  void rowAfterCloseIsRefused() {
    TableWriter writer = TableWriter.create(folder.resolve("t.arrow"), EPOCHS, Map.of());
    writer.close();
    assertThatThrownBy(() -> writer.append(1, 0.5))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("t.arrow is closed");
  }

  @ParameterizedTest
  @CsvSource({
    "valError, val_error",
    "Mean [loss], mean_loss",
    "3d, column_3d",
    "a__b, a_b",
    "_a, a",
    "größe, gr_e"
  })
  void nameThatIsNotLowerSnakeCaseIsRefusedWithABetterOne(String name, String better) {
    assertThatThrownBy(() -> new Column(name, Type.INT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "column name \"%s\" is not lower_snake_case; rename it, for example to \"%s\""
                .formatted(name, better));
  }

  @Test
  void columnsThatAreNoneOrTwiceTheSameAreRefusedBeforeAnythingIsWritten() throws IOException {
    Path file = folder.resolve("t.arrow");
    assertThatThrownBy(() -> TableWriter.create(file, List.of(), Map.of()))
        .hasMessageContaining("no columns");
    Column loss = new Column("loss", Type.DOUBLE);
    assertThatThrownBy(() -> TableWriter.create(file, List.of(loss, loss), Map.of()))
        .hasMessageContaining("\"loss\" is there twice");
    Map<String, String> noCommit = new HashMap<>();
    noCommit.put("git_commit", null);
    assertThatThrownBy(() -> TableWriter.create(file, EPOCHS, noCommit))
        .hasMessageContaining("git_commit = null");
    assertFolderHolds();
  }

  @Test
  void unwritableFolderGivesOneSentenceAndLeavesNothing() throws IOException {
    Path plain = Files.writeString(folder.resolve("plain"), "a file, not a folder");
    Path file = plain.resolve("t.arrow");
    assertThatThrownBy(() -> TableWriter.create(file, EPOCHS, Map.of()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("cannot write the result table " + file)
        .hasMessageEndingWith("give another path or free the folder");
    assertThatThrownBy(() -> Tables.write(Table.create("t"), file, Map.of()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("cannot write the result table " + file);
    assertFolderHolds(plain);
  }

  @Test
  void pathThatIsAFolderGivesOneSentenceAndLeavesNothing() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("t.arrow"));
    assertThatThrownBy(() -> TableWriter.create(taken, EPOCHS, Map.of()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("cannot write the result table " + taken);
    assertFolderHolds(taken);
  }

  @Test
  void closeThatCannotReplaceTheStreamSaysSoAndLeavesNoTemporaryFile() throws IOException {
    Path file = folder.resolve("t.arrow");
    TableWriter writer = TableWriter.create(file, EPOCHS, Map.of());
    writer.append(1, 0.5);
    Path kept = Files.move(file, folder.resolve("kept.arrow"));
    Path taken = Files.createDirectory(file);
    assertThatThrownBy(writer::close).isInstanceOf(UncheckedIOException.class);
    assertFolderHolds(kept, taken);
    assertThat(Tables.read(kept).intColumn("epoch").asList()).containsExactly(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "seed,loss\n1,0.5\n", "\4\0\0\0\0\0\0\0", "ARROW1", "ARROW1\0\0cut"})
  void fileThatIsNotArrowGivesOneSentenceWithItsPath(String content) throws IOException {
    Path file = folder.resolve("other.csv");
    Files.write(file, content.getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(() -> Tables.read(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("cannot read " + file + " as a result table: ")
        .hasMessageEndingWith(
            "give an Arrow IPC file or stream, as TableWriter, pandas and Polars write them");
    assertThatThrownBy(() -> Tables.metadata(file)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void fileThatIsNotThereGivesOneSentenceWithItsPath() {
    Path file = folder.resolve("gone.arrow");
    assertThatThrownBy(() -> Tables.read(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(
            "cannot read " + file + " as a result table: there is no such file");
  }

  @Test
  void tablesawColumnThatHasNoPlaceIsRefusedAndTheOldFileStays() throws IOException {
    Path file = folder.resolve("t.arrow");
    Tables.write(Table.create("t", IntColumn.create("epoch", new int[] {1})), file, Map.of());
    Table times = Table.create("t", TimeColumn.create("took", LocalTime.NOON));
    assertThatThrownBy(() -> Tables.write(times, file, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"took\"")
        .hasMessageContaining("LOCAL_TIME");
    Table named = Table.create("t", IntColumn.create("Mean [loss]", new int[] {1}));
    assertThatThrownBy(() -> Tables.write(named, file, Map.of()))
        .hasMessageContaining("\"mean_loss\"");
    assertThat(OnDisk.file(file).rows()).containsExactly(List.of(1));
  }

  private void assertFolderHolds(Path... expected) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(expected);
    }
  }
}
