package org.smashnas;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where tables go unless a call says otherwise. */
final class ResultsFolder {
  private static final String VARIABLE = "SMASH_RESULTS";

  private ResultsFolder() {}

  static Path path() {
    return Path.of(System.getenv().getOrDefault(VARIABLE, "results"));
  }

  /** Refuses a folder that the environment names and that no table could be written to. */
  static void require() {
    if (System.getenv(VARIABLE) != null) {
      require(path());
    }
  }

  static void require(Path folder) {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      throw new IllegalArgumentException(
          "%s is %s, and %s is no folder that can be written to; name another folder"
              .formatted(VARIABLE, folder, there));
    }
  }
}
