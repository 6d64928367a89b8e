package org.smashnas;

import java.util.Locale;
import org.smashnas.files.ProcessStatus;
import org.smashnas.nn.NativeMemory;

/**
 * What this process holds in memory: {@link Smash#memory}.
 *
 * @param arrays native arrays that are open, of networks, optimisers and scorers
 * @param arrayBytes bytes in them; views count as if they were arrays of their own
 * @param heapBytes bytes that Java's heap has in use
 * @param residentBytes bytes of the whole process in physical memory, -1 where the system does not
 *     tell
 */
public record Memory(int arrays, long arrayBytes, long heapBytes, long residentBytes) {
  /** Takes stock, after what no variable holds any more is freed. */
  static Memory now() {
    NativeMemory.reclaim();
    NativeArrays open = NativeArrays.open();
    Runtime java = Runtime.getRuntime();
    return new Memory(
        open.count(),
        open.bytes(),
        java.totalMemory() - java.freeMemory(),
        ProcessStatus.bytes("VmRSS").orElse(-1));
  }

  /** For example "214 native arrays, 31.2 MB; Java heap 45.0 MB; process 612.4 MB". */
  @Override
  public String toString() {
    String process = residentBytes < 0 ? "" : "; process " + text(residentBytes);
    return String.format(
        Locale.ROOT,
        "%,d native arrays, %s; Java heap %s%s",
        arrays,
        text(arrayBytes),
        text(heapBytes),
        process);
  }

  static String text(long bytes) {
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
