package org.smashnas.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Finds the meshes and grids of a zip archive or folder laid out as ModelNet is: CLASS/train/NAME
 * and CLASS/test/NAME, in any outer folder. Nothing is unpacked.
 */
final class MeshFiles implements AutoCloseable {
  /** The largest mesh of ModelNet40 has about 60 MB. */
  static final long MOST_BYTES = 256 << 20;

  private static final List<String> SUFFIXES = List.of(".off", ".binvox");

  /** Opens a file, which may then have a number of bytes at most. */
  private interface Opener {
    InputStream open(long most) throws IOException;
  }

  /** What is done with a file's contents. */
  interface Reader<T> {
    T read(InputStream in) throws IOException;
  }

  /** One file: its class, its part, its name and what opens it. */
  record Member(String className, String part, String name, Opener opener) {
    boolean isBinvox() {
      return name.toLowerCase(Locale.ROOT).endsWith(".binvox");
    }
  }

  private final Path place;
  private final ZipFile zip;
  private final List<Member> members;

  /**
   * Lists what is there.
   *
   * @throws DataException with one sentence, if the place is neither, or has no such file
   */
  MeshFiles(Path zipOrFolder) {
    this.place = zipOrFolder;
    this.zip = Files.isDirectory(zipOrFolder) ? null : Zips.open(zipOrFolder, "zip archive");
    boolean listed = false;
    try {
      this.members = zip == null ? inFolder() : inZip();
      if (members.isEmpty()) {
        throw new DataException(
            "%s has no file CLASS/train/NAME.off or .binvox; use ModelNet's own layout"
                .formatted(place));
      }
      listed = true;
    } finally {
      if (!listed) {
        close();
      }
    }
  }

  /** All files, by class, then by name. */
  List<Member> members() {
    return members;
  }

  private List<Member> inZip() {
    return sorted(
        zip.stream()
            .filter(entry -> isWanted(entry.getName()))
            .map(entry -> member(entry.getName(), most -> Zips.stream(zip, entry, most))));
  }

  private List<Member> inFolder() {
    try (Stream<Path> files = Files.walk(place)) {
      return sorted(
          files
              .filter(file -> isWanted(file.toString()) && Files.isRegularFile(file))
              .map(
                  file ->
                      member(
                          place.toAbsolutePath().relativize(file.toAbsolutePath()).toString(),
                          most -> stream(file, most))));
    } catch (IOException | UncheckedIOException e) {
      throw new DataException(
          "%s cannot be listed (%s); check its permissions".formatted(place, e.getMessage()), e);
    }
  }

  private static List<Member> sorted(Stream<Member> members) {
    return members
        .sorted(Comparator.comparing(Member::className).thenComparing(Member::name))
        .collect(Collectors.toUnmodifiableList());
  }

  /** Not those that macOS puts beside each file, as in the official archives. */
  private static boolean isWanted(String name) {
    String plain = name.replace('\\', '/');
    return SUFFIXES.stream().anyMatch(plain.toLowerCase(Locale.ROOT)::endsWith)
        && !plain.substring(plain.lastIndexOf('/') + 1).startsWith(".");
  }

  private Member member(String name, Opener opener) {
    List<String> path = List.of(name.replace('\\', '/').split("/", -1));
    int last = path.size() - 1;
    if (path.contains("..")
        || last < 2
        || !List.of("train", "test").contains(path.get(last - 1))
        || path.get(last - 2).isBlank()) {
      throw new DataException(
          "%s holds %s; ModelNet's layout is CLASS/train/NAME.off and CLASS/test/NAME.off"
              .formatted(place, name));
    }
    return new Member(path.get(last - 2), path.get(last - 1), name, opener);
  }

  private static InputStream stream(Path file, long most) throws IOException {
    return new MemberStream(
        Files.newInputStream(file), file.toString(), most, MemberStream.NO_CHECKSUM);
  }

  /**
   * Reads a file.
   *
   * @param most bytes that it may have
   * @throws DataException with one sentence, if it has more, is damaged or cannot be read
   */
  <T> T read(Member member, long most, Reader<T> reader) {
    try (InputStream in = member.opener().open(most)) {
      return reader.read(in);
    } catch (IOException e) {
      if (zip != null) {
        throw Zips.damaged(zip.getName() + ", member " + member.name(), e);
      }
      throw new DataException(
          "%s cannot be read (%s); check its permissions"
              .formatted(place.resolve(member.name()), e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    try {
      if (zip != null) {
        zip.close();
      }
    } catch (IOException e) {
      throw Zips.damaged(place.toString(), e);
    }
  }
}
