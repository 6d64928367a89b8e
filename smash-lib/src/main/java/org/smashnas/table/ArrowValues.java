package org.smashnas.table;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * An Arrow column as plain Java values, also one that other programs like to write.
 *
 * @param type holds the values without loss
 * @param indices where in {@code values} each row's value is, or null if they are in row order
 */
record ArrowValues(String name, Type type, FieldVector values, FieldVector indices) {

  /** Refuses a column whose type has no counterpart; batches loaded later are seen too. */
  static ArrowValues of(FieldVector column, DictionaryProvider dictionaries) throws IOException {
    String name = column.getName();
    DictionaryEncoding encoding = column.getField().getDictionary();
    if (encoding == null) {
      return new ArrowValues(name, typeOf(name, column.getField(), ""), column, null);
    }
    FieldVector values = dictionaries.lookup(encoding.getId()).getVector();
    return new ArrowValues(
        name, typeOf(name, values.getField(), " in a dictionary"), values, column);
  }

  private static Type typeOf(String name, Field field, String where) throws IOException {
    ArrowType type = field.getType();
    if (type instanceof ArrowType.Utf8
        || type instanceof ArrowType.LargeUtf8
        || type instanceof ArrowType.Utf8View) {
      return Type.STRING;
    }
    if (type instanceof ArrowType.Int number) {
      int signedBits = number.getBitWidth() + (number.getIsSigned() ? 0 : 1);
      return signedBits > Integer.SIZE ? Type.LONG : Type.INT;
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
    throw new ArrowInput.Refusal(
        "its column \"%s\" is %s%s, which result tables do not have; convert or drop it where the file is written"
            .formatted(name, type, where));
  }

  /** The value in the type's own Java class, null where it is missing. */
  Object at(int row) throws IOException {
    if (indices == null) {
      return value(row);
    }
    if (indices.isNull(row)) {
      return null;
    }
    long index = ((BaseIntVector) indices).getValueAsLong(row);
    if (index < 0 || index >= values.getValueCount()) {
      // Arrow's reader of files takes a dictionary's first batch only.
      throw new ArrowInput.Refusal(
          "its column \"%s\" has value %d of a dictionary of %d; write it without growing dictionaries"
              .formatted(name, index, values.getValueCount()));
    }
    return value((int) index);
  }

  private Object value(int row) throws IOException {
    Object raw = values.getObject(row);
    if (raw == null) {
      return null;
    }
    return switch (type) {
      case STRING -> raw.toString();
      case INT -> Math.toIntExact(integer(row));
      case LONG -> integer(row);
      case DOUBLE -> ((Number) raw).doubleValue();
      case BOOLEAN -> raw;
      case INSTANT -> Instant.EPOCH.plus((Long) raw, unit(values.getField()));
      case DATE -> LocalDate.ofEpochDay((Integer) raw);
    };
  }

  private long integer(int row) throws IOException {
    // Of unsigned vectors, getObject gives the bits, not the number.
    long value = ((BaseIntVector) values).getValueAsLong(row);
    if (value < 0 && !((ArrowType.Int) values.getField().getType()).getIsSigned()) {
      throw new ArrowInput.Refusal(
          "its column \"%s\" has %s, which is above the largest long, %d; write it as text"
              .formatted(name, Long.toUnsignedString(value), Long.MAX_VALUE));
    }
    return value;
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
