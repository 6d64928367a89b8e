package org.smashnas.data;

import java.io.DataInput;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.stream.FileImageInputStream;

/**
 * How a camera was held, as EXIF says in a JPEG's APP1 segment or a PNG's eXIf chunk: where what is
 * stored belongs in the picture that is shown. Java's decoders leave it aside.
 *
 * @param value 1 to 8 as in EXIF: 1 as stored, 2 mirrored, 3 half turned, 4 upside down; 5 to 8
 *     with rows and columns exchanged
 */
record Orientation(int value) {
  static final Orientation AS_STORED = new Orientation(1);

  private static final int JPEG = 0xffd8;
  private static final int APP1 = 0xffe1;
  private static final int SCAN = 0xffda;
  private static final int PNG = 0x8950;
  private static final int PNG_START = 8;
  private static final int CRC = 4;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY = 12;

  /** The most that is read; a JPEG's segment can have no more. */
  private static final int MOST_BYTES = 1 << 16;

  /** What a file says; as stored if it says nothing, or nothing that makes sense. */
  static Orientation of(Path file) throws IOException {
    try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
      int start = in.readUnsignedShort();
      if (start == JPEG) {
        return ofJpeg(in);
      }
      in.seek(PNG_START);
      return start == PNG ? ofPng(in) : AS_STORED;
    } catch (EOFException e) {
      return AS_STORED;
    }
  }

  private static Orientation ofJpeg(FileImageInputStream in) throws IOException {
    for (int marker = in.readUnsignedShort(); marker != SCAN; marker = in.readUnsignedShort()) {
      int length = in.readUnsignedShort() - 2;
      if (marker < 0xff00 || length < 0) {
        return AS_STORED;
      }
      if (marker == APP1) {
        byte[] segment = bytes(in, length);
        int from = EXIF.length;
        if (length > from && Arrays.equals(segment, 0, from, EXIF, 0, from)) {
          return ofTiff(ByteBuffer.wrap(segment, from, length - from).slice());
        }
      } else {
        in.skipBytes(length);
      }
    }
    return AS_STORED;
  }

  private static Orientation ofPng(FileImageInputStream in) throws IOException {
    while (true) {
      long length = in.readUnsignedInt();
      String type = new String(bytes(in, CRC), StandardCharsets.US_ASCII);
      if (type.equals("eXIf") && length <= MOST_BYTES) {
        return ofTiff(ByteBuffer.wrap(bytes(in, (int) length)));
      }
      in.skipBytes(length + CRC);
    }
  }

  private static byte[] bytes(DataInput in, int length) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  /** From the first directory of tags, each of 12 bytes: tag, type, count, value. */
  private static Orientation ofTiff(ByteBuffer tiff) {
    if (tiff.limit() < 8) {
      return AS_STORED;
    }
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int at = tiff.getInt(4);
    int entries = at >= 0 && at < tiff.limit() - 1 ? tiff.getShort(at) & 0xffff : 0;
    for (int k = 0; k < entries && at + 2 + (k + 1) * ENTRY <= tiff.limit(); k++) {
      int entry = at + 2 + k * ENTRY;
      if (tiff.getShort(entry) == TAG && tiff.getShort(entry + 2) == SHORT) {
        int value = tiff.getShort(entry + 8);
        return value >= 1 && value <= 8 ? new Orientation(value) : AS_STORED;
      }
    }
    return AS_STORED;
  }

  /** Whether a row of what is shown is a column of what is stored. */
  boolean turns() {
    return value >= 5;
  }

  /** Whether what is shown begins at the right of what is stored, once turned as it is. */
  boolean fromTheRight() {
    return value == 2 || value == 3 || value == 7 || value == 8;
  }

  /** Whether what is shown begins at the bottom of what is stored. */
  boolean fromTheBottom() {
    return value == 3 || value == 4 || value == 6 || value == 7;
  }
}
