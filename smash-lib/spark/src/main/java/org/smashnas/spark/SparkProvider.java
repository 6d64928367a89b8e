package org.smashnas.spark;

import java.util.List;
import java.util.Map;
import org.smashnas.cluster.Cluster;

/** What {@link Cluster#spark(String, Map)} finds. */
public final class SparkProvider implements Cluster.Provider {
  static {
    // They warn of every machine's name, and of libraries that are not needed here.
    for (String name : List.of("org.apache.hadoop", "org.apache.spark.util.Utils")) {
      System.getProperties().putIfAbsent("org.slf4j.simpleLogger.log." + name, "error");
    }
  }

  private static Map.Entry<String, Map<String, String>> asked;
  private static SparkCluster current;

  @Override
  public Cluster cluster(String master, Map<String, String> settings) {
    synchronized (SparkProvider.class) {
      Map.Entry<String, Map<String, String>> now = Map.entry(master, Map.copyOf(settings));
      if (current != null && (current.isClosed() || !now.equals(asked))) {
        current.close();
        current = null;
      }
      if (current == null) {
        current = SparkCluster.start(SparkSettings.of(master, settings));
        asked = now;
      }
      return current;
    }
  }
}
