package org.smashnas.table;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One column of a result table.
 *
 * @param name lower_snake_case, such as {@code val_error}: lower-case ASCII letters and digits in
 *     words joined by single underscores, a letter first; anything else is refused with an
 *     IllegalArgumentException
 * @param type what its values are
 */
public record Column(String name, Type type) {
  private static final Pattern LOWER_SNAKE_CASE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

  public Column {
    Objects.requireNonNull(name, "a column needs a name");
    Objects.requireNonNull(type, "a column needs a type");
    if (!LOWER_SNAKE_CASE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "column name \"%s\" is not lower_snake_case; rename it, for example to \"%s\""
              .formatted(name, suggestion(name)));
    }
  }

  /** The value as this column stores it; refuses one that does not fit. */
  Object checked(Object value) {
    Object cast = value == null ? null : type.cast(value);
    if (value != null && cast == null) {
      throw new IllegalArgumentException(
          "column \"%s\" is of type %s, but its value is the %s \"%s\"; give a %s, or null for a missing value"
              .formatted(name, type, value.getClass().getSimpleName(), value, type.allowed()));
    }
    return cast;
  }

  private static String suggestion(String name) {
    String words =
        name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "_")
            .replaceAll("^_|_$", "");
    return LOWER_SNAKE_CASE.matcher(words).matches() ? words : ("column_" + words);
  }
}
