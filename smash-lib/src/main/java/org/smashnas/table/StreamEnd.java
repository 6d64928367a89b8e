package org.smashnas.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;

/**
 * Tells how much of an Arrow stream is whole: Arrow's own reader throws at a batch that is cut off,
 * and one cannot tell from that whether the file is broken or its run just died.
 *
 * <p>A message is a continuation mark, the length of its metadata, the metadata, which says how
 * long the body is, and the body; streams from before Arrow 0.15 have no mark. Length 0 ends the
 * stream.
 */
final class StreamEnd {
  private static final int CONTINUATION = -1;
  private static final int PREFIX = 2 * Integer.BYTES;

  /** What disks write at once, at least: what a loss of power leaves out begins at such a place. */
  private static final int SECTOR = 512;

  /** More zeros than the end of a row has. */
  private static final int TORN = 64;

  private final byte[] bytes;
  private final ByteBuffer stream;

  private StreamEnd(byte[] bytes) {
    this.bytes = bytes;
    stream = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The length in bytes of the whole messages that a stream begins with; 0 where the first is not a
   * whole schema.
   *
   * @throws IOException if there is something else behind them than what a crash or a loss of power
   *     leaves: the beginning of a message, or zeros
   */
  static int of(byte[] bytes) throws IOException {
    return new StreamEnd(bytes).end();
  }

  private int end() throws IOException {
    if (bytes.length < PREFIX) {
      return 0;
    }
    int seal = PREFIX + stream.getInt(Integer.BYTES) - Seal.BYTES;
    if (Seal.isAt(bytes, seal)) {
      return sealedEnd();
    }
    if (Seal.isAfter(bytes, 0)) {
      throw damaged("what it says of its columns");
    }
    return unsealedEnd();
  }

  private int sealedEnd() throws IOException {
    int at = 0;
    for (int message = 0; at < bytes.length; message++) {
      int length = bytes.length - at < PREFIX ? 0 : stream.getInt(at + Integer.BYTES);
      int seal = at + PREFIX + length - Seal.BYTES;
      boolean heads =
          length > Seal.BYTES
              && stream.getInt(at) == CONTINUATION
              && Seal.isAt(bytes, seal)
              && Seal.fitsBefore(bytes, at, seal);
      if (!heads && (message == 0 || !isCut(at, length)) && !isTorn(at)) {
        throw damaged(message == 0 ? "what it says of its columns" : "its batch " + message);
      }
      if (!heads) {
        return at;
      }
      long next = at + PREFIX + length + body(at + PREFIX, length);
      if (next > bytes.length) {
        return at;
      }
      if (!Seal.fitsAfter(bytes, seal, (int) next)) {
        if (isTorn(at)) {
          return at;
        }
        throw damaged("its batch " + message);
      }
      at = (int) next;
    }
    return at;
  }

  /** Whether a message was cut off before its seal: one with a seal has another length. */
  private boolean isCut(int at, int length) {
    if (bytes.length - at < PREFIX) {
      return true;
    }
    return stream.getInt(at) == CONTINUATION
        && length > bytes.length - at - PREFIX
        && !Seal.isAfter(bytes, at);
  }

  /** Whether there are only zeros, from here or from the beginning of a later sector on. */
  private boolean isTorn(int at) {
    int zeros = bytes.length;
    while (zeros > at && bytes[zeros - 1] == 0) {
      zeros--;
    }
    int sector = (zeros + SECTOR - 1) / SECTOR * SECTOR;
    return zeros == at || bytes.length - sector >= TORN;
  }

  private int unsealedEnd() {
    int end = 0;
    while (stream.limit() - end >= PREFIX) {
      boolean marked = stream.getInt(end) == CONTINUATION;
      int metadata = end + (marked ? 2 : 1) * Integer.BYTES;
      int length = stream.getInt(metadata - Integer.BYTES);
      if (length <= 0 || length > stream.limit() - metadata) {
        return end;
      }
      if (end == 0 && !isSchema(metadata, length)) {
        return 0;
      }
      long body = body(metadata, length);
      if (body < 0 || body > stream.limit() - metadata - length) {
        return end;
      }
      end = metadata + length + (int) body;
    }
    return end;
  }

  private long body(int metadata, int length) {
    return Message.getRootAsMessage(stream.slice(metadata, length)).bodyLength();
  }

  private boolean isSchema(int metadata, int length) {
    try {
      return Message.getRootAsMessage(stream.slice(metadata, length)).headerType()
          == MessageHeader.Schema;
    } catch (IndexOutOfBoundsException e) {
      // A file of another kind whose first bytes happen to pass for a length.
      return false;
    }
  }

  private static IOException damaged(String what) {
    return new IOException(
        what + " was changed or damaged after it was written: a checksum is wrong");
  }
}
