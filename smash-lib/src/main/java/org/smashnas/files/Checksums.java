package org.smashnas.files;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * SHA-256 of a folder's files, in a file beside them that {@code sha256sum -c} reads too: what
 * tells whether a disk gives back what was written.
 */
public final class Checksums {
  /** What the file is called. */
  public static final String FILE = "SHA256SUMS";

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) {2}(.+)");

  private final Path folder;
  private final Map<String, String> sums;

  private Checksums(Path folder, Map<String, String> sums) {
    this.folder = folder;
    this.sums = sums;
  }

  /** An empty SHA-256. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Writes the checksums of all files that a folder has. */
  public static void write(Path folder) throws IOException {
    StringBuilder lines = new StringBuilder();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        lines.append(sum(file)).append("  ").append(file.getFileName()).append('\n');
      }
    }
    AtomicFile.write(folder.resolve(FILE), lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a folder's checksums.
   *
   * @throws IllegalArgumentException if it has none, or they are damaged
   * @throws UncheckedIOException if they cannot be read
   */
  public static Checksums read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          "there is no %s, so nothing whole was saved in %s; give another folder"
              .formatted(file, folder));
    }
    Map<String, String> sums = new LinkedHashMap<>();
    try {
      // Bytes that are no text become others, which match no line or no file.
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches() || sums.put(parts.group(2), parts.group(1)) != null) {
          throw damaged(file, "its line \"%s\" is no checksum of a file".formatted(line));
        }
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return new Checksums(folder, sums);
  }

  /** Whether the folder had such a file when it was written. */
  public boolean has(String name) {
    return sums.containsKey(name);
  }

  /**
   * A file of the folder, once its checksum is seen to be right.
   *
   * @throws IllegalArgumentException if it is not what was written, with the reason
   * @throws UncheckedIOException if it cannot be read
   */
  public Path checked(String name) {
    Path file = folder.resolve(name);
    if (!has(name)) {
      throw damaged(
          folder.resolve(FILE), "it has no line for %s, but %s".formatted(name, sums.keySet()));
    }
    if (!Files.exists(file)) {
      throw damaged(file, "it is not there, and %s has its checksum".formatted(FILE));
    }
    String now;
    try {
      now = sum(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    if (!now.equals(sums.get(name))) {
      throw damaged(file, "its SHA-256 is %s, and %s has %s".formatted(now, FILE, sums.get(name)));
    }
    return file;
  }

  /** The SHA-256 of a file, in lower-case hexadecimal digits. */
  static String sum(Path file) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[1 << 16];
    // Not a channel, which an interrupt of its thread would close.
    try (InputStream in = new FileInputStream(file.toFile())) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static IllegalArgumentException damaged(Path file, String reason) {
    return new IllegalArgumentException(
        "%s is damaged: %s; take a copy, or make it again".formatted(file, reason));
  }

  private static UncheckedIOException unreadable(Path file, IOException e) {
    return new UncheckedIOException(
        "cannot read %s (%s: %s); give a folder that this process may read"
            .formatted(file, e.getClass().getSimpleName(), e.getMessage()),
        e);
  }
}
