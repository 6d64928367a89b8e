package org.smashnas.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.smashnas.data.NpyHeader.NpyType;

/**
 * Reads the arrays of a .npz file, compressed or not: a zip of one .npy file an array.
 *
 * <p>Elements are handed over one after the other as they are read, so that a large array of wide
 * numbers can become a small one of bytes without ever being in memory. A size that a header claims
 * is believed only as far as the file's own size allows it. Every failure is a {@link
 * DataException} of one sentence that names the file.
 */
final class Npz implements AutoCloseable {
  /** No deflated stream grows by more than this, by the format's construction. */
  private static final long MAX_EXPANSION = 1032;

  private static final int BUFFER = 1 << 16;
  private static final String SUFFIX = ".npy";

  private final Path file;
  private final long maxBytes;
  private final ZipFile zip;
  private final Map<String, ZipEntry> entries = new TreeMap<>();

  interface Sink {
    /**
     * One element.
     *
     * @param index in C order, counted from 0, in the file's order
     */
    void accept(int index, double value);
  }

  /** Reads an array's elements, all of them, from behind its header. */
  private interface Body {
    void read(InputStream in, NpyHeader header) throws IOException;
  }

  /**
   * Opens a file and lists its arrays.
   *
   * @param maxBytes the largest array to read, in bytes as they are in the file
   * @throws DataException if there is none, or it is no zip
   */
  Npz(Path file, long maxBytes) {
    this.file = file;
    this.maxBytes = maxBytes;
    this.zip = Zips.open(file, ".npz file");
    zip.stream()
        .filter(each -> each.getName().endsWith(SUFFIX))
        .forEach(each -> entries.put(name(each), each));
  }

  private static String name(ZipEntry entry) {
    return entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
  }

  /** The arrays' names, without the suffix .npy. */
  Set<String> names() {
    return Collections.unmodifiableSet(entries.keySet());
  }

  /** What the array {@code name} is, without reading its elements. */
  NpyHeader header(String name) {
    String what = what(name);
    try (InputStream in = zip.getInputStream(entry(name))) {
      return NpyHeader.read(in, what);
    } catch (IOException e) {
      throw Zips.damaged(what, e);
    }
  }

  /**
   * The array {@code name} as rows of unsigned bytes, in C order.
   *
   * @param length of a row, which divides the array
   * @throws DataException also if an element is no whole number from 0 to 255
   */
  byte[][] rows(String name, int length) {
    NpyHeader header = header(name);
    int count = checkedCount(name, header);
    DataException.ifLacking(what(name), count);
    byte[][] rows = new byte[count / length][length];
    if (header.type() == NpyType.UINT8 && !header.fortran()) {
      // ImageNet32 has four thousand million of them, too many to look at one by one.
      open(
          name,
          (in, same) -> {
            for (byte[] row : rows) {
              exactly(in, row, length);
            }
          });
    } else {
      read(
          name,
          (index, value) ->
              rows[index / length][index % length] = (byte) whole(name, index, value, 0, 255));
    }
    return rows;
  }

  /**
   * The array {@code name} as ints, in C order.
   *
   * @throws DataException also if an element is no whole number that an int holds
   */
  int[] ints(String name) {
    int count = checkedCount(name, header(name));
    DataException.ifLacking(what(name), (long) count * Integer.BYTES);
    int[] ints = new int[count];
    read(
        name,
        (index, value) ->
            ints[index] = whole(name, index, value, Integer.MIN_VALUE, Integer.MAX_VALUE));
    return ints;
  }

  /**
   * Hands every element of the array {@code name} to {@code sink}, in the file's order, and checks
   * the file's checksum when all are through.
   */
  void read(String name, Sink sink) {
    open(name, (in, header) -> elements(in, header, checkedCount(name, header), sink));
  }

  private void open(String name, Body body) {
    String what = what(name);
    ZipEntry entry = entry(name);
    try (InputStream in =
        new BufferedInputStream(Zips.stream(zip, entry, Long.MAX_VALUE), BUFFER)) {
      NpyHeader header = NpyHeader.read(in, what);
      body.read(in, header);
      if (in.read() >= 0) {
        throw new IOException("it holds more than its header says");
      }
    } catch (IOException e) {
      throw Zips.damaged(what, e);
    }
  }

  private static void elements(InputStream in, NpyHeader header, int count, Sink sink)
      throws IOException {
    byte[] bytes = new byte[BUFFER];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(header.order());
    NpyType type = header.type();
    IntUnaryOperator places = header.places();
    int perBuffer = BUFFER / type.width();
    for (int index = 0; index < count; ) {
      int now = Math.min(perBuffer, count - index);
      exactly(in, bytes, now * type.width());
      for (int k = 0; k < now; k++, index++) {
        sink.accept(places.applyAsInt(index), type.get(buffer, k * type.width()));
      }
    }
  }

  private static void exactly(InputStream in, byte[] to, int length) throws IOException {
    if (in.readNBytes(to, 0, length) < length) {
      throw new EOFException("it ends before its last element");
    }
  }

  /** The number of elements, once the claim has been checked against the limit and the file. */
  int checkedCount(String name, NpyHeader header) {
    long count = header.count();
    // Divided rather than multiplied, so that no claim overflows.
    if (count > maxBytes / header.type().width() || count > Integer.MAX_VALUE - 8) {
      throw new DataException(
          "%s claims %d elements of %d bytes; at most %d bytes are read, so use the official file"
              .formatted(what(name), count, header.type().width(), maxBytes));
    }
    if (count * header.type().width() > MAX_EXPANSION * size()) {
      throw new DataException(
          "%s claims %d elements, more than the file can hold; fetch it again"
              .formatted(what(name), count));
    }
    return (int) count;
  }

  private long size() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw Zips.damaged(file.toString(), e);
    }
  }

  private int whole(String name, int index, double value, int least, int most) {
    if (value != Math.rint(value) || value < least || value > most) {
      throw new DataException(
          "%s has %s at index %d; whole numbers from %d to %d are allowed there"
              .formatted(what(name), value, index, least, most));
    }
    return (int) value;
  }

  private ZipEntry entry(String name) {
    ZipEntry entry = entries.get(name);
    if (entry == null) {
      throw new DataException(
          "%s has no array %s but %s; use the official file"
              .formatted(file, name, entries.keySet()));
    }
    return entry;
  }

  private String what(String name) {
    return file + ", array " + name;
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw Zips.damaged(file.toString(), e);
    }
  }
}
