package org.smashnas.data;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The element types that are read from NumPy files, and how one is taken from its bytes. */
enum NpyType {
  BOOL("|b1", 1),
  UINT8("|u1", 1),
  INT8("|i1", 1),
  INT16("<i2", 2),
  INT32("<i4", 4),
  INT64("<i8", 8),
  FLOAT32("<f4", 4),
  FLOAT64("<f8", 8);

  private final String code;
  private final int width;

  NpyType(String code, int width) {
    this.code = code;
    this.width = width;
  }

  /** The type that NumPy writes as {@code code}, for example {@code <f4}. */
  static Optional<NpyType> of(String code) {
    return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
  }

  /** All codes, for an error's sentence. */
  static String codes() {
    return Arrays.stream(values()).map(each -> each.code).collect(Collectors.joining(", "));
  }

  /** Bytes an element. */
  int width() {
    return width;
  }

  /**
   * The element that starts at byte {@code at}; an int64 beyond 2^53 loses its last digits.
   *
   * @param bytes little-endian
   */
  double get(ByteBuffer bytes, int at) {
    return switch (this) {
      case BOOL -> bytes.get(at) == 0 ? 0 : 1;
      case UINT8 -> bytes.get(at) & 0xff;
      case INT8 -> bytes.get(at);
      case INT16 -> bytes.getShort(at);
      case INT32 -> bytes.getInt(at);
      case INT64 -> bytes.getLong(at);
      case FLOAT32 -> bytes.getFloat(at);
      case FLOAT64 -> bytes.getDouble(at);
    };
  }
}
