package org.smashnas.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Finds the meshes and grids of a zip archive or folder laid out as ModelNet is: CLASS/train/NAME
 * and CLASS/test/NAME, in any outer folder. Nothing is unpacked.
 */
final class MeshFiles implements AutoCloseable {
  /** The largest mesh of ModelNet40 takes about half of it. */
  static final int MAX_BYTES = 256 << 20;

  private static final List<String> SUFFIXES = List.of(".off", ".binvox");

  /** One file: its class, its part, its name and what reads it. */
  record Member(String className, String part, String name, Supplier<byte[]> contents) {}

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
            .map(entry -> member(entry.getName(), () -> Zips.contents(zip, entry, MAX_BYTES))));
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
                          () -> contents(file))));
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

  private Member member(String name, Supplier<byte[]> contents) {
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
    return new Member(path.get(last - 2), path.get(last - 1), name, contents);
  }

  private static byte[] contents(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] contents = in.readNBytes(MAX_BYTES);
      if (contents.length == MAX_BYTES && in.read() >= 0) {
        throw new DataException(
            "%s is larger than %d bytes, the most allowed; use the official file"
                .formatted(file, MAX_BYTES));
      }
      return contents;
    } catch (IOException e) {
      throw new DataException(
          "%s cannot be read (%s); check its permissions".formatted(file, e.getMessage()), e);
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
