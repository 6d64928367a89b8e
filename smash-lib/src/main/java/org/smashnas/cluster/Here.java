package org.smashnas.cluster;

import java.io.Serializable;
import java.util.Optional;
import java.util.function.Supplier;
import org.smashnas.data.DataPath;

/** This JVM as a place to work. */
enum Here implements Cluster {
  HERE;

  @Override
  public Optional<DataPath> data() {
    return Optional.empty();
  }

  @Override
  public Cluster withData(DataPath data) {
    return this;
  }

  @Override
  public <P extends Serializable, R extends Serializable> Optional<Crew<P, R>> crew(
      Supplier<Work<P, R>> work) {
    return Optional.empty();
  }

  @Override
  public void close() {
    // Nothing is open.
  }

  @Override
  public String toString() {
    return "this JVM";
  }
}
