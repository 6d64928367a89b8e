package org.smashnas.cluster;

import java.io.Serializable;
import java.util.Optional;
import java.util.function.Function;

/**
 * What all pieces of a kind have in common, such as a network and its examples, as it travels to
 * another JVM; pieces and results are serializable, too.
 */
public interface Work<P extends Serializable, R extends Serializable> extends Serializable {
  /** A checksum: what is open is not opened again. */
  String digest();

  /**
   * Makes ready for pieces, once a JVM.
   *
   * @throws IllegalArgumentException if that cannot be here, for example since the data differs
   */
  Doer<P, R> open();

  /** Does pieces until it is closed, one at a time. */
  interface Doer<P, R> extends Function<P, Optional<R>>, AutoCloseable {
    /** Does one; nothing if an interrupt came first. */
    @Override
    Optional<R> apply(P piece);

    @Override
    void close();
  }
}
