package org.smashnas.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes small archives and folders in ModelNet's layout, whole ones and broken ones. */
final class TinyMeshes {
  /** A tetrahedron. */
  static final String OFF =
      "OFF\n4 4 6\n0 0 0\n1 0 0\n0 1 0\n0 0 1\n3 0 2 1\n3 0 1 3\n3 1 2 3\n3 2 0 3\n";

  private final Map<String, byte[]> members = new LinkedHashMap<>();

  TinyMeshes with(String name, String contents) {
    return with(name, contents.getBytes(StandardCharsets.ISO_8859_1));
  }

  TinyMeshes with(String name, byte[] contents) {
    members.put(name, contents);
    return this;
  }

  Path zip(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> each : members.entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        zip.write(each.getValue());
      }
    }
    return file;
  }

  Path folder(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> each : members.entrySet()) {
      Path file = folder.resolve(each.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, each.getValue());
    }
    return folder;
  }

  /** A binvox file of one occupied cell: number {@code occupied} of side cubed, -1 for none. */
  static byte[] binvox(int side, int occupied) {
    String header =
        "#binvox 1\ndim %d %d %d\ntranslate 0 0 0\nscale 1\ndata\n".formatted(side, side, side);
    StringBuilder text = new StringBuilder(header);
    int count = side * side * side;
    for (int at = 0; at < count; ) {
      int end = at == occupied ? at + 1 : at < occupied ? occupied : count;
      int run = Math.min(255, end - at);
      text.append(at == occupied ? (char) 1 : (char) 0).append((char) run);
      at += run;
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
