package org.smashnas.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to write to a file, which one process at a time has; it ends with the process, however
 * that ends.
 */
public final class OneWriter implements AutoCloseable {
  private final Path file;
  private final Path mark;
  private final FileChannel channel;

  private OneWriter(Path file, Path mark, FileChannel channel) {
    this.file = file;
    this.mark = mark;
    this.channel = channel;
  }

  /**
   * Takes the right; while it is held, there is an empty file beside, with ".lock" appended.
   *
   * @param file need not be there; missing folders are made
   * @throws IllegalStateException if somebody has it
   * @throws UncheckedIOException if the folder cannot be written to
   */
  public static OneWriter of(Path file) {
    Path mark = file.resolveSibling(file.getFileName() + ".lock");
    try {
      if (!Files.isDirectory(mark.toAbsolutePath().getParent())) {
        Files.createDirectories(mark.toAbsolutePath().getParent());
      }
      FileChannel channel =
          FileChannel.open(mark, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (locked(channel)) {
        return new OneWriter(file, mark, channel);
      }
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write to the folder of %s (%s); give another".formatted(file, e), e);
    }
    throw new IllegalStateException(
        file + " is being written by another run; wait until it ends, or stop it");
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      // Held by this very process.
      return false;
    }
  }

  /** The file that may be written. */
  public Path file() {
    return file;
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(mark);
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot give up the right to write beside " + mark, e);
    }
  }
}
