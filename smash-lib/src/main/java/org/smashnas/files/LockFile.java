package org.smashnas.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A locked file that says who holds it; whoever lets go of it deletes it. */
final class LockFile implements AutoCloseable {
  /** How every mark begins. */
  static final String PROCESS = "process ";

  private final Path path;
  private final RandomAccessFile locked;
  // Closed with the lock and not before: closing any file ends all of the process's locks on it.
  private final RandomAccessFile check;

  /** Thrown where another process has it. */
  static final class Held extends Exception {
    private static final long serialVersionUID = 1;

    /** With who that is, empty if it has not said so yet. */
    Held(String who) {
      super(who);
    }
  }

  private LockFile(Path path, RandomAccessFile locked, RandomAccessFile check) {
    this.path = path;
    this.locked = locked;
    this.check = check;
  }

  /**
   * Takes the mark; no other thread of this process may have it.
   *
   * @param who begins with {@link #PROCESS}
   */
  static LockFile take(Path path, String who) throws IOException, Held {
    LockFile mark = null;
    while (mark == null) {
      mark = tryTake(path, who + "\n" + UUID.randomUUID());
    }
    return mark;
  }

  /** Null if whoever had the mark deleted it between our opening and our locking it. */
  private static LockFile tryTake(Path path, String text) throws IOException, Held {
    if (Files.isSymbolicLink(path)) {
      throw new IOException(path + " is a symbolic link in a lock's place; move it away");
    }
    Places.requireFile(path);
    RandomAccessFile locked = new RandomAccessFile(path.toFile(), "rw");
    RandomAccessFile check = null;
    LockFile mark = null;
    try {
      String said = read(locked);
      if (!said.isEmpty() && !said.startsWith(PROCESS)) {
        throw new IOException(path + " is a file of another kind in a lock's place; move it away");
      }
      if (!lock(locked.getChannel(), true)) {
        throw new Held(said.lines().findFirst().orElse(""));
      }
      locked.setLength(0);
      locked.seek(0);
      locked.write(text.getBytes(StandardCharsets.UTF_8));
      check = reopened(path);
      if (check != null && read(check).equals(text)) {
        mark = new LockFile(path, locked, check);
      }
      return mark;
    } finally {
      if (mark == null) {
        close(locked, check);
      }
    }
  }

  private static RandomAccessFile reopened(Path path) {
    try {
      return new RandomAccessFile(path.toFile(), "r");
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  private static String read(RandomAccessFile file) throws IOException {
    byte[] some = new byte[1000];
    int count = Math.max(0, file.read(some));
    return new String(some, 0, count, StandardCharsets.UTF_8);
  }

  /**
   * Takes the lock on a file that no other thread of this process has open.
   *
   * @param without what to say on a disk that has no locks
   * @return false if another has it
   */
  static boolean lock(FileChannel channel, boolean without) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      return without;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      Files.deleteIfExists(path);
    } finally {
      close(locked, check);
    }
  }

  private static void close(RandomAccessFile locked, RandomAccessFile check) throws IOException {
    try (locked) {
      if (check != null) {
        check.close();
      }
    }
  }
}
