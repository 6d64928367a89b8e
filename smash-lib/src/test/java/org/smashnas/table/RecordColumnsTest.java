package org.smashnas.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

class RecordColumnsTest {
  private record Ends(double value, double low) {}

  private record Row(
      String id,
      int n,
      Long multiplyAdds,
      boolean moved,
      Instant at,
      LocalDate day,
      Ends meanGap) {}

  private record Odd(List<String> names) {}

  private static final Row ROW =
      new Row("a", 2, null, true, Instant.EPOCH, LocalDate.EPOCH, new Ends(0.5, 0.25));

  @Test
  void columnsAreNamedAndTypedByTheComponents() {
    assertThat(RecordColumns.of(Row.class).columns())
        .containsExactly(
            new Column("id", Type.STRING),
            new Column("n", Type.INT),
            new Column("multiply_adds", Type.LONG),
            new Column("moved", Type.BOOLEAN),
            new Column("at", Type.INSTANT),
            new Column("day", Type.DATE),
            new Column("mean_gap", Type.DOUBLE),
            new Column("mean_gap_low", Type.DOUBLE));
    assertThat(RecordColumns.values(ROW))
        .containsExactly("a", 2, null, true, Instant.EPOCH, LocalDate.EPOCH, 0.5, 0.25);
  }

  @Test
  void aComponentThatNoColumnHoldsIsRefused() {
    assertThatThrownBy(() -> RecordColumns.of(Odd.class))
        .hasMessageContaining("names of Odd is a List; the columns of a table are of [Boolean, ");
  }

  @Test
  void recordsAreATableAlsoWhereThereAreNone() {
    Table table = Tables.of("some", Row.class, List.of(ROW));
    assertThat(table.name()).isEqualTo("some");
    assertThat(table.rowCount()).isEqualTo(1);
    assertThat(table.longColumn("multiply_adds").isMissing(0)).isTrue();
    assertThat(table.doubleColumn("mean_gap_low").get(0)).isEqualTo(0.25);
    assertThat(table.column("at").type()).isEqualTo(ColumnType.INSTANT);
    assertThat(Tables.of("none", Row.class, List.of()).columnNames())
        .isEqualTo(table.columnNames());
  }
}
