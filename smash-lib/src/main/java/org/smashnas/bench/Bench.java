package org.smashnas.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.smashnas.Smash;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.ArchitectureJson;
import org.smashnas.arch.Sampler;
import org.smashnas.export.Export;
import org.smashnas.nn.Precision;
import org.smashnas.nn.ResultNet;
import org.smashnas.table.TableWriter;

/**
 * Takes the time of everything that a user waits for, on random architectures of the laptop
 * budget's space.
 *
 * <p>Options, each {@code name=value}: {@code architectures} (30), {@code batch} (50), {@code
 * resolution} (32), {@code passes} (3), {@code precision} (a list; what is fastest here, and
 * float32), {@code only} (a list of workloads; all), {@code export} (no; with yes, the networks for
 * PyTorch too). The table is bench.arrow, the architectures are a file of JSON lines a size, the
 * networks folders in models, all in the folder of results.
 */
public final class Bench {
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
      int moreArrays) {}

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
            "\""
                + argument
                + "\" is no option; there are "
                + options.keySet()
                + ", each name=value");
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
      peaks.put(p, Peak.convolution(p));
      System.out.printf(Locale.ROOT, "peak of a convolution, %s: %.0f GFLOP/s%n", p, peaks.get(p));
    }
    try (TableWriter table =
        TableWriter.create(
            TableWriter.right(folder.resolve("bench.arrow")), Line.class, options, List.of())) {
      for (BenchSize size : BenchSize.all(number("resolution"))) {
        List<Architecture> list = Sampler.of(size.space()).sample(number("architectures"), 1);
        Path file = folder.resolve(size.space().maxUnits() + "-units.jsonl");
        Files.write(file, list.stream().map(ArchitectureJson::write).toList());
        if (options.get("export").equals("yes")) {
          export(list, folder.resolve("models").resolve(size.space().maxUnits() + "-units"));
        }
        for (Precision precision : precisions) {
          for (Supplier<Workload> each : workloads(size, precision)) {
            measure(each, size, precision, list, table);
          }
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

  private List<Supplier<Workload>> workloads(BenchSize size, Precision precision) {
    int batch = number("batch");
    Map<String, Supplier<Workload>> all = new LinkedHashMap<>();
    all.put("smash_step", () -> new SmashStep(size.space(), precision, batch));
    all.put("score_1000", () -> new ScorePass(size.space(), precision));
    all.put("result_step", () -> new ResultStep(size.space(), precision, batch));
    all.put("hypernet", () -> new HyperPass(size.space(), precision));
    all.put("encoding", () -> JavaWork.encoding(size.space()));
    all.put("data_1000", () -> JavaWork.data(size.space(), batch));
    List<Supplier<Workload>> wanted = new ArrayList<>();
    for (String name : options.get("only").split(",", -1)) {
      if (!all.containsKey(name)) {
        throw new IllegalArgumentException(
            "there is no workload \"" + name + "\"; there are " + all.keySet());
      }
      wanted.add(all.get(name));
    }
    return wanted;
  }

  private void measure(
      Supplier<Workload> make,
      BenchSize size,
      Precision precision,
      List<Architecture> architectures,
      TableWriter table) {
    try (Workload work = make.get()) {
      BenchRow m = BenchRow.of(work, architectures, number("passes"));
      double share = m.gflopPerSecond() / peaks.get(precision);
      table.append(
          new Line(
              work.name(),
              size.name(),
              precision.name(),
              m.milliseconds(),
              m.fastest(),
              m.slowest(),
              m.gflop(),
              m.gflopPerSecond(),
              share,
              m.peakMegabytes(),
              m.moreArrays()));
      System.out.printf(
          Locale.ROOT,
          "%-12s %-18s %-9s %8.2f ms (%.2f to %.2f)  %7.2f GFLOP %5.0f GFLOP/s %3.0f%% of peak %6.0f MB %+d arrays%n",
          work.name(),
          size.name(),
          precision,
          m.milliseconds(),
          m.fastest(),
          m.slowest(),
          m.gflop(),
          m.gflopPerSecond(),
          100 * share,
          m.peakMegabytes(),
          m.moreArrays());
    }
  }
}
