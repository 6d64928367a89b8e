package org.smashnas.files;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes a file so that at every moment it is either the old one or the whole new one. */
public final class AtomicFile {
  private AtomicFile() {}

  /** What writes a file's contents, from its start. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it; the stream is closed by whoever gives it. */
    void writeTo(FileOutputStream out) throws IOException;
  }

  /**
   * Writes a file anew, over the old one if there is one.
   *
   * @param file in a folder that exists
   * @throws IOException if it cannot be written; what was there stays, and nothing is left beside
   */
  public static void write(Path file, Content content) throws IOException {
    // Not Files.createTempFile, whose files only their owner may read.
    Path temporary = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    boolean whole = false;
    try {
      // Not a FileChannel, which an interrupt of its thread would close.
      try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
        content.writeTo(out);
      }
      move(temporary, file);
      whole = true;
    } finally {
      if (!whole) {
        Files.deleteIfExists(temporary);
      }
    }
  }

  /** The same for bytes in memory. */
  public static void write(Path file, byte[] bytes) throws IOException {
    write(file, out -> out.write(bytes));
  }

  /**
   * Gives a whole file its name, in the place of the one that has it.
   *
   * @param whole in the folder of {@code file} or another on its disk
   */
  public static void move(Path whole, Path file) throws IOException {
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
