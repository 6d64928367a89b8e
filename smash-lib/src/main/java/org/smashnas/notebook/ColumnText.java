package org.smashnas.notebook;

import java.util.Locale;
import java.util.function.IntFunction;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.columns.Column;

/**
 * How one column of a table reads: the same number of digits in all its rows, about four of them.
 *
 * @param name the column's name
 * @param type its type in lower case, as Tablesaw calls it
 * @param number whether it is set to the right
 * @param texts text of a row that is not missing
 * @param column where the values are
 */
record ColumnText(
    String name, String type, boolean number, IntFunction<String> texts, Column<?> column) {
  private static final int DIGITS = 4;
  private static final int MOST_DECIMALS = 6;
  private static final double LARGE = 1e15;

  static ColumnText of(Column<?> column) {
    boolean number = column instanceof NumericColumn;
    return new ColumnText(
        column.name(),
        column.type().name().toLowerCase(Locale.ROOT),
        number,
        number ? numbers((NumericColumn<?>) column) : column::getString,
        column);
  }

  /** The text of {@code row}, a dash where the value is missing. */
  String text(int row) {
    return column.isMissing(row) ? "–" : texts.apply(row);
  }

  private static IntFunction<String> numbers(NumericColumn<?> column) {
    String format = format(column);
    return format.isEmpty()
        ? row -> String.format(Locale.ROOT, "%,d", (long) column.getDouble(row))
        : row -> String.format(Locale.ROOT, format, column.getDouble(row));
  }

  /** The format of all the column's numbers, empty for whole ones. */
  private static String format(NumericColumn<?> column) {
    double largest = 0;
    boolean whole = true;
    for (int row = 0; row < column.size(); row++) {
      double value = column.getDouble(row);
      if (column.isMissing(row) || Double.isInfinite(value)) {
        continue;
      }
      largest = Math.max(largest, Math.abs(value));
      whole &= value == Math.rint(value);
    }
    if (whole && largest < LARGE) {
      return "";
    }
    int magnitude = (int) Math.floor(Math.log10(largest));
    if (magnitude < -3 || magnitude > 8) {
      return "%." + (DIGITS - 1) + "e";
    }
    return "%." + Math.max(0, Math.min(MOST_DECIMALS, DIGITS - 1 - magnitude)) + "f";
  }
}
