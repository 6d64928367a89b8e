package org.smashnas.table;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * What a column of a result table holds; every type also takes null, which stands for a missing
 * value.
 *
 * <p>A Java number is widened where that loses nothing, since a literal such as {@code 5} arrives
 * boxed as an Integer whatever the column's type.
 */
public enum Type {
  /** Text, UTF-8 on disk. */
  STRING("String"),
  /** A 32-bit signed integer. */
  INT("Integer, Short or Byte"),
  /** A 64-bit signed integer, for example a seed or a number of multiply-adds. */
  LONG("Long, Integer, Short or Byte"),
  /** A 64-bit floating point number; NaN is a value of its own on disk, different from null. */
  DOUBLE("Double, Float, Integer, Short or Byte"),
  /** True or false. */
  BOOLEAN("Boolean"),
  /**
   * A point in time in the years 1 to 9999, the range of Python's datetime; UTC, cut to whole
   * microseconds on disk.
   */
  INSTANT("Instant in the years 1 to 9999"),
  /** A calendar day in the years 1 to 9999. */
  DATE("LocalDate in the years 1 to 9999");

  private final String allowed;

  Type(String allowed) {
    this.allowed = allowed;
  }

  /** The Java values that fit, in words for an error message. */
  String allowed() {
    return allowed;
  }

  /** The value in this type's own Java class, or null if it does not fit; it is not null itself. */
  Object cast(Object value) {
    return switch (this) {
      case STRING -> value instanceof String ? value : null;
      case BOOLEAN -> value instanceof Boolean ? value : null;
      case INT -> fitsInt(value) ? ((Number) value).intValue() : null;
      case LONG ->
          value instanceof Long || fitsInt(value) ? (Object) ((Number) value).longValue() : null;
      case DOUBLE ->
          value instanceof Double || value instanceof Float || fitsInt(value)
              ? (Object) ((Number) value).doubleValue()
              : null;
      case INSTANT ->
          value instanceof Instant instant && yearFits(instant.atOffset(ZoneOffset.UTC).getYear())
              ? instant.truncatedTo(ChronoUnit.MICROS)
              : null;
      case DATE -> value instanceof LocalDate date && yearFits(date.getYear()) ? date : null;
    };
  }

  private static boolean fitsInt(Object value) {
    return value instanceof Integer || value instanceof Short || value instanceof Byte;
  }

  private static boolean yearFits(int year) {
    return year >= 1 && year <= 9999;
  }
}
