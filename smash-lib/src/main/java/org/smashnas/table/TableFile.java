package org.smashnas.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.smashnas.files.AtomicFile;
import org.smashnas.files.OneWriter;

/** Writes a result table's file, or says in one sentence why not. */
final class TableFile {
  private TableFile() {}

  /** The right to write the file, making its folder if there is none. */
  static OneWriter right(Path file) {
    try {
      return OneWriter.of(file);
    } catch (UncheckedIOException e) {
      throw failure(file, e.getCause());
    }
  }

  /** Replaces the file; a failure leaves what was there. */
  static void write(Path file, byte[] bytes) {
    try {
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
