package org.smashnas.data;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** What data sets of folders, one a class, have in common. */
final class Layout {
  /** Where macOS puts what its files have besides contents. */
  private static final String MAC = "__MACOSX";

  /** A folder itself and the one above, which no name hides. */
  private static final List<String> PLACES = List.of(".", "..");

  private Layout() {}

  /** Whether a path, with / between its names, leads through a hidden file or folder. */
  static boolean isHidden(String path) {
    return List.of(path.split("/", -1)).stream()
        .anyMatch(name -> name.equals(MAC) || (name.startsWith(".") && !PLACES.contains(name)));
  }

  /**
   * The wanted files below a folder, through links too, as paths from there with / between names,
   * sorted.
   *
   * @param unread gets all others, hidden files and folders, such as a notebook's checkpoints, and
   *     empty folders
   * @throws DataException if a link leads to a folder above it
   */
  static List<String> files(Path folder, Unread unread, Predicate<String> wanted)
      throws IOException {
    List<String> files = new ArrayList<>();
    List<String> folders = new ArrayList<>();
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
            if (each.equals(folder)) {
              return FileVisitResult.CONTINUE;
            }
            if (isHidden(name(each))) {
              unread.add(name(each) + "/");
              return FileVisitResult.SKIP_SUBTREE;
            }
            folders.add(name(each) + "/");
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isHidden(name(file))) {
              files.add(name(file));
            } else {
              unread.add(name(file));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof FileSystemLoopException) {
              throw new DataException(
                  "%s is a link to a folder that it lies in; remove it".formatted(file), e);
            }
            throw e;
          }

          private String name(Path file) {
            return folder.relativize(file).toString().replace('\\', '/');
          }
        });
    unread.addEmpty(folders, files);
    files.stream().filter(wanted.negate()).forEach(unread::add);
    return files.stream().filter(wanted).sorted().toList();
  }

  /**
   * Checks that names are of different classes to people too, and on systems where the case of
   * letters does not count.
   */
  static void checkClasses(Path place, Collection<String> names) {
    Map<String, String> seen = new HashMap<>();
    for (String name : names) {
      String plain = Normalizer.normalize(name, Normalizer.Form.NFKC).strip();
      String other = seen.put(plain.toLowerCase(Locale.ROOT), name);
      if (other != null && !other.equals(name)) {
        throw new DataException(
            "%s has classes \"%s\" and \"%s\"; give one name to each class"
                .formatted(place, other, name));
      }
    }
  }
}
