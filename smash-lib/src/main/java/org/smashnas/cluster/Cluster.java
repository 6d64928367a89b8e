package org.smashnas.cluster;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.smashnas.data.DataPath;

/**
 * A place where searches, races and studies have their networks scored and trained.
 *
 * <p>Whatever the place, the numbers are the same as in one JVM with as many threads, the calling
 * process alone writes tables, and these can be gone on with elsewhere.
 *
 * <pre>{@code
 * try (Cluster cluster = Cluster.spark("local-cluster[2,1,4096]")) {
 *   smash.searchOf(List.of(new RandomSearch(500)), cluster)
 *       .run(table, smash.metadata(), Progress.show(), 1);
 * }
 * }</pre>
 */
public interface Cluster extends AutoCloseable {
  /** Makes clusters of Spark's; the module smash-spark has the one that there is. */
  interface Provider {
    /** See {@link Cluster#spark(String, Map)}. */
    Cluster cluster(String master, Map<String, String> settings);
  }

  /** This JVM: a SMASH network scores several at a time, all else is done one after the other. */
  static Cluster here() {
    return Here.HERE;
  }

  /** A cluster with Spark's and this library's usual settings. */
  static Cluster spark(String master) {
    return spark(master, Map.of());
  }

  /**
   * A cluster of Spark's, one piece at a time in each of its executors.
   *
   * <p>There is one at a time: asked for again, the same one is given; asked for with another
   * master or other settings, the earlier one is closed.
   *
   * @param master for example "local-cluster[2,1,4096]", two executors of one core and 4096 MiB on
   *     this machine; "spark://host:7077"; "yarn"; "k8s://https://host:6443"; empty for what
   *     spark-submit says
   * @param settings Spark's own, which win over the library's, for example "spark.executor.cores":
   *     each piece is computed on as many threads
   * @throws IllegalStateException if Spark is not on the class path
   */
  static Cluster spark(String master, Map<String, String> settings) {
    return ServiceLoader.load(Provider.class, Cluster.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Spark is not on the class path; run ./kernel-setup/install.sh --spark and start again, or see environment/SPARK.md"))
        .cluster(master, settings);
  }

  /** Where executors read the data set, if they are not sent its examples. */
  Optional<DataPath> data();

  /**
   * The same cluster for a data set that each executor reads itself, which spares sending a large
   * one; what they read must be, by its checksum, what the caller has.
   */
  Cluster withData(DataPath data);

  /**
   * Who does pieces of one kind in other JVMs; nothing if this JVM is the place to work.
   *
   * @param work makes what travels there, once, when the first piece is wanted
   */
  <P extends Serializable, R extends Serializable> Optional<Crew<P, R>> crew(
      Supplier<Work<P, R>> work);

  @Override
  void close();
}
