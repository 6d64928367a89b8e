package org.smashnas.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a .npy file says about the array that follows, in versions 1 to 3 of NumPy's format, <a
 * href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">as its page
 * says</a>.
 *
 * @param type of the elements
 * @param order of an element's bytes
 * @param fortran whether the first axis runs fastest in the file, not the last
 * @param shape the array's axes; empty for a single number
 * @param length bytes that the header itself takes
 */
record NpyHeader(NpyType type, ByteOrder order, boolean fortran, List<Integer> shape, int length) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** NumPy's own limit, from 1.24 on. */
  private static final int MAX_TEXT = 10_000;

  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  // Python 2 writes an L after a long number.
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9L,\\s]*)\\)");

  /** Elements in the array, the product of its shape. */
  long count() {
    return count(shape);
  }

  private static long count(List<Integer> shape) {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }

  /** Where each element of the file belongs in C order, asked for in the file's order. */
  IntUnaryOperator places() {
    if (!fortran) {
      return index -> index;
    }
    int[] steps = new int[shape.size()];
    int step = 1;
    for (int axis = steps.length - 1; axis >= 0; axis--) {
      steps[axis] = step;
      step *= shape.get(axis);
    }
    return index -> {
      int place = 0;
      int rest = index;
      for (int axis = 0; axis < steps.length; axis++) {
        place += rest % shape.get(axis) * steps[axis];
        rest /= shape.get(axis);
      }
      return place;
    };
  }

  /**
   * Reads a header, leaving {@code in} at the first element.
   *
   * @param what the file and member, for an error's sentence
   * @throws DataException if it is no header, or one of an array that is not read
   */
  static NpyHeader read(InputStream in, String what) throws IOException {
    byte[] start = exactly(in, 8);
    if (!Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new DataException(what + " is no NumPy array; save it with numpy.savez");
    }
    int version = start[6];
    if (version < 1 || version > 3) {
      throw new DataException(
          "%s has version %d of NumPy's format; versions 1 to 3 are read".formatted(what, version));
    }
    int size = version == 1 ? 2 : 4;
    long textLength = 0;
    byte[] lengthBytes = exactly(in, size);
    for (int i = size - 1; i >= 0; i--) {
      textLength = textLength << 8 | (lengthBytes[i] & 0xff);
    }
    if (textLength > MAX_TEXT) {
      throw new DataException(
          "%s has a header of %d bytes; at most %d are read".formatted(what, textLength, MAX_TEXT));
    }
    String text = new String(exactly(in, (int) textLength), StandardCharsets.UTF_8);
    return parse(text, start.length + size + (int) textLength, what);
  }

  private static NpyHeader parse(String text, int length, String what) {
    String code = find(TYPE, text, what);
    boolean fortran = find(ORDER, text, what).equals("True");
    List<Integer> shape = shape(find(SHAPE, text, what), what);
    if (code.endsWith("O")) {
      throw new DataException(
          "%s holds pickled Python objects, which are not read because they can run any code; save it as an array of numbers"
              .formatted(what));
    }
    NpyType type =
        NpyType.of(code.isEmpty() ? "" : code.substring(1))
            .filter(known -> (known.width() == 1 ? "|<>=" : "<>=").indexOf(code.charAt(0)) >= 0)
            .orElseThrow(
                () ->
                    new DataException(
                        "%s has type %s; save it as %s".formatted(what, code, NpyType.CODES)));
    ByteOrder order = code.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    // With one axis longer than 1, both orders are the same.
    boolean turned = fortran && shape.stream().filter(side -> side > 1).count() > 1;
    return new NpyHeader(type, order, turned, shape, length);
  }

  private static String find(Pattern pattern, String text, String what) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new DataException(
          "%s has a header that is not understood (%s); save it as a plain array of numbers"
              .formatted(what, text.strip()));
    }
    return matcher.group(1);
  }

  private static List<Integer> shape(String text, String what) {
    try {
      List<Integer> shape =
          Arrays.stream(text.split(",", -1))
              .map(side -> side.replace("L", "").strip())
              .filter(side -> !side.isEmpty())
              .map(Integer::valueOf)
              .toList();
      count(shape);
      return shape;
    } catch (ArithmeticException | NumberFormatException e) {
      throw new DataException(
          "%s has shape (%s), more than any array can hold; save it anew".formatted(what, text), e);
    }
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("it ends within its header");
    }
    return bytes;
  }

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

    static final String CODES = "bool, int8 to int64, uint8 to uint64, float16, float32 or float64";

    private final String code;
    private final int width;

    NpyType(String code, int width) {
      this.code = code;
      this.width = width;
    }

    /**
     * The type that NumPy writes as {@code code} behind the character for the order of its bytes.
     */
    static Optional<NpyType> of(String code) {
      return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
    }

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
}
