package org.smashnas.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.smashnas.Budget;
import org.smashnas.Smash;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.ArchitectureJson;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.export.Export;
import org.smashnas.files.ProcessStatus;
import org.smashnas.nn.Convolution;
import org.smashnas.nn.GradientMode;
import org.smashnas.nn.Precision;
import org.smashnas.nn.ResultNet;
import org.smashnas.table.TableWriter;

/**
 * Takes the time of everything that a user waits for, on random architectures of the laptop
 * budget's space or the laboratory's.
 *
 * <p>Options, each {@code name=value}: {@code space} (laptop, or lab), {@code architectures} (30),
 * {@code batch} (50), {@code resolution} (32), {@code passes} (3), {@code precision} (a list; what
 * is fastest here, and float32), {@code only} (a list of workloads; all), {@code export} (no; with
 * yes, the networks for PyTorch too). The table is bench.arrow, the architectures are a file of
 * JSON lines a size, the networks folders in models, all in the folder of results.
 */
public final class Bench {
  private static final int CHANNELS = 128;
  private static final int SIDE = 32;
  private static final int BATCH = 50;
  private static final int TRIES = 20;

  /**
   * Times of one workload.
   *
   * @param milliseconds a run: the median over the passes of the mean over the architectures
   * @param fastest the same of the fastest pass
   * @param slowest the same of the slowest pass
   * @param gflop operations a run, in 10^9
   * @param peakMegabytes most memory that the process held meanwhile, in 10^6 bytes; NaN where the
   *     system does not say
   * @param moreArrays native arrays that live after the last pass and did not before the first
   */
  private record Line(
      String workload,
      String size,
      String precision,
      double milliseconds,
      double fastest,
      double slowest,
      double gflop,
      double gflopPerSecond,
      double shareOfPeak,
      double peakMegabytes,
      int moreArrays) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%-12s %-18s %-9s %8.2f ms (%.2f to %.2f)  %7.2f GFLOP %5.0f GFLOP/s %3.0f%% of peak %6.0f MB %+d arrays",
          workload,
          size,
          precision,
          milliseconds,
          fastest,
          slowest,
          gflop,
          gflopPerSecond,
          100 * shareOfPeak,
          peakMegabytes,
          moreArrays);
    }
  }

  /** What architectures are drawn from, and how it is called in the table. */
  record Size(String name, SearchSpace space) {
    /**
     * Those of "laptop", v2 within that budget's limits and the same with the paper's 64 units an
     * op, or of "lab", the laboratory's space.
     */
    static List<Size> all(String space, int resolution) {
      return switch (space) {
        case "laptop" ->
            Stream.of(32, 64)
                .map(units -> new Size("laptop, " + units + " units", laptop(units, resolution)))
                .toList();
        case "lab" -> List.of(new Size(space, SearchSpace.lab().withResolution(resolution)));
        default ->
            throw new IllegalArgumentException(
                "there is no space \"" + space + "\"; there are laptop and lab");
      };
    }

    private static SearchSpace laptop(int units, int resolution) {
      return Budget.laptop()
          .withMaxUnits(units)
          .limit(SearchSpace.v2())
          .withResolution(resolution)
          .withInputChannels(3)
          .withClasses(10);
    }
  }

  private final Map<String, String> options;
  private final Map<Precision, Double> peaks = new LinkedHashMap<>();

  private Bench(Map<String, String> options) {
    this.options = options;
  }

  /** Runs it and prints a line a measurement. */
  public static void main(String[] arguments) throws IOException {
    run(Smash.results().resolve("bench"), arguments);
  }

  static void run(Path folder, String... arguments) throws IOException {
    Map<String, String> options = new TreeMap<>();
    options.put("space", "laptop");
    options.put("architectures", "30");
    options.put("batch", "50");
    options.put("resolution", "32");
    options.put("passes", "3");
    options.put(
        "precision",
        Precision.fastest() == Precision.FLOAT32 ? "float32" : "float32," + Precision.fastest());
    options.put("only", "smash_step,score_1000,result_step,hypernet,encoding,data_1000");
    options.put("export", "no");
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      if (parts.length != 2 || !options.containsKey(parts[0])) {
        throw new IllegalArgumentException(
            "\"%s\" is no option; there are %s, each name=value"
                .formatted(argument, options.keySet()));
      }
      options.put(parts[0], parts[1]);
    }
    new Bench(options).run(folder);
  }

  private int number(String option) {
    return Integer.parseInt(options.get(option));
  }

  private void run(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Precision> precisions =
        List.of(options.get("precision").split(",", -1)).stream()
            .map(p -> Precision.valueOf(p.toUpperCase(Locale.ROOT)))
            .toList();
    for (Precision p : precisions) {
      peaks.put(p, peak(p));
      System.out.printf(Locale.ROOT, "peak of a convolution, %s: %.0f GFLOP/s%n", p, peaks.get(p));
    }
    try (TableWriter table =
        TableWriter.create(
            TableWriter.right(folder.resolve("bench.arrow")), Line.class, options, List.of())) {
      for (Size size : Size.all(options.get("space"), number("resolution"))) {
        List<Architecture> list = Sampler.of(size.space()).sample(number("architectures"), 1);
        Path file = folder.resolve(size.space().maxUnits() + "-units.jsonl");
        Files.write(file, list.stream().map(ArchitectureJson::write).toList());
        if (options.get("export").equals("yes")) {
          export(list, folder.resolve("models").resolve(size.space().maxUnits() + "-units"));
        }
        for (Precision precision : precisions) {
          workloads(size.space(), precision)
              .forEach(
                  (name, made) -> {
                    try (Workload work = made.get()) {
                      Line line = measure(name, work, size, precision, list);
                      table.append(line);
                      System.out.println(line);
                    }
                  });
        }
      }
    }
  }

  private static void export(List<Architecture> list, Path folder) {
    for (int i = 0; i < list.size(); i++) {
      try (ResultNet net = new ResultNet(list.get(i), Precision.FLOAT32, 0)) {
        Export.write(net, folder.resolve("%02d".formatted(i)));
      }
    }
  }

  private Map<String, Supplier<Workload>> workloads(SearchSpace space, Precision precision) {
    int batch = number("batch");
    Map<String, Supplier<Workload>> all = new LinkedHashMap<>();
    all.put("smash_step", () -> Workload.smashStep(space, precision, batch));
    all.put("score_" + Workload.PICTURES, () -> Workload.score(space, precision));
    all.put("result_step", () -> Workload.resultStep(space, precision, batch));
    all.put("hypernet", () -> Workload.hyperNet(space, precision));
    all.put("encoding", () -> Workload.encoding(space));
    all.put("data_" + Workload.PICTURES, () -> Workload.data(space, batch));
    Map<String, Supplier<Workload>> wanted = new LinkedHashMap<>();
    for (String name : options.get("only").split(",", -1)) {
      if (!all.containsKey(name)) {
        throw new IllegalArgumentException(
            "there is no workload \"" + name + "\"; there are " + all.keySet());
      }
      wanted.put(name, all.get(name));
    }
    return wanted;
  }

  /** One pass over the architectures to warm up, then the timed ones. */
  private Line measure(
      String name, Workload work, Size size, Precision precision, List<Architecture> list) {
    list.forEach(work.run());
    resetPeak();
    int arrays = work.arrays().getAsInt();
    double[] times = new double[number("passes")];
    for (int i = 0; i < times.length; i++) {
      long start = System.nanoTime();
      list.forEach(work.run());
      times[i] = (System.nanoTime() - start) / 1e6 / list.size();
    }
    Arrays.sort(times);
    double milliseconds = times[times.length / 2];
    double gflop = list.stream().mapToDouble(work.operations()).average().orElseThrow() / 1e9;
    double gflopPerSecond = gflop / milliseconds * 1e3;
    OptionalLong peak = ProcessStatus.bytes("VmHWM");
    return new Line(
        name,
        size.name(),
        precision.name(),
        milliseconds,
        times[0],
        times[times.length - 1],
        gflop,
        gflopPerSecond,
        gflopPerSecond / peaks.get(precision),
        peak.isPresent() ? peak.getAsLong() / 1e6 : Double.NaN,
        work.arrays().getAsInt() - arrays);
  }

  private static void resetPeak() {
    try {
      Files.writeString(Path.of("/proc/self/clear_refs"), "5");
    } catch (IOException e) {
      // A container may forbid it: then the peak is the whole process's, which is no less true.
      return;
    }
  }

  /** GFLOP/s of the fastest of some 3x3 convolutions of 128 channels, forward. */
  private static double peak(Precision precision) {
    GradientMode.off();
    double operations = 2.0 * BATCH * SIDE * SIDE * CHANNELS * CHANNELS * 9;
    double best = 0;
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray w = manager.randomNormal(new Shape(CHANNELS, CHANNELS, 3, 3));
      NDArray x = precision.enter(manager.randomNormal(new Shape(BATCH, CHANNELS, SIDE, SIDE)));
      for (int i = 0; i < TRIES; i++) {
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          long start = System.nanoTime();
          Convolution.apply(x, w, List.of(1, 1), 1);
          Workload.finish(w);
          best = Math.max(best, operations / (System.nanoTime() - start));
        }
      }
    }
    return best;
  }
}
