package org.smashnas.spark;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/** What this library has Spark do unless it is told otherwise. */
final class SparkSettings {
  /** Times that a piece is tried before it is a failure. */
  static final int TRIES = 3;

  private static final Pattern LOCAL = Pattern.compile("local(\\[[^,\\]]*])?");
  private static final Pattern LOCAL_CLUSTER =
      Pattern.compile("local-cluster\\[\\s*\\d+\\s*,\\s*(\\d+)\\s*,\\s*(\\d+)\\s*]");

  /** What makes arithmetic fast or finds its library, for executors as for this process. */
  private static final List<String> PASSED_ON =
      List.of(
          "MALLOC_ARENA_MAX",
          "MALLOC_MMAP_THRESHOLD_",
          "MALLOC_TRIM_THRESHOLD_",
          "MALLOC_TOP_PAD_",
          "GLIBC_TUNABLES",
          "ONEDNN_PRIMITIVE_CACHE_CAPACITY",
          "PYTORCH_LIBRARY_PATH",
          "PYTORCH_VERSION",
          "PYTORCH_FLAVOR");

  private SparkSettings() {}

  static SparkConf of(String master, Map<String, String> given) {
    // It has what spark-submit says.
    SparkConf conf = new SparkConf();
    given.forEach(conf::set);
    if (!master.isEmpty()) {
      // Spark tries pieces of plain local masters once.
      boolean once = LOCAL.matcher(master).matches();
      String threads = master.equals("local") ? "local[1]" : master;
      conf.setMaster(once ? threads.replace("]", "," + (TRIES + 1) + "]") : master);
    }
    if (!conf.contains("spark.master")) {
      throw new IllegalArgumentException(
          "the master is empty, and spark-submit names none; give one, for example \"local-cluster[2,1,4096]\"");
    }
    conf.setIfMissing("spark.app.name", "SMASH");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    // The first executor that is up would take most pieces.
    conf.setIfMissing("spark.scheduler.minRegisteredResourcesRatio", "1");
    conf.setIfMissing("spark.task.maxFailures", Integer.toString(TRIES + 1));
    if (conf.contains("spark.executor.resource.gpu.amount")) {
      String amount = conf.get("spark.executor.resource.gpu.amount");
      conf.setIfMissing("spark.task.resource.gpu.amount", amount);
    }
    Matcher cluster = LOCAL_CLUSTER.matcher(conf.get("spark.master"));
    boolean here = conf.get("spark.master").startsWith("local");
    if (here) {
      conf.setIfMissing("spark.ui.enabled", "false");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
    }
    if (cluster.matches()) {
      requireHome();
      conf.setIfMissing("spark.executor.cores", cluster.group(1));
      conf.setIfMissing("spark.executor.memory", cluster.group(2) + "m");
      conf.setIfMissing("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    } else if (!here) {
      conf.setIfMissing("spark.executor.cores", "1");
      sendJars(conf);
    }
    if (!here || cluster.matches()) {
      executors(conf);
    }
    return conf;
  }

  /** One piece at a time in an executor, on all of its cores. */
  private static void executors(SparkConf conf) {
    conf.setIfMissing("spark.task.cpus", conf.get("spark.executor.cores"));
    conf.setIfMissing("spark.executorEnv.OMP_NUM_THREADS", conf.get("spark.task.cpus"));
    conf.setIfMissing("spark.executorEnv.OPT_OUT_TRACKING", "true");
    // Spark's scripts look for it in a distribution, which there is none of here.
    conf.setIfMissing("spark.executorEnv.SPARK_SCALA_VERSION", "2.13");
    conf.setIfMissing(
        "spark.executor.extraJavaOptions", "-Djava.awt.headless=true -Dai.djl.offline=true");
    for (String name : PASSED_ON) {
      String value = System.getenv(name);
      if (value != null) {
        conf.setIfMissing("spark.executorEnv." + name, value);
      }
    }
  }

  private static void requireHome() {
    String home = System.getenv().getOrDefault("SPARK_HOME", "");
    if (home.isEmpty() || !Files.isDirectory(Path.of(home, "jars"))) {
      throw new IllegalStateException(
          "SPARK_HOME is \"%s\", which has no folder jars; executors are started from there: run ./kernel-setup/install.sh --spark, or name a Spark distribution"
              .formatted(home));
    }
  }

  /** Executors get the library from this process, unless they are told where it is. */
  private static void sendJars(SparkConf conf) {
    if (conf.contains("spark.jars") || conf.contains("spark.executor.extraClassPath")) {
      return;
    }
    Path sparks =
        Path.of(SparkContext.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            .getParent();
    conf.setJars(
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(jar -> jar.endsWith(".jar") && !Path.of(jar).getParent().equals(sparks))
            .toArray(String[]::new));
  }
}
