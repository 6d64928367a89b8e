package org.smashnas.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.util.ByteArrayReadableSeekableByteChannel;

/** Opens what is on disk in either Arrow IPC format. */
final class ArrowInput {
  private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);

  private ArrowInput() {}

  /** What is done with an open file. */
  interface Use<T> {
    T with(ArrowReader reader) throws IOException;
  }

  /** Reads with an allocator of its own, which it also closes. */
  static <T> T read(Path file, Use<T> use) {
    try (RootAllocator allocator = new RootAllocator()) {
      return read(file, allocator, use);
    }
  }

  /** Reads the file; whatever is wrong with it becomes one sentence that names it. */
  static <T> T read(Path file, BufferAllocator allocator, Use<T> use) {
    // The first reading in a process loads classes, in the course of which the flag gets lost.
    boolean interrupted = Thread.interrupted();
    try (ArrowReader reader = open(Files.readAllBytes(file), allocator)) {
      return use.with(reader);
    } catch (NoSuchFileException e) {
      throw failure(file, "there is no such file", e);
    } catch (AccessDeniedException e) {
      throw failure(file, "this process may not read it", e);
    } catch (IOException e) {
      throw failure(file, e.getMessage(), e);
    } catch (RuntimeException e) {
      // Arrow reports broken or compressed content by exceptions of many classes.
      throw failure(file, "Arrow finds it broken or compressed (" + e + ")", new IOException(e));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static ArrowReader open(byte[] bytes, BufferAllocator allocator) throws IOException {
    if (bytes.length >= MAGIC.length
        && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      Seal.checkFile(bytes);
      return new ArrowFileReader(new ByteArrayReadableSeekableByteChannel(bytes), allocator);
    }
    int end = StreamEnd.of(bytes);
    if (end == 0) {
      throw new IOException("it begins neither with \"ARROW1\" nor with a whole Arrow schema");
    }
    return new ArrowStreamReader(
        new ByteArrayReadableSeekableByteChannel(Arrays.copyOf(bytes, end)), allocator);
  }

  private static UncheckedIOException failure(Path file, String reason, IOException cause) {
    return new UncheckedIOException(
        ("cannot read %s as a result table: %s; give an uncompressed Arrow IPC file or stream, as"
                + " TableWriter writes them")
            .formatted(file, reason),
        cause);
  }
}
