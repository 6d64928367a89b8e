package org.smashnas.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import org.smashnas.files.AtomicFolder;

/** Writes an export's folder, or says in one sentence why not. */
final class ExportFolder {
  /** What an export may hold; Python adds the last. */
  private static final Set<String> PARTS =
      Set.of(Export.ARCHITECTURE, Export.WEIGHTS, Export.MODEL, "__pycache__");

  private ExportFolder() {}

  /**
   * Writes a new folder, or a whole one in the place of an earlier export.
   *
   * @param folder absent, empty or an earlier export
   */
  static void replace(Path folder, AtomicFolder.Content content) {
    try {
      AtomicFolder.replace(folder, "an export", PARTS, content);
    } catch (IOException e) {
      throw failure(folder, e);
    } catch (UncheckedIOException e) {
      throw failure(folder, e.getCause());
    }
  }

  private static UncheckedIOException failure(Path folder, IOException cause) {
    return new UncheckedIOException(
        "cannot export to %s (%s: %s); give a path where this process may write and whose disk has room"
            .formatted(folder, cause.getClass().getSimpleName(), cause.getMessage()),
        cause);
  }
}
