package org.smashnas.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * Checks the CRC-32 of each chunk of a PNG, which Java's decoder passes over: a damaged byte there
 * gives another picture without a word.
 */
final class PngChecksums {
  private static final long START = 0x89504e470d0a1a0aL;
  private static final int END = 0x49454e44; // IEND
  private static final int BUFFER = 1 << 16;

  private PngChecksums() {}

  /** Checks a file to its last chunk, if it is a PNG. */
  static void check(Path file) throws IOException {
    // Not a channel's stream, which an interrupt would close as if the file were damaged.
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(new FileInputStream(file.toFile()), BUFFER))) {
      if (in.readLong() == START) {
        int type = 0;
        while (type != END) {
          type = checkChunk(in);
        }
      }
    } catch (EOFException e) {
      throw new IOException("it ends too early", e);
    }
  }

  /** Reads a chunk and returns its type. */
  private static int checkChunk(DataInputStream in) throws IOException {
    long left = Integer.BYTES + (in.readInt() & 0xffffffffL);
    CRC32 sum = new CRC32();
    byte[] buffer = new byte[(int) Math.min(left, BUFFER)];
    int type = 0;
    for (boolean first = true; left > 0; first = false) {
      int now = (int) Math.min(left, buffer.length);
      in.readFully(buffer, 0, now);
      sum.update(buffer, 0, now);
      left -= now;
      if (first) {
        type = ByteBuffer.wrap(buffer).getInt();
      }
    }
    if (in.readInt() != (int) sum.getValue()) {
      throw new IOException("its checksum is wrong");
    }
    return type;
  }
}
