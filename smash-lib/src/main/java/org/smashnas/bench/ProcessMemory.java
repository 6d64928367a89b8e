package org.smashnas.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The resident memory of this process, as Linux counts it. */
final class ProcessMemory {
  private static final Path SELF = Path.of("/proc/self");

  private ProcessMemory() {}

  /** Begins to look for the peak anew; where the system does not allow it, the old one stays. */
  static void resetPeak() {
    try {
      Files.writeString(SELF.resolve("clear_refs"), "5");
    } catch (IOException e) {
      // A container may forbid it: then the peak is the whole process's, which is no less true.
      return;
    }
  }

  /** Most bytes held since the last reset; NaN on other systems than Linux. */
  static double peak() {
    try {
      return Files.readAllLines(SELF.resolve("status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> 1024 * Double.parseDouble(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}
