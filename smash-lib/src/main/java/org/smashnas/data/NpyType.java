package org.smashnas.data;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The element types that are read from NumPy files, and how one is taken from its bytes. */
enum NpyType {
  BOOL("b1", 1),
  UINT8("u1", 1),
  INT8("i1", 1),
  UINT16("u2", 2),
  INT16("i2", 2),
  UINT32("u4", 4),
  INT32("i4", 4),
  UINT64("u8", 8),
  INT64("i8", 8),
  FLOAT16("f2", 2),
  FLOAT32("f4", 4),
  FLOAT64("f8", 8);

  /** For an error's sentence. */
  static final String CODES = "bool, int8 to int64, uint8 to uint64, float16, float32 or float64";

  private final String code;
  private final int width;

  NpyType(String code, int width) {
    this.code = code;
    this.width = width;
  }

  /** The type that NumPy writes as {@code code} behind the character for the order of its bytes. */
  static Optional<NpyType> of(String code) {
    return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
  }

  /** Bytes an element. */
  int width() {
    return width;
  }

  /**
   * The element that starts at byte {@code at}; a whole number beyond 2^53 loses its last digits.
   *
   * @param bytes in the order of the file's
   */
  double get(ByteBuffer bytes, int at) {
    return switch (this) {
      case BOOL -> bytes.get(at) == 0 ? 0 : 1;
      case UINT8 -> bytes.get(at) & 0xff;
      case INT8 -> bytes.get(at);
      case UINT16 -> bytes.getShort(at) & 0xffff;
      case INT16 -> bytes.getShort(at);
      case UINT32 -> bytes.getInt(at) & 0xffffffffL;
      case INT32 -> bytes.getInt(at);
      case UINT64 -> unsigned(bytes.getLong(at));
      case INT64 -> bytes.getLong(at);
      case FLOAT16 -> half(bytes.getShort(at));
      case FLOAT32 -> bytes.getFloat(at);
      case FLOAT64 -> bytes.getDouble(at);
    };
  }

  private static double unsigned(long bits) {
    // The last bit is kept through the halving, so that the sum is rounded once.
    return bits >= 0 ? bits : 2.0 * (bits >>> 1 | (bits & 1));
  }

  /** IEEE 754's binary16, for which Java has a method from 20 on. */
  private static double half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double size =
        switch (exponent) {
          case 0 -> Math.scalb((double) fraction, -24);
          case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb((double) (fraction | 0x400), exponent - 25);
        };
    return bits < 0 ? -size : size;
  }
}
