package org.smashnas.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What Linux says of this process and its machine. */
public final class ProcessStatus {
  private static final Path STATUS = Path.of("/proc/self/status");

  private ProcessStatus() {}

  /** The machine's name; without asking the network, which may take long to answer. */
  static String host() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return System.getenv().getOrDefault("COMPUTERNAME", "this machine");
    }
  }

  /**
   * An amount of memory in bytes; nothing on other systems than Linux, or if there is no such
   * entry.
   *
   * @param entry for example "VmRSS", resident memory, or "VmHWM", the most of it so far
   */
  public static OptionalLong bytes(String entry) {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(entry + ":"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException e) {
      // Only Linux has this file.
      return OptionalLong.empty();
    }
  }
}
