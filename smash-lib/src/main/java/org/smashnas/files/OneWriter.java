package org.smashnas.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The right to write to a file or folder, which one writer at a time has, of all processes and
 * threads; it ends with the process, however that ends.
 *
 * <p>While it is held, there is a locked file beside, with ".lock" appended, that says who holds
 * it. Names that lead to one file through symbolic links share the right to it. On a disk that has
 * no locks, it keeps out the writers of this process alone.
 */
public final class OneWriter implements AutoCloseable {
  /** Who writes what in this process: a lock keeps only other processes out. */
  private static final Map<Path, String> HELD = new ConcurrentHashMap<>();

  private final Path file;
  private final Path place;
  private final LockFile mark;
  private boolean closed;

  private OneWriter(Path file, Path place, LockFile mark) {
    this.file = file;
    this.place = place;
    this.mark = mark;
  }

  /**
   * Takes the right.
   *
   * @param file need not be there; missing folders are made
   * @throws IllegalStateException if somebody has it, with who that is and since when
   * @throws UncheckedIOException if the folder cannot be written to, or holds something else under
   *     the name of the lock
   */
  public static OneWriter of(Path file) {
    return of(file, Duration.ZERO);
  }

  /**
   * The same for what is written in a moment: waits for another to be done.
   *
   * @param patience the longest time to wait
   */
  public static OneWriter of(Path file, Duration patience) {
    Instant end = Instant.now().plus(patience);
    while (true) {
      try {
        return take(file);
      } catch (LockFile.Held e) {
        if (!Instant.now().isBefore(end)) {
          throw new IllegalStateException(
              "%s is being written by %s; wait until it ends, or stop it"
                  .formatted(file, e.getMessage().isEmpty() ? "another run" : e.getMessage()),
              e);
        }
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      } catch (IOException e) {
        throw new UncheckedIOException(
            "cannot write to the folder of %s (%s); make room there, let this process write to it, or give another"
                .formatted(file, e),
            e);
      }
    }
  }

  private static OneWriter take(Path file) throws IOException, LockFile.Held {
    Path name = Places.behindLinks(file);
    Places.makeFolder(name.getParent());
    // Once more, now that there is a folder to ask for its real name.
    Path place = Places.behindLinks(name);
    String who =
        LockFile.PROCESS
            + "%d on %s since %s"
                .formatted(
                    ProcessHandle.current().pid(),
                    ProcessStatus.host(),
                    Instant.now().truncatedTo(ChronoUnit.SECONDS));
    String other = HELD.putIfAbsent(place, who);
    if (other != null) {
      throw new LockFile.Held("this very " + other);
    }
    try {
      Path mark = place.resolveSibling(place.getFileName() + ".lock");
      return new OneWriter(file, place, LockFile.take(mark, who));
    } catch (IOException | LockFile.Held | RuntimeException | Error e) {
      HELD.remove(place);
      throw e;
    }
  }

  /** The file that may be written. */
  public Path file() {
    return file;
  }

  /** Gives the right up; a second call does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      mark.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot give up the right to write " + file, e);
    } finally {
      HELD.remove(place);
    }
  }
}
