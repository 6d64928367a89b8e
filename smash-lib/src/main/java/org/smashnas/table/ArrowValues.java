package org.smashnas.table;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Reads Arrow's vectors as plain Java values, also those that other programs like to write. */
final class ArrowValues {
  private ArrowValues() {}

  /** The type that holds a field's values without loss; refuses a field for which there is none. */
  static Type typeOf(Field field) throws IOException {
    ArrowType type = field.getType();
    if (field.getDictionary() == null) {
      if (type instanceof ArrowType.Utf8 || type instanceof ArrowType.LargeUtf8) {
        return Type.STRING;
      }
      if (type instanceof ArrowType.Int number && number.getIsSigned()) {
        return number.getBitWidth() == 64 ? Type.LONG : Type.INT;
      }
      if (type instanceof ArrowType.FloatingPoint number
          && number.getPrecision() != FloatingPointPrecision.HALF) {
        return Type.DOUBLE;
      }
      if (type instanceof ArrowType.Bool) {
        return Type.BOOLEAN;
      }
      if (type instanceof ArrowType.Timestamp time && time.getTimezone() != null) {
        return Type.INSTANT;
      }
      if (type instanceof ArrowType.Date date && date.getUnit() == DateUnit.DAY) {
        return Type.DATE;
      }
    }
    throw new IOException(
        "its column \"%s\" is %s%s, which result tables do not have"
            .formatted(
                field.getName(), type, field.getDictionary() == null ? "" : " in a dictionary"));
  }

  /** The value in the type's own Java class, null where it is missing. */
  static Object at(Type type, FieldVector vector, int row) {
    Object raw = vector.getObject(row);
    if (raw == null) {
      return null;
    }
    return switch (type) {
      case STRING -> raw.toString();
      case INT -> ((Number) raw).intValue();
      case LONG -> raw;
      case DOUBLE -> ((Number) raw).doubleValue();
      case BOOLEAN -> raw;
      case INSTANT -> Instant.EPOCH.plus((Long) raw, unit(vector.getField()));
      case DATE -> LocalDate.ofEpochDay((Integer) raw);
    };
  }

  private static ChronoUnit unit(Field field) {
    return switch (((ArrowType.Timestamp) field.getType()).getUnit()) {
      case SECOND -> ChronoUnit.SECONDS;
      case MILLISECOND -> ChronoUnit.MILLIS;
      case MICROSECOND -> ChronoUnit.MICROS;
      case NANOSECOND -> ChronoUnit.NANOS;
    };
  }
}
