package org.smashnas.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What has come of a download so far, in NAME.part, and the right to write it, which one download
 * at a time has, of all processes.
 *
 * <p>That right is the lock on a hidden file .NAME.lock, which also says what the part belongs to.
 * It is never deleted: whoever had opened it before could lock the deleted one, and others a new
 * one, at the same time.
 */
final class PartFile implements AutoCloseable {
  /**
   * Locks belong to the process, so within it they exclude nobody, and closing any channel on the
   * file would let go of all.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final Path part;
  private final FileChannel lock;

  /**
   * Takes the right to write the part of {@code file}.
   *
   * @param file in a folder that exists
   * @throws DataException with one sentence, if another download has it
   */
  PartFile(Path file) throws IOException {
    this.file = file.getParent().toRealPath().resolve(file.getFileName());
    this.part = file.resolveSibling(file.getFileName() + ".part");
    if (!HELD.add(this.file)) {
      throw busy();
    }
    FileChannel opened = null;
    boolean locked = false;
    try {
      opened =
          FileChannel.open(
              file.resolveSibling("." + file.getFileName() + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      locked = isLocked(opened);
      if (!locked) {
        throw busy();
      }
      this.lock = opened;
    } finally {
      if (!locked) {
        HELD.remove(this.file);
        if (opened != null) {
          opened.close();
        }
      }
    }
  }

  private static boolean isLocked(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      // Some file systems have no locks; a download without one is better than none.
      return true;
    }
  }

  private DataException busy() {
    return new DataException(
        "%s is being fetched by another notebook or process; wait until it is done, or end it"
            .formatted(file));
  }

  Path path() {
    return part;
  }

  /** Bytes that have come so far, 0 if there is no part. */
  long size() throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  /** What the part was begun as. */
  Origin origin() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Origin.MOST_BYTES);
    int count = lock.read(bytes, 0);
    return count < 0
        ? Origin.UNKNOWN
        : Origin.parse(new String(bytes.array(), 0, count, StandardCharsets.UTF_8));
  }

  /** Empties the part and begins it as what {@code origin} says. */
  void restart(Origin origin) throws IOException {
    Files.deleteIfExists(part);
    lock.truncate(0);
    lock.write(ByteBuffer.wrap(origin.toString().getBytes(StandardCharsets.UTF_8)), 0);
  }

  FileChannel append() throws IOException {
    return FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Gives the right back. */
  @Override
  public void close() throws IOException {
    try {
      lock.close();
    } finally {
      HELD.remove(file);
    }
  }
}
