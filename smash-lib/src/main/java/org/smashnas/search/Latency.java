package org.smashnas.search;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;
import org.smashnas.nn.GradientMode;
import org.smashnas.nn.Precision;
import org.smashnas.nn.ResultNet;
import org.smashnas.table.ResumableTable;
import org.smashnas.table.Tables;
import tech.tablesaw.api.Table;

/**
 * How long networks take on this machine, for a search's constraint or objective: {@code
 * search.where(latency.atMost(2))}, {@code Objective.latency(latency)}.
 *
 * <p>Each is measured once and kept in a table, so that a search can go on: measured again, a time
 * is another one. What else runs on the machine lengthens it.
 */
public final class Latency {
  private static final int WARM = 5;
  private static final int TIMED = 21;

  private final Path table;
  private final int batch;
  private final Precision precision;
  private final Clock clock;
  private final Map<List<Object>, Row> known = new HashMap<>();

  /** Times one pass of inference in milliseconds, warm. */
  @FunctionalInterface
  interface Clock {
    double milliseconds(Architecture architecture, int batch, Precision precision);
  }

  /**
   * A network's time.
   *
   * @param input shape of one example, for example "3x16x16", and the number of classes
   * @param batch examples at a time
   * @param milliseconds of a pass over the batch
   */
  record Row(String architecture, String input, int batch, double milliseconds) {
    static final int KEYS = 3;
  }

  Latency(Path table, int batch, Precision precision, Clock clock) {
    if (batch < 1) {
      throw new IllegalArgumentException(
          "batch is " + batch + "; a network classifies at least 1 example at a time");
    }
    this.table = table;
    this.batch = batch;
    this.precision = precision;
    this.clock = clock;
    if (Files.exists(table)) {
      try (ResumableTable<Row> rows = open()) {
        rows.keys().forEach(key -> known.put(key, rows.get(key.toArray())));
      }
    }
  }

  /**
   * Times of one example at a time, in the precision that networks compute in by default.
   *
   * @param table Arrow file of the times, whole or as a crash left it; none yet is empty
   * @throws IllegalArgumentException if its times are of another processor, device, number of
   *     threads or precision, with both values
   */
  public static Latency open(Path table) {
    return new Latency(table, 1, Precision.fastest(), Latency::time);
  }

  /** The same table's times of so many examples at a time, at least 1. */
  public Latency withBatch(int examples) {
    return new Latency(table, examples, precision, clock);
  }

  /** Examples at a time. */
  public int batch() {
    return batch;
  }

  /**
   * Milliseconds that the resulting network takes to classify a batch: the median of 21 passes
   * after 5 to warm up, with random weights.
   */
  public double of(Architecture architecture) {
    SearchSpace space = architecture.space();
    List<String> sides = Collections.nCopies(space.dims(), Integer.toString(space.resolution()));
    String input =
        "%dx%s, %d classes"
            .formatted(space.inputChannels(), String.join("x", sides), space.classes());
    List<Object> key = List.of(architecture.id(), input, batch);
    if (!known.containsKey(key)) {
      try (ResumableTable<Row> rows = open()) {
        // Who else has opened the table may have measured it by now.
        if (!rows.has(key.toArray())) {
          double time = clock.milliseconds(architecture, batch, precision);
          rows.append(new Row(architecture.id(), input, batch, time));
        }
        known.put(key, rows.get(key.toArray()));
      }
    }
    return known.get(key).milliseconds();
  }

  /** A search's constraint: allows no architecture that takes longer. */
  public Predicate<Architecture> atMost(double milliseconds) {
    return a -> of(a) <= milliseconds;
  }

  /** All times of the table. */
  public Table table() {
    return Tables.of("latency", Row.class, List.copyOf(known.values()));
  }

  private ResumableTable<Row> open() {
    Map<String, String> conditions = new TreeMap<>();
    conditions.put("processor", processor());
    conditions.put("device", Engine.getInstance().defaultDevice().toString());
    conditions.put("threads", Integer.toString(JniUtils.getNumThreads()));
    conditions.put("precision", precision.name());
    return ResumableTable.open(table, Row.class, Row.KEYS, Map.of(), conditions);
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(l -> l.startsWith("model name"))
          .findFirst()
          .map(l -> l.substring(l.indexOf(':') + 1).strip())
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  private static double time(Architecture architecture, int batch, Precision precision) {
    SearchSpace space = architecture.space();
    Shape shape =
        new Shape(
            LongStream.concat(
                    LongStream.of(batch, space.inputChannels()),
                    LongStream.generate(space::resolution).limit(space.dims()))
                .toArray());
    GradientMode.off();
    try (ResultNet net = new ResultNet(architecture, precision, 0);
        NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.ones(shape);
      double[] times =
          IntStream.range(0, WARM + TIMED)
              .mapToDouble(i -> pass(net, x))
              .skip(WARM)
              .sorted()
              .toArray();
      return times[times.length / 2];
    }
  }

  private static double pass(ResultNet net, NDArray x) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      long start = System.nanoTime();
      // Reading the logits waits for a device that computes by itself.
      net.forward(x, false).toFloatArray();
      return (System.nanoTime() - start) / 1e6;
    }
  }

  /** For example "milliseconds for 1 example in FLOAT32, 200 networks measured". */
  @Override
  public String toString() {
    return "milliseconds for %d example%s in %s, %d networks measured"
        .formatted(batch, batch == 1 ? "" : "s", precision, known.size());
  }
}
