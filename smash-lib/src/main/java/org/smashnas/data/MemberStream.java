package org.smashnas.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/** A file as it is read: no longer than allowed, and of the checksum that its archive claims. */
final class MemberStream extends FilterInputStream {
  /** Of a file outside an archive. */
  static final long NO_CHECKSUM = -1;

  private final String what;
  private final long most;
  private final long checksum;
  private final CRC32 sum = new CRC32();
  private long count;

  /**
   * Wraps {@code in}.
   *
   * @param what names the file in errors
   * @param most bytes that may come, whatever an archive's header claims
   * @param checksum the CRC-32 of all, or {@link #NO_CHECKSUM}
   */
  MemberStream(InputStream in, String what, long most, long checksum) {
    super(in);
    this.what = what;
    this.most = most;
    this.checksum = checksum;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    int n = super.read(to, from, length);
    if (n < 0) {
      if (checksum != NO_CHECKSUM && sum.getValue() != checksum) {
        throw new IOException("its checksum is wrong");
      }
      return n;
    }
    count += n;
    if (count > most) {
      throw new DataException(
          "%s is larger than %d bytes, the most allowed; use the official file"
              .formatted(what, most));
    }
    sum.update(to, from, n);
    return n;
  }

  /** Reads what it passes over, which the checksum needs. */
  @Override
  public long skip(long n) throws IOException {
    return readNBytes((int) Math.min(n, 1 << 16)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
