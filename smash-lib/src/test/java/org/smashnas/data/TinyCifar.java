package org.smashnas.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes small CIFAR-10 and CIFAR-100 files. */
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
    members.put("readme.html", Archives.bytes("<html>"));
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

  /** CIFAR-100 with 3 training and 2 test records: coarse labels 19 and down, fine 97 and up. */
  static Map<String, byte[]> hundred() {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("coarse_label_names.txt", names("coarse", 20));
    members.put("fine_label_names.txt", names("fine", 100));
    members.put("train.bin", hundred(3));
    members.put("test.bin", hundred(2));
    return members;
  }

  private static byte[] hundred(int records) {
    byte[] bytes = new byte[records * (RECORD + 1)];
    for (int i = 0; i < records; i++) {
      bytes[i * (RECORD + 1)] = (byte) (19 - i);
      bytes[i * (RECORD + 1) + 1] = (byte) (97 + i);
      bytes[i * (RECORD + 1) + 2] = (byte) (200 + i);
    }
    return bytes;
  }

  /** "{@code name 0}", "{@code name 1}" and so on, one a line. */
  static byte[] names(String name, int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(name).append(' ').append(i).append('\n');
    }
    return Archives.bytes(lines.toString());
  }

  static Path folder(Path parent, Map<String, byte[]> members) throws IOException {
    return Archives.folder(parent.resolve("cifar-10-batches-bin"), members);
  }

  static Path archive(Path parent, Map<String, byte[]> members) throws IOException {
    Map<String, byte[]> inFolder = new LinkedHashMap<>();
    members.forEach((name, contents) -> inFolder.put("cifar-10-batches-bin/" + name, contents));
    return Archives.tarGz(parent.resolve("cifar-10-binary.tar.gz"), inFolder);
  }
}
