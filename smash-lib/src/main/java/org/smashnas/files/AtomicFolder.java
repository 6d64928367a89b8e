package org.smashnas.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes a folder so that under its name there is only ever a whole one, also after a loss of
 * power.
 *
 * <p>Behind a symbolic link its target is replaced, and the link stays. What a killed process left
 * beside is cleaned up by the next to write the folder.
 */
public final class AtomicFolder {
  private static final Pattern BESIDE = Pattern.compile("(.+)\\.[0-9a-f-]{36}\\.(new|old)");

  private AtomicFolder() {}

  /** What fills a folder. */
  @FunctionalInterface
  public interface Content {
    /** Writes all files into an empty folder. */
    void writeTo(Path folder) throws IOException;
  }

  /**
   * Fills a new folder beside the one to be, then lets it take that one's place; all of it is on
   * the disk when this returns.
   *
   * @param folder absent, empty, or with nothing but parts
   * @param what the folder is, for sentences: "an export"
   * @param parts names of the files and folders that the earlier one may hold, which go with it
   * @throws IllegalArgumentException if there is a file, or a folder that has something else
   * @throws IllegalStateException if another writer is at it: {@link OneWriter}
   * @throws IOException if it cannot be written; what was there stays, and nothing is left beside
   */
  public static void replace(Path folder, String what, Set<String> parts, Content content)
      throws IOException {
    Path target = Places.behindLinks(folder);
    check(folder, target, what, parts);
    try (OneWriter only = OneWriter.of(folder)) {
      recover(target);
      check(only.file(), target, what, parts);
      Path fresh = beside(target, "new");
      try {
        Files.createDirectory(fresh);
        content.writeTo(fresh);
        sync(fresh);
        exchange(target, fresh);
      } finally {
        delete(fresh);
      }
    }
  }

  /**
   * The folder to read under a name: where a writer was killed between taking the earlier folder
   * away and putting the new one in its place, the earlier one gets its name back first.
   *
   * @throws IllegalStateException if a writer is at it this moment and there is no folder
   */
  public static Path find(Path folder) throws IOException {
    Path target = Places.behindLinks(folder);
    if (!Files.exists(target)
        && Files.isDirectory(target.getParent())
        && !AtomicFile.leftovers(target, "old").isEmpty()) {
      try (OneWriter only = OneWriter.of(target)) {
        recover(only.file());
      }
    }
    return target;
  }

  /**
   * Whether a folder is nothing but what a writer, dead or alive, has beside the one that it
   * writes; an earlier folder whose successor is not there yet is more than that.
   */
  public static boolean isLeftover(Path folder) {
    Matcher name = BESIDE.matcher(folder.getFileName().toString());
    return name.matches()
        && (name.group(2).equals("new") || Files.exists(folder.resolveSibling(name.group(1))));
  }

  /** No file system that Java knows exchanges two folders at once, so a failure is undone. */
  private static void exchange(Path target, Path fresh) throws IOException {
    Path parent = target.getParent();
    if (!Files.exists(target)) {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      Places.syncFolder(parent);
      return;
    }
    Path old = beside(target, "old");
    Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
      throw e;
    }
    Places.syncFolder(parent);
    delete(old);
  }

  /** Ends what dead writers left; for whoever has the right to write. */
  private static void recover(Path target) throws IOException {
    for (Path old : AtomicFile.leftovers(target, "old")) {
      if (Files.exists(target)) {
        delete(old);
      } else {
        Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    for (Path fresh : AtomicFile.leftovers(target, "new")) {
      delete(fresh);
    }
  }

  /** Refuses a folder with anything that is no part of what is to take its place. */
  private static void check(Path folder, Path target, String what, Set<String> parts)
      throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw new IllegalArgumentException(
          "%s is a file; %s is a folder, so give another path".formatted(folder, what));
    }
    try (Stream<Path> files = Files.list(target)) {
      List<String> others =
          files
              .map(f -> f.getFileName().toString())
              .filter(f -> !parts.contains(f))
              .sorted()
              .toList();
      if (!others.isEmpty()) {
        throw new IllegalArgumentException(
            "%s has %s, which is no part of %s; give a new folder, or one of its kind to replace"
                .formatted(folder, others.get(0), what));
      }
    }
  }

  private static Path beside(Path target, String ending) {
    return target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + "." + ending);
  }

  private static void sync(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        if (Files.isDirectory(path)) {
          Places.syncFolder(path);
        } else {
          AtomicFile.sync(path);
        }
      }
    }
  }

  /** Deletes a folder and all in it, if there is one. */
  public static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
