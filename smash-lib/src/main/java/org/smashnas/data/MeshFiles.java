package org.smashnas.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.smashnas.data.Zips.MemberStream;

/**
 * Finds the meshes and grids of a zip archive or folder laid out as ModelNet is: CLASS/train/NAME
 * and CLASS/test/NAME, in any outer folder. Nothing is unpacked.
 */
final class MeshFiles implements AutoCloseable {
  /** The largest mesh of ModelNet40 has about 60 MB. */
  static final long MOST_BYTES = 256 << 20;

  private static final List<String> SUFFIXES = List.of(".off", ".binvox");

  private static final String UNREADABLE = "%s cannot be read (%s); check its permissions";

  /** Opens a file, which may then have a number of bytes at most. */
  private interface Opener {
    InputStream open(long most) throws IOException;
  }

  interface Reader<T> {
    T read(InputStream in) throws IOException;
  }

  record Member(String className, String part, String name, Opener opener) {
    /** The folder that the class's folder lies in. */
    String outer() {
      return name.substring(0, name.lastIndexOf(className + "/" + part + "/"));
    }

    boolean isBinvox() {
      return name.toLowerCase(Locale.ROOT).endsWith(".binvox");
    }
  }

  private final Path place;
  private final ZipFile zip;
  private final Unread unread = new Unread();
  private final List<Member> members;

  /**
   * Lists what is there.
   *
   * @throws DataException with one sentence, if the place is neither, or has no such file
   */
  MeshFiles(Path zipOrFolder) {
    this.place = zipOrFolder;
    this.zip = Files.isDirectory(zipOrFolder) ? null : Zips.open(zipOrFolder, "zip archive");
    try {
      this.members = sorted(zip == null ? inFolder() : inZip());
      if (members.isEmpty()) {
        throw new DataException(
            "%s has no file CLASS/train/NAME.off or .binvox; use ModelNet's own layout"
                .formatted(place));
      }
      checkOuter();
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  Unread unread() {
    return unread;
  }

  /** All files, by class, then by name. */
  List<Member> members() {
    return members;
  }

  private List<Member> inZip() {
    List<Member> found = new ArrayList<>();
    List<String> folders = new ArrayList<>();
    for (ZipEntry entry : Collections.list(zip.entries())) {
      String name = entry.getName().replace('\\', '/');
      if (entry.isDirectory()) {
        folders.add(name);
      } else if (isWanted(name)) {
        found.add(member(name, most -> Zips.stream(zip, entry, most)));
      } else {
        unread.add(name);
      }
    }
    unread.addEmpty(folders, found.stream().map(Member::name).toList());
    return found;
  }

  private List<Member> inFolder() {
    try {
      return Layout.files(place, unread, MeshFiles::isWanted).stream()
          .map(name -> member(name, most -> stream(place.resolve(name), most)))
          .toList();
    } catch (IOException e) {
      throw Zips.unreadable(place.toString(), e, UNREADABLE);
    }
  }

  private static List<Member> sorted(List<Member> members) {
    return members.stream()
        .sorted(Comparator.comparing(Member::className).thenComparing(Member::name))
        .toList();
  }

  /** Not those that macOS puts beside each file, as in the official archives, nor a notebook's. */
  private static boolean isWanted(String name) {
    return !Layout.isHidden(name)
        && SUFFIXES.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith);
  }

  /** Two copies of a data set side by side would be read as one of twice the size. */
  private void checkOuter() {
    List<String> outer = members.stream().map(Member::outer).distinct().sorted().toList();
    if (outer.size() > 1) {
      throw new DataException(
          "%s holds classes in \"%s\" and in \"%s\"; give a place with one set of them"
              .formatted(place, outer.get(0), outer.get(1)));
    }
    Layout.checkClasses(place, members.stream().map(Member::className).distinct().toList());
  }

  private Member member(String name, Opener opener) {
    List<String> path = List.of(name.split("/", -1));
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
      throw Zips.unreadable(place.resolve(member.name()).toString(), e, UNREADABLE);
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
