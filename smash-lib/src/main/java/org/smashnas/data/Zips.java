package org.smashnas.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Opens zip archives and reads their members with their checksums, which ZipFile does not check.
 */
final class Zips {
  private Zips() {}

  /**
   * Opens an archive.
   *
   * @param kind what it ought to be, for an error's sentence
   * @throws DataException if there is none, it is no zip, or its directory does not name its
   *     members
   */
  static ZipFile open(Path file, String kind) {
    try {
      checkMagic(file, kind, 'P', 'K');
      ZipDirectory.check(file);
      return new ZipFile(file.toFile());
    } catch (NoSuchFileException e) {
      throw new DataException(Members.absent(file), e);
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(file.toString(), e);
    }
  }

  /**
   * Opens a member.
   *
   * @param most bytes that it may have, whatever its header claims
   */
  static InputStream stream(ZipFile zip, ZipEntry entry, long most) throws IOException {
    String what = zip.getName() + ", member " + entry.getName();
    return new MemberStream(zip.getInputStream(entry), what, most, entry.getCrc());
  }

  static DataException damaged(String what, Exception e) {
    return unreadable(what, e, "%s is truncated or damaged (%s); delete it and fetch it again");
  }

  /**
   * Why a file could not be read: the sentence for its text and the exception's, unless all that
   * happened is that the thread was interrupted, which closes a file under its reader.
   */
  static DataException unreadable(String what, Exception e, String sentence) {
    return e instanceof ClosedByInterruptException
        ? new DataException(
            "Reading %s was interrupted; call it again for all of it".formatted(what), e)
        : new DataException(
            sentence.formatted(what, e.getMessage() == null ? "it ends too early" : e.getMessage()),
            e);
  }

  /**
   * Refuses a file that begins otherwise than its kind does.
   *
   * @param kind what it ought to be, for the sentence
   */
  static void checkMagic(Path file, String kind, int first, int second) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(2);
    }
    if (start.length == 0) {
      throw new DataException(file + " is empty; delete it and fetch it again");
    }
    if (start.length < 2 || start[0] != (byte) first || start[1] != (byte) second) {
      throw new DataException(
          "%s is no %s but %s; delete it and fetch it again"
              .formatted(file, kind, start[0] == '<' ? "a web page" : "something else"));
    }
  }

  /** A file as it is read: no longer than allowed, and of the checksum that its archive claims. */
  static final class MemberStream extends FilterInputStream {
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
}
