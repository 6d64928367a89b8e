package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class WorkersTest {
  @Test
  void eachItemIsDoneOnce() {
    AtomicIntegerArray times = new AtomicIntegerArray(1000);
    Workers.each("Counting", 1000, times::getAndIncrement);
    for (int i = 0; i < 1000; i++) {
      assertThat(times.get(i)).isEqualTo(1);
    }
    Workers.each("Counting", 0, times::getAndIncrement);
  }

  @Test
  void anInterruptLetsEachThreadEndItsItemAndKeepsTheFlag() {
    Thread caller = Thread.currentThread();
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    AtomicBoolean sent = new AtomicBoolean();
    assertThatThrownBy(
            () ->
                Workers.each(
                    "Waiting",
                    1000,
                    i -> {
                      if (begun.getAndIncrement() == 0) {
                        caller.interrupt();
                        sent.set(true);
                      }
                      while (!sent.get()) {
                        Thread.onSpinWait();
                      }
                      // All items would take ten seconds, which is long enough to be heard.
                      LockSupport.parkNanos(20_000_000);
                      ended.incrementAndGet();
                    }))
        .isInstanceOf(DataException.class)
        .hasMessageMatching("Waiting was interrupted after [1-9]\\d* of 1000; call it again.*");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(begun.get()).isEqualTo(ended.get()).isLessThan(1000);
  }

  @Test
  void aFailureIsThrownWhenNoThreadWorksAnyLonger() {
    AtomicInteger working = new AtomicInteger();
    IllegalStateException failure = new IllegalStateException("the seventh is broken");
    assertThatThrownBy(
            () ->
                Workers.each(
                    "Working",
                    100_000,
                    i -> {
                      working.incrementAndGet();
                      if (i == 7) {
                        working.decrementAndGet();
                        throw failure;
                      }
                      working.decrementAndGet();
                    }))
        .isSameAs(failure);
    assertThat(working.get()).isZero();
  }

  @Test
  void anInterruptBeforeTheBeginningEndsDrawingToo() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Datasets.furniture(3000, 10, 0))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Drawing furniture train was interrupted after 0 of 3000");
    assertThat(Thread.interrupted()).isTrue();
  }
}
