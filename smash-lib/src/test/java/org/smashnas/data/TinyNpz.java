package org.smashnas.data;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Makes small .npz files, byte by byte as NumPy's format says, whole ones and broken ones. */
final class TinyNpz {
  private final Map<String, byte[]> members = new LinkedHashMap<>();

  /** Adds an array of any numbers. */
  TinyNpz with(String name, String type, List<Integer> shape, double... values) {
    return with(name, npy(1, type, false, shape, values));
  }

  /** Adds a member with these very bytes. */
  TinyNpz with(String name, byte[] npy) {
    members.put(name + ".npy", npy);
    return this;
  }

  /** Compressed as numpy.savez_compressed does. */
  Path write(Path file) throws IOException {
    return write(file, ZipEntry.DEFLATED, Zip64Mode.AsNeeded);
  }

  /** As numpy.savez does: stored, every member with zip64 sizes. */
  Path writeStored(Path file) throws IOException {
    return write(file, ZipEntry.STORED, Zip64Mode.Always);
  }

  private Path write(Path file, int method, Zip64Mode mode) throws IOException {
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
      zip.setMethod(method);
      zip.setUseZip64(mode);
      for (Map.Entry<String, byte[]> each : members.entrySet()) {
        ZipArchiveEntry entry = new ZipArchiveEntry(each.getKey());
        entry.setSize(each.getValue().length);
        zip.putArchiveEntry(entry);
        zip.write(each.getValue());
        zip.closeArchiveEntry();
      }
    }
    return file;
  }

  /** A .npy file of the given version, with the padding that NumPy writes. */
  static byte[] npy(
      int version, String type, boolean fortran, List<Integer> shape, double... values) {
    String sides = shape.stream().map(side -> side + ",").collect(Collectors.joining(" "));
    String text =
        "{'descr': '%s', 'fortran_order': %s, 'shape': (%s), }"
            .formatted(type, fortran ? "True" : "False", sides);
    return npy(version, text, data(type, values));
  }

  /** A .npy file with any header and any bytes after it. */
  static byte[] npy(int version, String header, byte[] data) {
    int prefix = version == 1 ? 10 : 12;
    int padding = 64 - (prefix + header.length() + 1) % 64;
    byte[] text = (header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(prefix + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    out.put((byte) version).put((byte) 0);
    if (version == 1) {
      out.putShort((short) text.length);
    } else {
      out.putInt(text.length);
    }
    return out.put(text).put(data).array();
  }

  private static byte[] data(String type, double[] values) {
    ByteOrder order = type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer out = ByteBuffer.allocate(8 * values.length).order(order);
    for (double value : values) {
      switch (type.substring(1)) {
        case "i2", "u2" -> out.putShort((short) (int) value);
        case "i4", "u4" -> out.putInt((int) (long) value);
        case "i8" -> out.putLong((long) value);
        case "u8" -> out.putLong(new BigDecimal(value).toBigInteger().longValue());
        case "f4" -> out.putFloat((float) value);
        case "f8" -> out.putDouble(value);
        default -> out.put((byte) (int) value);
      }
    }
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }
}
