package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.smashnas.files.AtomicFile;

/**
 * Named arrays in a file of the safetensors format, which PyTorch, JAX and others read: the
 * header's length in 8 bytes, a header in JSON, then the values, all little-endian.
 *
 * @param arrays float32, float64 and int64 arrays by name, in the order of the file when read
 * @param metadata free text by name, such as what the arrays belong to
 */
public record Safetensors(Map<String, NDArray> arrays, Map<String, String> metadata) {
  public Safetensors {
    arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
  }

  /**
   * Writes the file anew; at every moment there is the old one or the whole new one. The same
   * arrays make the same bytes, whatever their order.
   *
   * @param file in a folder that exists
   * @throws IllegalArgumentException if an array is of another type
   * @throws UncheckedIOException if the file cannot be written; what was there stays
   */
  public void write(Path file) {
    SafetensorsHeader header = SafetensorsHeader.of(arrays, metadata);
    try {
      AtomicFile.write(
          file,
          out -> {
            // Not through its channel, which an interrupt of the thread would close.
            out.write(header.bytes());
            for (SafetensorsHeader.Entry entry : header.entries()) {
              out.write(bytes(arrays.get(entry.name()), entry));
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(
          ("cannot write %s (%s: %s); give a path in a folder that exists, that this process may"
                  + " write to and whose disk has room")
              .formatted(file, e.getClass().getSimpleName(), e.getMessage()),
          e);
    }
  }

  /**
   * Reads a whole file.
   *
   * @param manager what the arrays are attached to
   * @throws IllegalArgumentException if the file is not of the format, is cut short or has arrays
   *     of another type
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Safetensors read(Path file, NDManager manager) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      SafetensorsHeader header = SafetensorsHeader.read(file, in);
      for (SafetensorsHeader.Entry entry : header.entries()) {
        SafetensorsHeader.checkRoom(file, 2 * entry.size());
        byte[] bytes = new byte[(int) entry.size()];
        in.readFully(bytes);
        arrays.put(entry.name(), array(littleEndian(bytes), entry, manager));
      }
      return new Safetensors(arrays, header.metadata());
    } catch (IOException e) {
      arrays.values().forEach(NDArray::close);
      throw new UncheckedIOException(
          "cannot read %s (%s: %s); give a file that exists and that this process may read"
              .formatted(file, e.getClass().getSimpleName(), e.getMessage()),
          e);
    }
  }

  private static byte[] bytes(NDArray array, SafetensorsHeader.Entry entry) {
    byte[] values = new byte[(int) entry.size()];
    ByteBuffer bytes = littleEndian(values);
    switch (entry.type()) {
      case FLOAT32 -> bytes.asFloatBuffer().put(array.toFloatArray());
      case FLOAT64 -> bytes.asDoubleBuffer().put(array.toDoubleArray());
      case INT64 -> bytes.asLongBuffer().put(array.toLongArray());
      default -> throw new IllegalStateException("the header let " + entry.type() + " through");
    }
    return values;
  }

  private static NDArray array(ByteBuffer bytes, SafetensorsHeader.Entry entry, NDManager manager) {
    Shape shape = entry.shape();
    int count = (int) shape.size();
    switch (entry.type()) {
      case FLOAT32 -> {
        float[] values = new float[count];
        bytes.asFloatBuffer().get(values);
        return inNativeMemory(manager.create(values, shape));
      }
      case FLOAT64 -> {
        double[] values = new double[count];
        bytes.asDoubleBuffer().get(values);
        return inNativeMemory(manager.create(values, shape));
      }
      case INT64 -> {
        long[] values = new long[count];
        bytes.asLongBuffer().get(values);
        return inNativeMemory(manager.create(values, shape));
      }
      default -> throw new IllegalStateException("the header let " + entry.type() + " through");
    }
  }

  /**
   * What DJL makes of a Java array stays in Java memory, where a view of it must not outlive it.
   */
  private static NDArray inNativeMemory(NDArray array) {
    try (array) {
      return array.duplicate();
    }
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
