package org.smashnas.cluster;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.smashnas.nn.InterOpThreads;
import org.smashnas.stop.Stop;

/**
 * Does pieces in this JVM, several at a time, and tells of them in their order; when a request to
 * stop comes, those that are begun are done and told of.
 */
record ThreadCrew<P, R>(Function<P, R> how) implements Crew<P, R> {
  @Override
  public boolean work(List<P> pieces, Listener<R> listener) {
    AtomicInteger told = new AtomicInteger();
    InterOpThreads.each(
        () -> pieces.stream().takeWhile(piece -> !Stop.taken()).iterator(),
        how,
        result -> listener.done(told.getAndIncrement(), () -> result));
    return told.get() == pieces.size();
  }

  @Override
  public boolean atOnce() {
    return InterOpThreads.count() > 1;
  }
}
