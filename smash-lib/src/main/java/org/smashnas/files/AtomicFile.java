package org.smashnas.files;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes a file so that at every moment, also after a loss of power, it is either the old one or
 * the whole new one.
 *
 * <p>Behind a symbolic link its target is written, and the link stays; a folder, a pipe or a device
 * is refused. What a killed process left half written is deleted by the next to write the file.
 */
public final class AtomicFile {
  /** Files being written by this process, since locks keep only other processes out. */
  private static final Set<Path> WRITTEN = ConcurrentHashMap.newKeySet();

  private static final Duration SURELY_LOCKED = Duration.ofMinutes(1);

  private AtomicFile() {}

  /** What writes a file's contents, from its start. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it; the stream is closed by whoever gives it. */
    void writeTo(FileOutputStream out) throws IOException;
  }

  /**
   * Writes a file anew, over the old one if there is one; it is on the disk when this returns.
   *
   * @param file in a folder that exists
   * @throws IOException if it cannot be written; what was there stays, and nothing is left beside
   */
  public static void write(Path file, Content content) throws IOException {
    Path target = target(file);
    deleteLeftovers(target);
    write(target, content, true);
  }

  /** The same for bytes in memory. */
  public static void write(Path file, byte[] bytes) throws IOException {
    write(file, out -> out.write(bytes));
  }

  /**
   * The same for one of thousands of files that can be made again and say themselves whether they
   * are whole: nothing waits for the disk.
   */
  public static void writeCache(Path file, byte[] bytes) throws IOException {
    write(target(file), out -> out.write(bytes), false);
  }

  private static void write(Path target, Content content, boolean lasting) throws IOException {
    // Not Files.createTempFile, whose files only their owner may read.
    Path temporary = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    WRITTEN.add(temporary);
    try {
      // Not a FileChannel, which an interrupt of its thread would close.
      try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
        LockFile.lock(out.getChannel(), true);
        content.writeTo(out);
        if (lasting) {
          out.getFD().sync();
        }
      }
      rename(temporary, target, lasting);
    } finally {
      // Gone where it got its name.
      Files.deleteIfExists(temporary);
      WRITTEN.remove(temporary);
    }
  }

  /**
   * Gives a whole file its name, in the place of the one that has it; it is on the disk when this
   * returns.
   *
   * @param whole in the folder of {@code file} or another on its disk
   */
  public static void move(Path whole, Path file) throws IOException {
    sync(whole);
    rename(whole, target(file), true);
  }

  private static Path target(Path file) throws IOException {
    Path target = Places.behindLinks(file);
    Places.requireFile(target);
    return target;
  }

  private static void rename(Path whole, Path target, boolean lasting) throws IOException {
    Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
    if (lasting) {
      Places.syncFolder(target.getParent());
    }
  }

  static void sync(Path file) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.getFD().sync();
    }
  }

  /** Whoever writes holds a lock, so an old temporary file without one is a dead process's. */
  private static void deleteLeftovers(Path target) throws IOException {
    for (Path leftover : leftovers(target, "tmp")) {
      if (!WRITTEN.contains(leftover) && isDead(leftover)) {
        Files.deleteIfExists(leftover);
      }
    }
  }

  private static boolean isDead(Path leftover) {
    try (RandomAccessFile open = new RandomAccessFile(leftover.toFile(), "rw")) {
      // A new one may not be locked yet.
      Instant old = Instant.now().minus(SURELY_LOCKED);
      return Files.getLastModifiedTime(leftover).toInstant().isBefore(old)
          && LockFile.lock(open.getChannel(), false);
    } catch (IOException e) {
      // Of somebody else, or gone in between.
      return false;
    }
  }

  /** What is beside a file or folder with its name, a random part and an ending. */
  static List<Path> leftovers(Path target, String ending) throws IOException {
    Pattern name =
        Pattern.compile(
            Pattern.quote(target.getFileName().toString()) + "\\.[0-9a-f-]{36}\\." + ending);
    try (Stream<Path> beside = Files.list(target.getParent())) {
      return beside.filter(f -> name.matcher(f.getFileName().toString()).matches()).toList();
    }
  }
}
