package org.smashnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.smashnas.data.Batches.Prefetch;

class PrefetchTest {
  @Test
  void elementsComeInOrderThenNoMore() {
    Prefetch<Integer> ahead = new Prefetch<>(3, k -> k * k);
    List<Integer> all = new ArrayList<>();
    ahead.forEachRemaining(all::add);
    assertThat(all).containsExactly(0, 1, 4);
    assertThatThrownBy(ahead::next).isInstanceOf(NoSuchElementException.class);
    assertThat(new Prefetch<>(0, k -> k).hasNext()).isFalse();
  }

  @Test
  void justOneElementIsMadeAheadOnAThreadThatEnds() throws InterruptedException {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    CountDownLatch second = new CountDownLatch(2);
    Prefetch<Integer> ahead =
        new Prefetch<>(
            9,
            k -> {
              threads.add(Thread.currentThread());
              second.countDown();
              return k;
            });
    assertThat(ahead.next()).isZero();
    assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();

    // The iterator is dropped here, with seven elements to go.
    for (Thread thread : threads) {
      assertThat(thread.isDaemon()).isTrue();
      thread.join(10_000);
      assertThat(thread.isAlive()).isFalse();
    }
    assertThat(threads).hasSize(2);
  }

  @Test
  void anInterruptedThreadGetsItsElementAndStaysInterrupted() {
    CountDownLatch never = new CountDownLatch(1);
    Prefetch<Integer> ahead =
        new Prefetch<>(
            1,
            k -> {
              try {
                // Long enough for the other thread to wait, so that its interrupt is noticed there.
                return never.await(50, TimeUnit.MILLISECONDS) ? -1 : 5;
              } catch (InterruptedException e) {
                return -1;
              }
            });
    Thread.currentThread().interrupt();
    assertThat(ahead.next()).isEqualTo(5);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aFailureReachesTheThreadThatAsks() {
    Prefetch<Integer> ahead = new Prefetch<>(1, k -> 1 / k);
    assertThatThrownBy(ahead::next)
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseInstanceOf(ArithmeticException.class);
  }
}
