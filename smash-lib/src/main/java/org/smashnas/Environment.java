package org.smashnas;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.smashnas.nn.Precision;

/**
 * What the library runs on: {@link Smash#environment}.
 *
 * @param library its version and commit
 * @param java version of Java, and the system
 * @param engine what computes, with its version
 * @param device where arrays are, for example "cpu" or "gpu(0)"
 * @param precision of convolutions and feature maps, unless a config says otherwise
 * @param threads threads that one operation is computed on
 * @param processors that Java may use
 * @param memoryBytes physical memory of the machine or container
 * @param heapBytes most that Java's heap may take of it
 * @param warning what is likely to be wrong, in one line; empty if nothing is
 */
public record Environment(
    String library,
    String java,
    String engine,
    String device,
    Precision precision,
    int threads,
    int processors,
    long memoryBytes,
    long heapBytes,
    String warning) {
  private static final Path NVIDIA_DRIVER = Path.of("/proc/driver/nvidia/version");

  /** Looks at this process; loads the engine if nothing has yet. */
  static Environment now() {
    Engine engine = Engine.getInstance();
    Device device = engine.defaultDevice();
    Map<String, String> build = Build.metadata();
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Environment(
        build.get("library_version") + ", commit " + build.get("git_commit"),
        "%s on %s %s"
            .formatted(
                Runtime.version(), System.getProperty("os.name"), System.getProperty("os.arch")),
        "%s %s, DJL %s"
            .formatted(engine.getEngineName(), engine.getVersion(), Engine.getDjlVersion()),
        device.isGpu() ? device.toString() : device.getDeviceType(),
        Precision.fastest(),
        JniUtils.getNumThreads(),
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize(),
        Runtime.getRuntime().maxMemory(),
        warning(Files.exists(NVIDIA_DRIVER), engine.getGpuCount()));
  }

  /** What to say of the graphics processors that the driver and the engine see. */
  static String warning(boolean driver, int gpus) {
    return driver && gpus == 0
        ? "This machine has an NVIDIA GPU that is not used: environment/GPU.md tells how to."
        : "";
  }

  /** A line for each, the warning last. */
  @Override
  public String toString() {
    return String.format(
            Locale.ROOT,
            """
            library  %s
            Java     %s
            engine   %s
            device   %s, computing in %s
            threads  %d for an operation; processors: %d
            memory   %s, of which Java's heap may take %s
            %s""",
            library,
            java,
            engine,
            device,
            precision.name().toLowerCase(Locale.ROOT),
            threads,
            processors,
            Memory.text(memoryBytes),
            Memory.text(heapBytes),
            warning)
        .strip();
  }
}
