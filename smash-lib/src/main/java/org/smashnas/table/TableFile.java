package org.smashnas.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.smashnas.files.AtomicFile;

/** Writes a result table's file, or says in one sentence why not. */
final class TableFile {
  private TableFile() {}

  /** Replaces the file, making its folder if there is none; a failure leaves what was there. */
  static void write(Path file, byte[] bytes) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      // Before Java 20, createDirectories refuses a folder that is there as a symbolic link.
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
      AtomicFile.write(file, bytes);
    } catch (IOException e) {
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
}
