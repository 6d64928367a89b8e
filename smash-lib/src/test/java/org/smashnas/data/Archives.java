package org.smashnas.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Makes folders and tar.gz archives of members by name, whole ones and broken ones. */
final class Archives {
  private Archives() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Path folder(Path folder, Map<String, byte[]> members) throws IOException {
    Files.createDirectory(folder);
    for (Map.Entry<String, byte[]> each : members.entrySet()) {
      Files.write(folder.resolve(each.getKey()), each.getValue());
    }
    return folder;
  }

  /** Writes the members in their order, under their names as they are. */
  static Path tarGz(Path archive, Map<String, byte[]> members) throws IOException {
    try (OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(archive))) {
      for (Map.Entry<String, byte[]> each : members.entrySet()) {
        byte[] contents = each.getValue();
        zipped.write(header(each.getKey(), contents.length));
        zipped.write(Arrays.copyOf(contents, (contents.length + 511) / 512 * 512));
      }
      zipped.write(new byte[1024]);
    }
    return archive;
  }

  /**
   * A tar header, written by hand as POSIX defines it, so that the reader is tested against that.
   */
  static byte[] header(String name, long size) {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "0000644");
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, "%011o".formatted(size));
    put(header, 136, "00000000000");
    put(header, 148, " ".repeat(8));
    put(header, 156, "0");
    put(header, 257, "ustar");
    put(header, 263, "00");
    int sum = 0;
    for (byte each : header) {
      sum += each & 0xff;
    }
    put(header, 148, "%06o".formatted(sum));
    header[154] = 0;
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
