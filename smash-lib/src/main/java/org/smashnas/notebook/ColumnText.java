package org.smashnas.notebook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * How one column of a table reads: integers with all their digits, other numbers with the same
 * number of digits in all rows, about four of them, or three where there are intervals.
 *
 * <p>An estimate and the ends of its interval, columns {@code name}, {@code name_low} and {@code
 * name_high}, read as one, or tables of intervals would be too wide for a page.
 *
 * @param name the column's name
 * @param type its type in lower case, as Tablesaw calls it
 * @param number whether it is set to the right
 * @param texts text of a row, a dash where the value is missing
 * @param ranges the interval of a row, empty where there is none
 */
record ColumnText(
    String name,
    String type,
    boolean number,
    IntFunction<String> texts,
    IntFunction<String> ranges) {
  private static final String LOW = "_low";
  private static final String HIGH = "_high";
  private static final String MISSING = "–";
  private static final int DIGITS = 4;
  private static final int INTERVAL_DIGITS = 3;
  private static final int MOST_DECIMALS = 6;
  private static final double LARGE = 1e15;
  private static final int LONGEST = 200;
  private static final Pattern NAMES = Pattern.compile("(.*_)?(seed|id)");
  private static final Pattern NOUGHT = Pattern.compile("-?0(\\.0*)?");

  /** A table's columns, in the order of the estimates. */
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
        texts.add(interval(numbers.get(name), numbers.get(name + LOW), numbers.get(name + HIGH)));
      } else if (!isInterval(
          numbers.keySet(), name.replaceFirst("(" + LOW + "|" + HIGH + ")$", ""))) {
        texts.add(of(column));
      }
    }
    return texts;
  }

  private static boolean isInterval(Set<String> numbers, String name) {
    return numbers.containsAll(List.of(name, name + LOW, name + HIGH));
  }

  static ColumnText of(Column<?> column) {
    boolean number = column instanceof NumericColumn;
    IntFunction<String> texts =
        number
            ? numbers((NumericColumn<?>) column, format(List.of((NumericColumn<?>) column), DIGITS))
            // Not getString, which gives years one digit where one will do.
            : row -> column.isMissing(row) ? MISSING : printable(column.get(row).toString());
    return new ColumnText(column.name(), type(column), number, texts, row -> "");
  }

  private static ColumnText interval(
      NumericColumn<?> estimate, NumericColumn<?> low, NumericColumn<?> high) {
    String format = format(List.of(estimate, low, high), INTERVAL_DIGITS);
    IntFunction<String> from = numbers(low, format);
    IntFunction<String> to = numbers(high, format);
    return new ColumnText(
        estimate.name(),
        type(estimate) + " (low to high)",
        true,
        numbers(estimate, format),
        row ->
            low.isMissing(row) && high.isMissing(row)
                ? ""
                : from.apply(row) + " to " + to.apply(row));
  }

  private static String type(Column<?> column) {
    return column.type().name().toLowerCase(Locale.ROOT);
  }

  /** The text of {@code row}, a dash where the value is missing. */
  String text(int row) {
    return texts.apply(row);
  }

  /** The ends of the interval of {@code row}, empty where there is none. */
  String range(int row) {
    return ranges.apply(row);
  }

  /** Text and interval in one line. */
  String line(int row) {
    return range(row).isEmpty() ? text(row) : text(row) + " (" + range(row) + ")";
  }

  /** Text in one line and of bounded length, whatever characters it has. */
  private static String printable(String text) {
    int length = text.codePointCount(0, text.length());
    String some =
        length > LONGEST
            ? "%s… (%,d characters)"
                .formatted(text.substring(0, text.offsetByCodePoints(0, LONGEST)), length)
            : text;
    StringBuilder line = new StringBuilder();
    some.chars().forEach(c -> line.append(Character.isISOControl(c) ? escape(c) : (char) c));
    return line.toString();
  }

  private static String escape(int control) {
    return switch (control) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> "\\u%04x".formatted(control);
    };
  }

  private static IntFunction<String> numbers(NumericColumn<?> column, String format) {
    boolean whole = !(column instanceof DoubleColumn || column instanceof FloatColumn);
    IntFunction<String> texts = whole ? integers(column) : row -> real(column, row, format);
    return row -> column.isMissing(row) ? MISSING : texts.apply(row);
  }

  /** All digits, in groups unless they name something that one would want to copy. */
  private static IntFunction<String> integers(NumericColumn<?> column) {
    boolean name =
        NAMES.matcher(column.name()).matches()
            || IntStream.range(0, column.size())
                .anyMatch(r -> !column.isMissing(r) && Math.abs(column.getDouble(r)) >= LARGE);
    String format = name ? "%d" : "%,d";
    // Not by getDouble, which has no room for a long.
    return row -> String.format(Locale.ROOT, format, column.get(row));
  }

  private static String real(NumericColumn<?> column, int row, String format) {
    double value = column.getDouble(row);
    String text = String.format(Locale.ROOT, format, value);
    // A number that is not 0 must not read as 0.
    return value != 0 && NOUGHT.matcher(text).matches()
        ? String.format(Locale.ROOT, "%." + (INTERVAL_DIGITS - 1) + "e", value)
        : text;
  }

  /** The format of all numbers in some columns. */
  private static String format(List<NumericColumn<?>> columns, int digits) {
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
      return "%,.0f";
    }
    int magnitude = (int) Math.floor(Math.log10(largest));
    if (magnitude < -4 || magnitude > 8) {
      return "%." + (digits - 1) + "e";
    }
    return "%." + Math.max(0, Math.min(MOST_DECIMALS, digits - 1 - magnitude)) + "f";
  }
}
