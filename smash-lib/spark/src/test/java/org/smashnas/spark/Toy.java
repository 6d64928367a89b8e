package org.smashnas.spark;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.smashnas.cluster.Work;
import org.smashnas.train.TrainingException;

/** Work whose pieces are numbers: squares them, and fails by some. */
record Toy(String digest, boolean opens) implements Work<Integer, Integer> {
  /** Fails always. */
  static final int BROKEN = 13;

  /** Fails twice. */
  static final int SHAKY = 14;

  /** Cannot be trained. */
  static final int UNTRAINABLE = 15;

  /** Lasts until it is interrupted. */
  static final int ENDLESS = 16;

  /** How often a number was tried, and how often work was opened, in this JVM. */
  static final ConcurrentMap<Integer, AtomicInteger> TRIES = new ConcurrentHashMap<>();

  static final AtomicInteger OPENED = new AtomicInteger();
  static final AtomicInteger CLOSED = new AtomicInteger();
  static final AtomicInteger INTERRUPTED = new AtomicInteger();

  @Override
  public Doer<Integer, Integer> open() {
    OPENED.incrementAndGet();
    if (!opens) {
      throw new IllegalArgumentException("the examples are others");
    }
    return new Doer<>() {
      @Override
      public Optional<Integer> apply(Integer piece) {
        int tries = TRIES.computeIfAbsent(piece, p -> new AtomicInteger()).incrementAndGet();
        if (piece == BROKEN || (piece == SHAKY && tries < 3)) {
          throw new IllegalArgumentException("no luck with " + piece);
        }
        if (piece == UNTRAINABLE) {
          throw new TrainingException("the loss is NaN");
        }
        return piece == ENDLESS ? untilInterrupted() : Optional.of(piece * piece);
      }

      @Override
      public void close() {
        CLOSED.incrementAndGet();
      }
    };
  }

  private static Optional<Integer> untilInterrupted() {
    try {
      Thread.sleep(60_000);
      return Optional.of(0);
    } catch (InterruptedException e) {
      INTERRUPTED.incrementAndGet();
      return Optional.empty();
    }
  }
}
