package org.smashnas.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A kind of folder that is written so that under its name there is only ever a whole one, with the
 * {@link Checksums} of its files.
 *
 * @param what it is, as errors say it, for example "an export"
 * @param parts names of all that such a folder may hold, its checksums aside
 */
public record WholeFolder(String what, Set<String> parts) {
  public WholeFolder {
    parts = Set.copyOf(parts);
  }

  /**
   * Fills a new folder beside the one to be, then lets it take that one's place.
   *
   * @param folder absent, empty or an earlier one of this kind
   * @param fill writes the files into the folder that it is given
   * @throws IllegalArgumentException if the folder holds anything else
   * @throws UncheckedIOException if it cannot be written; what was there then stays
   */
  public void replace(Path folder, Consumer<Path> fill) {
    try {
      Path target = checked(folder);
      Path fresh = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".new");
      try {
        // Before Java 20, createDirectories refuses a folder that is there as a symbolic link.
        if (!Files.isDirectory(target.getParent())) {
          Files.createDirectories(target.getParent());
        }
        Files.createDirectory(fresh);
        fill.accept(fresh);
        Checksums.write(fresh);
        if (Files.exists(target)) {
          exchange(target, fresh);
        } else {
          Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        }
      } finally {
        delete(fresh);
      }
    } catch (IOException e) {
      throw failure(folder, e);
    } catch (UncheckedIOException e) {
      throw failure(folder, e.getCause());
    }
  }

  /** No file system exchanges two folders at once, so a failure in between is undone. */
  private static void exchange(Path target, Path fresh) throws IOException {
    Path old = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".old");
    Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
      throw e;
    }
    delete(old);
  }

  /** The folder itself, links followed; refuses one with anything else. */
  private Path checked(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return folder.toAbsolutePath().normalize();
    }
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "%s is a file; %s is a folder, so give another path".formatted(folder, what));
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<String> others =
          files
              .map(f -> f.getFileName().toString())
              .filter(f -> !parts.contains(f) && !f.equals(Checksums.FILE))
              .sorted()
              .toList();
      if (!others.isEmpty()) {
        throw new IllegalArgumentException(
            "%s has %s, which is no part of %s; give a new folder, or an earlier one to replace"
                .formatted(folder, others.get(0), what));
      }
    }
    return folder.toRealPath();
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

  private UncheckedIOException failure(Path folder, IOException cause) {
    return new UncheckedIOException(
        "cannot write %s to %s (%s: %s); give a path where this process may write and whose disk has room"
            .formatted(what, folder, cause.getClass().getSimpleName(), cause.getMessage()),
        cause);
  }
}
