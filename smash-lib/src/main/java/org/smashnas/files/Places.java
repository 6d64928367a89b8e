package org.smashnas.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where a name on the disk leads to, and what makes that last. */
final class Places {
  /** As many links in a row as Linux follows. */
  private static final int MOST_LINKS = 40;

  private Places() {}

  /**
   * What is to be written under a name: behind a symbolic link, its target, there or not.
   *
   * @throws IOException if links lead in a circle
   */
  static Path behindLinks(Path name) throws IOException {
    Path place = name.toAbsolutePath();
    for (int i = 0; Files.isSymbolicLink(place); i++) {
      if (i == MOST_LINKS) {
        throw new IOException(name + " is a symbolic link that leads to no end; give another path");
      }
      place = place.resolveSibling(Files.readSymbolicLink(place));
    }
    Path folder = place.getParent();
    // The way that the folder is named must not decide who shares a lock.
    return folder != null && Files.isDirectory(folder)
        ? folder.toRealPath().resolve(place.getFileName())
        : place.normalize();
  }

  /** Refuses what is there and no ordinary file: a folder, a pipe, a device, a link. */
  static void requireFile(Path place) throws IOException {
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
      String kind =
          Files.isDirectory(place) ? "a folder" : "a pipe, a device or another special file";
      throw new IOException(place + " is " + kind + "; give the path of a file");
    }
  }

  /** Makes a folder, and those that it is in, where they are missing. */
  static void makeFolder(Path folder) throws IOException {
    Path missing = folder.toAbsolutePath();
    // Before Java 20, createDirectories refuses a folder that is there as a symbolic link.
    if (!Files.isDirectory(missing)) {
      makeFolder(missing.getParent());
      Files.createDirectories(missing);
      syncFolder(missing.getParent());
    }
  }

  /** Forces to the disk which names a folder has. */
  static void syncFolder(Path folder) throws IOException {
    // An interrupt would close the channel instead.
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      // Windows opens no folders, and some network disks force none: then it is up to them.
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
