package org.smashnas.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.smashnas.data.Zips.MemberStream;

/**
 * Named files out of a tar.gz archive, or out of the folder that it unpacks to.
 *
 * <p>An archive is read in one pass straight into memory, to its end, so that its checksum is
 * checked. Memory grows with the bytes that are really there, whatever sizes the headers claim.
 *
 * @param from the archive or folder
 * @param source what it should hold
 * @param contents of those files that are there, by name
 */
record Members(Path from, Source source, Map<String, byte[]> contents) {
  /** The most that a text of class names or folds may have; the largest official one has 40 kB. */
  static final int TEXT = 1_000_000;

  /**
   * The contents of those {@code wanted} files that are there.
   *
   * @param wanted file names without folders, each with the most bytes that it may have
   * @param unread gets the names of all other files
   * @throws DataException with one sentence that names the file, if it cannot be read
   */
  static Members read(
      Path archiveOrFolder, Source source, Map<String, Integer> wanted, Unread unread) {
    try {
      return new Members(
          archiveOrFolder,
          source,
          Files.isDirectory(archiveOrFolder)
              ? fromFolder(archiveOrFolder, wanted, unread)
              : fromArchive(archiveOrFolder, wanted, unread));
    } catch (NoSuchFileException e) {
      throw new DataException(absent(Path.of(e.getMessage())), e);
    } catch (IOException | IllegalArgumentException e) {
      throw Zips.damaged(archiveOrFolder.toString(), e);
    }
  }

  boolean has(String file) {
    return contents.containsKey(file);
  }

  /** The contents of {@code file}, which the source says should be there. */
  byte[] need(String file) {
    if (!has(file)) {
      throw new DataException(
          "%s has no %s; use %s's binary version from %s"
              .formatted(from, file, source.title(), source.page()));
    }
    return contents.get(file);
  }

  /** How many records of {@code length} bytes {@code file} holds, at least 1 and no rest. */
  int records(String file, int length) {
    int bytes = need(file).length;
    if (bytes == 0 || bytes % length != 0) {
      throw new DataException(
          "%s: %s has %d bytes, which is no multiple of a record's %d above 0; fetch it again"
              .formatted(from, file, bytes, length));
    }
    return bytes / length;
  }

  /** The class names that {@code file} lists, one a line, blank lines left out. */
  List<String> classNames(String file, int classes) {
    List<String> names =
        new String(need(file), StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    if (names.size() != classes) {
      throw new DataException(
          "%s: %s holds %d distinct class names, allowed are exactly %d; use the official file"
              .formatted(from, file, names.size(), classes));
    }
    return names;
  }

  private static Map<String, byte[]> fromFolder(
      Path folder, Map<String, Integer> wanted, Unread unread) throws IOException {
    Map<String, byte[]> found = new HashMap<>();
    Layout.files(folder, unread, wanted::containsKey);
    for (Map.Entry<String, Integer> each : wanted.entrySet()) {
      Path file = folder.resolve(each.getKey());
      if (Files.isRegularFile(file)) {
        try (InputStream in = Files.newInputStream(file)) {
          DataException.ifLacking(file.toString(), 2 * Math.min(Files.size(file), each.getValue()));
          found.put(each.getKey(), contents(in, file.toString(), each.getValue()));
        }
      }
    }
    return found;
  }

  private static Map<String, byte[]> fromArchive(
      Path archive, Map<String, Integer> wanted, Unread unread) throws IOException {
    Map<String, byte[]> found = new HashMap<>();
    int entries = 0;
    Zips.checkMagic(archive, "tar.gz archive", 0x1f, 0x8b);
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive), 1 << 16)) {
      InputStream unzipped = new GZIPInputStream(file, 1 << 16);
      TarArchiveInputStream tar = new TarArchiveInputStream(unzipped);
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries++;
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        if (entry.isFile() && !wanted.containsKey(name)) {
          unread.add(entry.getName());
        } else if (entry.isFile()) {
          String what = archive + ", member " + name;
          DataException.ifLacking(what, 2 * Math.min(entry.getSize(), wanted.get(name)));
          byte[] contents = contents(tar, what, wanted.get(name));
          if (found.put(name, contents) != null) {
            throw new DataException(
                archive + " holds " + name + " twice; use the official archive");
          }
        }
      }
      unzipped.transferTo(OutputStream.nullOutputStream());
    }
    if (entries == 0) {
      throw new DataException(archive + " is an archive without a file; fetch it again");
    }
    return found;
  }

  private static byte[] contents(InputStream in, String what, int most) throws IOException {
    return new MemberStream(in, what, most, MemberStream.NO_CHECKSUM).readAllBytes();
  }

  /** Says that a file is missing, with its whole path: a notebook's folder is not the shell's. */
  static String absent(Path file) {
    return file.toAbsolutePath().normalize() + " does not exist; check the path";
  }
}
