package org.smashnas.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What a table shows, read back, is what the table holds. */
class ShownNumbersTest {
  private static final double[] EDGES = {
    0,
    -0.0,
    Double.MIN_VALUE,
    Double.MIN_NORMAL,
    -1e-310,
    1e-9,
    4.9999e-5,
    0.1,
    -0.5,
    0.99995,
    1,
    2.5,
    999.96,
    123_456.5,
    0x1p53,
    0x1p53 + 2,
    1e15,
    -1e22,
    1e300,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        -7,
        1_234_567,
        (1L << 53) - 1,
        (1L << 53) + 1,
        2_789_123_456_789_012_345L,
        Long.MAX_VALUE,
        -Long.MAX_VALUE
      })
  void integersAreShownToTheLastDigit(long value) {
    assertThat(integer(LongColumn.create("n", value), 0)).isEqualTo(value);
    assertThat(integer(LongColumn.create("n", 5, value), 0)).isEqualTo(5);
    // An interval around it has no say in its digits.
    Table table =
        Table.create(
            LongColumn.create("n", value),
            DoubleColumn.create("n_low", value - 0.5),
            DoubleColumn.create("n_high", value + 0.5));
    assertThat(ColumnText.of(table).get(0).text(0).replace(",", ""))
        .isEqualTo(Long.toString(value));
  }

  @Test
  void integersOfEveryWidthAreShownAtTheirEnds() {
    assertThat(integer(IntColumn.create("n", Integer.MAX_VALUE, -Integer.MAX_VALUE), 1))
        .isEqualTo(-Integer.MAX_VALUE);
    assertThat(integer(ShortColumn.create("n", new short[] {Short.MAX_VALUE}), 0))
        .isEqualTo(Short.MAX_VALUE);
    long[] random = new Random(1).longs(500).toArray();
    LongColumn seeds = LongColumn.create("n", random);
    assertThat(LongStream.range(0, 500).map(r -> integer(seeds, (int) r)).toArray())
        .isEqualTo(random);
  }

  @Test
  void seedsAndLargeIntegersCanBeCopied() {
    assertThat(ColumnText.of(LongColumn.create("hypernet_seed", 123_456L)).text(0))
        .isEqualTo("123456");
    assertThat(ColumnText.of(LongColumn.create("n", 2_789_123_456_789_012_345L)).text(0))
        .isEqualTo("2789123456789012345");
    assertThat(ColumnText.of(LongColumn.create("parameters", 123_456L)).text(0))
        .isEqualTo("123,456");
  }

  static Stream<NumericColumn<?>> reals() {
    Random random = new Random(2);
    Stream<NumericColumn<?>> pairs =
        Arrays.stream(EDGES)
            .boxed()
            .flatMap(a -> Arrays.stream(EDGES).mapToObj(b -> DoubleColumn.create("x", a, b)));
    Stream<NumericColumn<?>> drawn =
        Stream.generate(
                () ->
                    DoubleColumn.create(
                        "x",
                        random
                            .doubles(4, -1, 1)
                            .map(d -> d * Math.pow(10, random.nextInt(40) - 20))
                            .toArray()))
            .limit(200)
            .map(c -> c);
    return Stream.of(
            pairs,
            drawn,
            Stream.of(
                DoubleColumn.create("x", EDGES),
                FloatColumn.create("x", Float.MAX_VALUE, Float.MIN_VALUE, .1f, 16_777_216f)))
        .flatMap(s -> s);
  }

  @ParameterizedTest
  @MethodSource("reals")
  void realsAreShownWithinTheirLastDigit(NumericColumn<?> column) {
    for (int row = 0; row < column.size(); row++) {
      double stored = column.getDouble(row);
      String shown = ColumnText.of(column).text(row);
      if (Double.isNaN(stored)) {
        assertThat(shown).isEqualTo("–");
      } else if (Double.isInfinite(stored)) {
        assertThat(Double.parseDouble(shown)).isEqualTo(stored);
      } else {
        BigDecimal read = new BigDecimal(shown.replace(",", ""));
        // Java rounds the shortest decimal that stands for the double.
        assertThat(read.subtract(BigDecimal.valueOf(stored)).abs())
            .as("%s shown as %s", stored, shown)
            .isLessThanOrEqualTo(read.ulp().divide(BigDecimal.valueOf(2)));
        assertThat(read.signum()).isEqualTo((int) Math.signum(stored));
      }
    }
  }

  @Test
  void pageAndTerminalShowTheSameNumbers() {
    Table table =
        Table.create(
            DoubleColumn.create("x", 1e-9, 0.5, -0.0),
            LongColumn.create("seed", Long.MAX_VALUE, 1, -1));
    for (String shown : List.of("1.00e-09", "0.5000", "9223372036854775807", "-1")) {
      assertThat(TableHtml.html(table)).contains(">" + shown + "</td>");
      assertThat(TableHtml.text(table)).contains(" " + shown + " ");
    }
  }

  @Test
  void wholeNumbersBesideAnInfinityStayWhole() {
    ColumnText column =
        ColumnText.of(DoubleColumn.create("x", 12_345, -0.0, Double.POSITIVE_INFINITY));
    assertThat(List.of(column.text(0), column.text(1), column.text(2)))
        .containsExactly("12,345", "-0", "Infinity");
  }

  @Test
  void timesAreShownToTheMillisecondThatTheyAreKeptTo() {
    Instant instant = Instant.parse("9999-12-31T23:59:59.999Z");
    Instant early = Instant.parse("0001-01-01T00:00:00.001Z");
    InstantColumn at = InstantColumn.create("at", List.of(instant, early));
    assertThat(Instant.parse(ColumnText.of(at).text(0))).isEqualTo(instant);
    assertThat(Instant.parse(ColumnText.of(at).text(1))).isEqualTo(early);
    LocalDate day = LocalDate.of(1, 1, 1);
    assertThat(LocalDate.parse(ColumnText.of(DateColumn.create("day", List.of(day))).text(0)))
        .isEqualTo(day);
  }

  @Test
  void textStaysInItsLineAndWithinBounds() {
    ColumnText text =
        ColumnText.of(
            StringColumn.create("s", "two\nlines\t\u001b[0m", "🎉".repeat(1000), "NaN", "null"));
    assertThat(text.text(0)).isEqualTo("two\\nlines\\t\\u001b[0m");
    assertThat(text.text(1)).isEqualTo("🎉".repeat(200) + "… (1,000 characters)");
    Table table = Table.create(StringColumn.create("s", "NaN", "null", "NA"));
    assertThat(TableHtml.text(table)).contains("NaN", "null", "NA");
  }

  private static long integer(NumericColumn<?> column, int row) {
    String shown = ColumnText.of(column).text(row);
    assertThat(shown).matches("-?[0-9,]+");
    return Long.parseLong(shown.replace(",", ""));
  }
}
