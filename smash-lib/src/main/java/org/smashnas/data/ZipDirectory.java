package org.smashnas.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Compares a zip's directory, at its end, with the header before each member. Whoever trusts the
 * directory alone, as ZipFile does, misses a member whose entry is damaged, without a word.
 */
final class ZipDirectory {
  private static final int MEMBER = 0x04034b50;
  private static final int HEADER = 30;
  private static final int NAME_LENGTH = 26;

  /** What may stand between a member's end and the next one's header: its sizes, in four forms. */
  private static final List<Integer> GAPS = List.of(0, 12, 16, 20, 24);

  private ZipDirectory() {}

  /**
   * Checks a whole archive.
   *
   * @throws IOException if the directory names a member otherwise than the member itself, or twice,
   *     or leaves one out
   */
  static void check(Path file) throws IOException {
    try (ZipFile zip = ZipFile.builder().setPath(file).setIgnoreLocalFileHeader(true).get();
        FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      List<ZipArchiveEntry> entries = Collections.list(zip.getEntriesInPhysicalOrder());
      Set<Long> starts = new HashSet<>();
      Set<String> names = new HashSet<>();
      for (ZipArchiveEntry each : entries) {
        starts.add(each.getLocalHeaderOffset());
        if (!names.add(each.getName())) {
          throw new IOException("it holds " + each.getName() + " twice");
        }
      }
      checkUnlisted(in, 0, starts);
      for (ZipArchiveEntry each : entries) {
        long end = end(in, each);
        for (int gap : GAPS) {
          checkUnlisted(in, end + gap, starts);
        }
      }
    }
  }

  /** Where a member ends, once its own header has been found to agree. */
  private static long end(FileChannel in, ZipArchiveEntry entry) throws IOException {
    long start = entry.getLocalHeaderOffset();
    ByteBuffer header = read(in, start, HEADER);
    if (header.limit() < HEADER || header.getInt(0) != MEMBER) {
      throw new IOException("its directory names " + entry.getName() + ", which is not there");
    }
    int nameLength = header.getShort(NAME_LENGTH) & 0xffff;
    byte[] name = read(in, start + HEADER, nameLength).array();
    if (!Arrays.equals(name, entry.getRawName())) {
      throw new IOException("its directory names " + entry.getName() + " otherwise than it is");
    }
    int extraLength = header.getShort(NAME_LENGTH + 2) & 0xffff;
    return start + HEADER + nameLength + extraLength + entry.getCompressedSize();
  }

  private static void checkUnlisted(FileChannel in, long at, Set<Long> starts) throws IOException {
    ByteBuffer header = read(in, at, Integer.BYTES);
    if (header.limit() == Integer.BYTES && header.getInt(0) == MEMBER && !starts.contains(at)) {
      throw new IOException("it holds a member that its directory does not name");
    }
  }

  private static ByteBuffer read(FileChannel in, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    int count = 0;
    while (bytes.hasRemaining() && count >= 0) {
      count = in.read(bytes, at + bytes.position());
    }
    return bytes.flip();
  }
}
