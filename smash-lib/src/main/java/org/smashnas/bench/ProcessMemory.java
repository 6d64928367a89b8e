package org.smashnas.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.smashnas.files.ProcessStatus;

/** The resident memory of this process, as Linux counts it. */
final class ProcessMemory {
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");

  private ProcessMemory() {}

  /** Begins to look for the peak anew; where the system does not allow it, the old one stays. */
  static void resetPeak() {
    try {
      Files.writeString(CLEAR, "5");
    } catch (IOException e) {
      // A container may forbid it: then the peak is the whole process's, which is no less true.
      return;
    }
  }

  /** Most bytes held since the last reset; NaN on other systems than Linux. */
  static double peak() {
    OptionalLong bytes = ProcessStatus.bytes("VmHWM");
    return bytes.isPresent() ? bytes.getAsLong() : Double.NaN;
  }
}
