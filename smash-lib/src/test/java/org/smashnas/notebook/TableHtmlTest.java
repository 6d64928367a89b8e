package org.smashnas.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TableHtmlTest {
  @Test
  void numbersAreSetToTheRightAndTheRestToTheLeft() {
    Table table =
        Table.create(
            "t",
            IntColumn.create("n", new int[] {7}),
            StringColumn.create("s", new String[] {"word"}));
    assertThat(TableHtml.html(table))
        .contains("<td style=\"text-align:right\">7</td>")
        .contains("<td style=\"text-align:left\">word</td>");
  }

  @Test
  void columnTellsItsNameAndType() {
    Table table = Table.create(BooleanColumn.create("is_best", true));
    assertThat(TableHtml.html(table)).containsPattern("is_<wbr>best<br><span[^>]*>boolean</span>");
  }

  @Test
  void textIsEscaped() {
    Table table = Table.create("a & b", StringColumn.create("<b>", "x < y & \"z\""));
    assertThat(TableHtml.html(table))
        .contains("a &amp; b", "&lt;b&gt;", "x &lt; y &amp; &quot;z&quot;")
        .doesNotContain("<b>");
  }

  @Test
  void longTableShowsFirstAndLastRows() {
    String html = TableHtml.html(Table.create(rows(100)));
    assertThat(html).contains(">9<", ">95<", ">99<", "&#8942;", "100 rows, 1 column");
    assertThat(html).doesNotContain(">10<", ">94<");
  }

  @Test
  void tableThatFitsIsShownWhole() {
    assertThat(TableHtml.html(Table.create(rows(20)))).contains(">10<").doesNotContain("&#8942;");
  }

  @Test
  void tableWithoutRowsHasAHeader() {
    assertThat(TableHtml.html(Table.create(rows(0))))
        .contains("row_<wbr>number", "0 rows, 1 column");
  }

  @Test
  void numbersOfAColumnShareTheirDecimals() {
    ColumnText errors = ColumnText.of(DoubleColumn.create("error", 0.53217, 0.5, Double.NaN));
    assertThat(errors.text(0)).isEqualTo("0.5322");
    assertThat(errors.text(1)).isEqualTo("0.5000");
    assertThat(errors.text(2)).isEqualTo("–");
  }

  @Test
  void digitsFollowTheLargestValue() {
    assertThat(ColumnText.of(DoubleColumn.create("a", 153.24, 2.5)).text(1)).isEqualTo("2.5");
    assertThat(ColumnText.of(DoubleColumn.create("a", 153240.4, 2.5)).text(0)).isEqualTo("153240");
    assertThat(ColumnText.of(DoubleColumn.create("a", 8.5e-4)).text(0)).isEqualTo("0.000850");
    assertThat(ColumnText.of(DoubleColumn.create("a", 1.5e-5)).text(0)).isEqualTo("1.500e-05");
    assertThat(ColumnText.of(DoubleColumn.create("a", 2.0, 3.0)).text(0)).isEqualTo("2");
    assertThat(ColumnText.of(DoubleColumn.create("a", Double.POSITIVE_INFINITY, 0.5)).text(0))
        .isEqualTo("Infinity");
    assertThat(ColumnText.of(LongColumn.create("a", 1234567L)).text(0)).isEqualTo("1,234,567");
  }

  @Test
  void estimateAndItsIntervalAreOneColumn() {
    String html = TableHtml.html(intervals("rho_low", "rho_high"));
    assertThat(html)
        .contains(">0.500<br><span", ">-0.125 to 0.750</span>", ">–</td>", "2 rows, 4 columns")
        .containsPattern("rho<br><span[^>]*>double \\(low to high\\)</span>");
    assertThat(html.split("<th ")).hasSize(1 + 3);
  }

  @Test
  void endsOfAnIntervalMayStandBeforeTheEstimate() {
    Table table =
        Table.create(
            DoubleColumn.create("error_low", 0.1, 0.125),
            DoubleColumn.create("error", 0.25, 0.5),
            DoubleColumn.create("error_high", 0.3, Double.NaN));
    assertThat(TableHtml.text(table)).contains("0.250 (0.100 to 0.300)", "0.500 (0.125 to –)");
  }

  @Test
  void endsOfAnIntervalWithoutAnEstimateStayColumnsOfTheirOwn() {
    Table table =
        Table.create(DoubleColumn.create("rho_low", 0.5), DoubleColumn.create("rho_high", 0.75));
    assertThat(TableHtml.html(table)).contains("rho_<wbr>low<br>", "rho_<wbr>high<br>", ">0.5000<");
  }

  @Test
  void terminalGetsTheSameRowsAndDigits() {
    assertThat(TableHtml.text(intervals("rho_low", "rho_high")))
        .contains("0.500 (-0.125 to 0.750)")
        .doesNotContain("rho_low");
    List<String> lines =
        TableHtml.text(Table.create(rows(100)))
            .lines()
            .map(l -> l.replace("|", "").strip())
            .toList();
    assertThat(lines).contains("9", "...", "95").doesNotContain("10", "94");
  }

  private static Table intervals(String low, String high) {
    return Table.create(
        IntColumn.create("n", 7, 2),
        DoubleColumn.create("rho", 0.5, Double.NaN),
        DoubleColumn.create(low, -0.125, Double.NaN),
        DoubleColumn.create(high, 0.75, Double.NaN));
  }

  private static IntColumn rows(int n) {
    return IntColumn.create("row_number", IntStream.range(0, n).toArray());
  }
}
