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
import org.apache.arrow.vector.ipc.ArrowReader;
import org.smashnas.stop.Stop;

/** Opens what is on disk in either Arrow IPC format. */
final class ArrowInput {
  private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);

  /** Java's longest arrays. */
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private ArrowInput() {}

  /** A sound file with what result tables do not have; the message also says what to do. */
  static final class Refusal extends IOException {
    Refusal(String message) {
      super(message);
    }
  }

  interface Use<T> {
    T with(ArrowReader reader) throws IOException;
  }

  /** Reads with an allocator of its own, which it also closes. */
  static <T> T read(Path file, Use<T> use) {
    // What is read comes onto the heap; a larger claim is a broken length.
    RootAllocator allocator = new RootAllocator(Runtime.getRuntime().maxMemory());
    T result = read(file, allocator, use);
    // Not after a failure: Arrow's readers lose buffers then, which closing would only log.
    allocator.close();
    return result;
  }

  /** Reads the file; whatever is wrong with it becomes one sentence that names it. */
  static <T> T read(Path file, BufferAllocator allocator, Use<T> use) {
    // The first reading in a process loads classes, in the course of which an interrupt gets lost.
    return Stop.undisturbed(() -> readHere(file, allocator, use));
  }

  private static <T> T readHere(Path file, BufferAllocator allocator, Use<T> use) {
    try (ArrowReader reader = open(bytes(file), allocator)) {
      return use.with(reader);
    } catch (NoSuchFileException e) {
      throw failure(file, "there is no such file", e);
    } catch (AccessDeniedException e) {
      throw failure(file, "this process may not read it", e);
    } catch (Refusal e) {
      throw new UncheckedIOException(
          "cannot read %s as a result table: %s".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw failure(file, e.getMessage(), e);
    } catch (RuntimeException e) {
      // Arrow reports broken content by exceptions of many classes.
      throw failure(file, "Arrow finds it broken (" + e + ")", new IOException(e));
    } catch (OutOfMemoryError e) {
      throw failure(file, "it does not fit this process's memory", new IOException(e));
    } catch (LinkageError e) {
      // Zstandard's is unpacked into the temporary folder.
      throw failure(
          file, "what would decompress it cannot be loaded (" + e + ")", new IOException(e));
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    // Of folders and devices the system says the size as well, but nothing is to be read there.
    if (Files.isRegularFile(file) && Files.size(file) > MOST_BYTES) {
      throw new Refusal(
          "it has %d bytes, of at most %d; split it into several files"
              .formatted(Files.size(file), MOST_BYTES));
    }
    return Files.readAllBytes(file);
  }

  private static ArrowReader open(byte[] bytes, BufferAllocator allocator) throws IOException {
    if (bytes.length >= MAGIC.length
        && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      Seal.checkFile(bytes);
      return CheckedReaders.file(bytes, allocator);
    }
    int end = StreamEnd.of(bytes);
    if (end == 0) {
      throw new IOException("it begins neither with \"ARROW1\" nor with a whole Arrow schema");
    }
    return CheckedReaders.stream(Arrays.copyOf(bytes, end), allocator);
  }

  private static UncheckedIOException failure(Path file, String reason, IOException cause) {
    return new UncheckedIOException(
        ("cannot read %s as a result table: %s; give an Arrow IPC file or stream, as TableWriter,"
                + " pandas and Polars write them")
            .formatted(file, reason),
        cause);
  }
}
