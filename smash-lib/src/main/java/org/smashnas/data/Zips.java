package org.smashnas.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
      checkMagic(file, kind);
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
    return new MemberStream(zip.getInputStream(entry), name(zip, entry), most, entry.getCrc());
  }

  static String name(ZipFile zip, ZipEntry entry) {
    return zip.getName() + ", member " + entry.getName();
  }

  static void checkSum(long found, ZipEntry entry) throws IOException {
    if (found != entry.getCrc()) {
      throw new IOException("its checksum is wrong");
    }
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

  private static void checkMagic(Path file, String kind) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(2);
    }
    if (start.length == 0) {
      throw new DataException(file + " is empty; delete it and fetch it again");
    }
    if (start.length < 2 || start[0] != 'P' || start[1] != 'K') {
      throw new DataException(
          "%s is no %s but %s; delete it and fetch it again"
              .formatted(file, kind, start[0] == '<' ? "a web page" : "something else"));
    }
  }
}
