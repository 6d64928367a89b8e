package org.smashnas.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Checksums in tables: Arrow has none, and a flipped bit would read as another number.
 *
 * <p>They stand where other readers see padding: behind the metadata of a stream's message, within
 * the length that it gives for it, and in the same way behind a file's footer. 8 bytes of mark,
 * then two CRC-32C: of what comes before the seal, and of what comes after it.
 */
final class Seal {
  static final int BYTES = 16;

  /** No UTF-8, so that no text in a table holds it. */
  private static final byte[] MARK = {(byte) 0xf9, 'S', 'M', 'A', 'S', 'H', (byte) 0xfe, 0x1a};

  private static final int CONTINUATION = -1;
  private static final int PREFIX = 2 * Integer.BYTES;

  /** The footer's length and "ARROW1". */
  private static final int FILE_END = Integer.BYTES + 6;

  private Seal() {}

  /**
   * A stream's message with a seal.
   *
   * @param message a mark, the length of its metadata, the metadata, the body
   */
  static byte[] message(byte[] message) {
    int length = le(message).getInt(Integer.BYTES);
    int seal = PREFIX + length;
    byte[] sealed = new byte[message.length + BYTES];
    le(sealed).putInt(CONTINUATION).putInt(length + BYTES);
    System.arraycopy(message, PREFIX, sealed, PREFIX, length);
    System.arraycopy(message, seal, sealed, seal + BYTES, message.length - seal);
    return put(sealed, seal);
  }

  static byte[] file(byte[] file) {
    int seal = file.length - FILE_END;
    byte[] sealed = Arrays.copyOf(file, file.length + BYTES);
    System.arraycopy(file, seal, sealed, seal + BYTES, FILE_END);
    le(sealed).putInt(seal + BYTES, le(file).getInt(seal) + BYTES);
    return put(sealed, seal);
  }

  private static byte[] put(byte[] bytes, int seal) {
    ByteBuffer.wrap(bytes, seal, MARK.length).put(MARK);
    le(bytes)
        .putInt(seal + MARK.length, crc(bytes, 0, seal))
        .putInt(seal + MARK.length + Integer.BYTES, crc(bytes, seal + BYTES, bytes.length));
    return bytes;
  }

  static boolean isAt(byte[] bytes, int seal) {
    return seal >= 0
        && seal + BYTES <= bytes.length
        && Arrays.equals(bytes, seal, seal + MARK.length, MARK, 0, MARK.length);
  }

  /** Whether there is one anywhere from a place on. */
  static boolean isAfter(byte[] bytes, int from) {
    for (int at = from; at + BYTES <= bytes.length; at++) {
      if (isAt(bytes, at)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a seal fits what comes before it, from a place on. */
  static boolean fitsBefore(byte[] bytes, int from, int seal) {
    return le(bytes).getInt(seal + MARK.length) == crc(bytes, from, seal);
  }

  /** Whether a seal fits what comes after it, up to a place. */
  static boolean fitsAfter(byte[] bytes, int seal, int to) {
    return le(bytes).getInt(seal + MARK.length + Integer.BYTES) == crc(bytes, seal + BYTES, to);
  }

  /** Refuses an Arrow file whose seal does not fit; one of before there were seals has none. */
  static void checkFile(byte[] file) throws IOException {
    int seal = file.length - FILE_END - BYTES;
    if (isAt(file, seal) && !(fitsBefore(file, 0, seal) && fitsAfter(file, seal, file.length))) {
      throw new IOException("it was changed or damaged after it was written: a checksum is wrong");
    }
  }

  private static int crc(byte[] bytes, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, to - from);
    return (int) crc.getValue();
  }

  private static ByteBuffer le(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
