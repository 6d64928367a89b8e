package org.smashnas.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Makes small CIFAR-10 archives and folders, whole ones and broken ones. */
final class TinyCifar {
  static final int RECORD = 3073;

  private TinyCifar() {}

  /** Five training batches of 1, 2, 3, 2 and 1 records, and a test batch of 4. */
  static Map<String, byte[]> members() {
    Map<String, byte[]> members = new LinkedHashMap<>();
    // Out of order, as in the official archive.
    members.put("test_batch.bin", batch(6, 4));
    members.put("data_batch_2.bin", batch(2, 2));
    members.put("data_batch_1.bin", batch(1, 1));
    members.put("data_batch_3.bin", batch(3, 3));
    members.put("data_batch_5.bin", batch(5, 1));
    members.put("data_batch_4.bin", batch(4, 2));
    members.put("readme.html", "<html>".getBytes(StandardCharsets.UTF_8));
    return members;
  }

  /** Records whose label is (batch + i) % 10 and whose pixel k is batch + i + k, as a byte. */
  static byte[] batch(int batch, int records) {
    byte[] bytes = new byte[records * RECORD];
    for (int i = 0; i < records; i++) {
      bytes[i * RECORD] = (byte) ((batch + i) % 10);
      for (int k = 0; k < RECORD - 1; k++) {
        bytes[i * RECORD + 1 + k] = (byte) (batch + i + k);
      }
    }
    return bytes;
  }

  static Path folder(Path parent, Map<String, byte[]> members) throws IOException {
    Path folder = Files.createDirectory(parent.resolve("cifar-10-batches-bin"));
    for (Map.Entry<String, byte[]> each : members.entrySet()) {
      Files.write(folder.resolve(each.getKey()), each.getValue());
    }
    return folder;
  }

  static Path archive(Path parent, Map<String, byte[]> members) throws IOException {
    Path archive = parent.resolve("cifar-10-binary.tar.gz");
    try (OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(archive))) {
      for (Map.Entry<String, byte[]> each : members.entrySet()) {
        byte[] contents = each.getValue();
        zipped.write(header("cifar-10-batches-bin/" + each.getKey(), contents.length));
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
