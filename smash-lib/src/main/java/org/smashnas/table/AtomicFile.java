package org.smashnas.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a file so that at every moment it is either the old one or the whole new one. */
final class AtomicFile {
  private AtomicFile() {}

  /** Replaces the file, making its folder if there is none; a failure leaves what was there. */
  static void write(Path file, byte[] bytes) {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    // Not Files.createTempFile, whose files only their owner may read.
    Path temporary = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      // Before Java 20, createDirectories refuses a folder that is there as a symbolic link.
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
      Files.write(temporary, bytes, StandardOpenOption.CREATE_NEW);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      discard(temporary, e);
      throw failure(file, e);
    }
  }

  /** The one sentence for a result table that cannot be written. */
  static UncheckedIOException failure(Path file, IOException cause) {
    return new UncheckedIOException(
        ("cannot write the result table %s (%s: %s); it needs a folder that this process may write"
                + " to and room on its disk, so give another path or free the folder")
            .formatted(file, cause.getClass().getSimpleName(), cause.getMessage()),
        cause);
  }

  private static void discard(Path temporary, IOException failure) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
