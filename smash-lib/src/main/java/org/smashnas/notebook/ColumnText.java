package org.smashnas.notebook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * How one column of a table reads, or an estimate and its interval together: the same number of
 * digits in all its rows, about four of them.
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

  /**
   * A table's columns; an estimate and the ends of its interval, x, x_low and x_high, are one,
   * since they are read together and a table of results has many.
   */
  static List<ColumnText> of(Table table) {
    Map<String, NumericColumn<?>> numbers = new HashMap<>();
    for (Column<?> column : table.columns()) {
      if (column instanceof NumericColumn<?> number) {
        numbers.put(column.name(), number);
      }
    }
    List<ColumnText> texts = new ArrayList<>();
    for (Column<?> column : table.columns()) {
      String name = column.name();
      if (isInterval(numbers.keySet(), name)) {
        texts.add(
            interval(numbers.get(name), numbers.get(name + "_low"), numbers.get(name + "_high")));
      } else if (!isInterval(numbers.keySet(), name.replaceFirst("_(low|high)$", ""))) {
        texts.add(of(column));
      }
    }
    return texts;
  }

  private static boolean isInterval(Set<String> numbers, String name) {
    return numbers.containsAll(List.of(name, name + "_low", name + "_high"));
  }

  private static ColumnText interval(
      NumericColumn<?> x, NumericColumn<?> low, NumericColumn<?> high) {
    List<IntFunction<String>> ends = numbers(List.of(x, low, high));
    return new ColumnText(
        x.name(),
        x.type().name().toLowerCase(Locale.ROOT) + " (low to high)",
        true,
        row ->
            low.isMissing(row) || high.isMissing(row)
                ? ends.get(0).apply(row)
                : "%s (%s to %s)"
                    .formatted(
                        ends.get(0).apply(row), ends.get(1).apply(row), ends.get(2).apply(row)),
        x);
  }

  static ColumnText of(Column<?> column) {
    boolean number = column instanceof NumericColumn;
    return new ColumnText(
        column.name(),
        column.type().name().toLowerCase(Locale.ROOT),
        number,
        number ? numbers(List.of((NumericColumn<?>) column)).get(0) : column::getString,
        column);
  }

  /** The text of {@code row}, a dash where the value is missing. */
  String text(int row) {
    return column.isMissing(row) ? "–" : texts.apply(row);
  }

  /** One function a column, all with the same number of digits. */
  private static List<IntFunction<String>> numbers(List<NumericColumn<?>> columns) {
    String format = format(columns);
    return columns.stream()
        .<IntFunction<String>>map(
            c ->
                format.isEmpty()
                    ? row -> String.format(Locale.ROOT, "%,d", (long) c.getDouble(row))
                    : row -> String.format(Locale.ROOT, format, c.getDouble(row)))
        .toList();
  }

  /** The format of all the columns' numbers, empty for whole ones. */
  private static String format(List<NumericColumn<?>> columns) {
    double largest = 0;
    boolean whole = true;
    for (NumericColumn<?> column : columns) {
      for (int row = 0; row < column.size(); row++) {
        double value = column.getDouble(row);
        if (column.isMissing(row) || Double.isInfinite(value)) {
          continue;
        }
        largest = Math.max(largest, Math.abs(value));
        whole &= value == Math.rint(value);
      }
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
