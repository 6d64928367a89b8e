package org.smashnas.spark;

import java.io.Serializable;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.smashnas.cluster.Cluster;
import org.smashnas.cluster.Crew;
import org.smashnas.cluster.Work;
import org.smashnas.data.DataPath;

/** The executors of a Spark application, whose driver this process is. */
final class SparkCluster implements Cluster {
  private final JavaSparkContext context;
  private final Optional<DataPath> data;

  private SparkCluster(JavaSparkContext context, Optional<DataPath> data) {
    this.context = context;
    this.data = data;
  }

  static SparkCluster start(SparkConf conf) {
    return new SparkCluster(new JavaSparkContext(conf), Optional.empty());
  }

  JavaSparkContext context() {
    return context;
  }

  boolean isClosed() {
    return context.sc().isStopped();
  }

  @Override
  public Optional<DataPath> data() {
    return data;
  }

  @Override
  public Cluster withData(DataPath value) {
    return new SparkCluster(context, Optional.of(value));
  }

  @Override
  public <P extends Serializable, R extends Serializable> Optional<Crew<P, R>> crew(
      Supplier<Work<P, R>> work) {
    return Optional.of(new SparkCrew<>(context, work));
  }

  @Override
  public void close() {
    context.stop();
  }

  /** For example "Spark 4.2.0 on local-cluster[2,1,4096], 2 executors". */
  @Override
  public String toString() {
    if (isClosed()) {
      return "Spark, closed";
    }
    // The driver is among them.
    int executors = Math.max(1, context.sc().statusTracker().getExecutorInfos().length - 1);
    return "Spark %s on %s, %d executor%s"
        .formatted(context.version(), context.master(), executors, executors == 1 ? "" : "s");
  }
}
