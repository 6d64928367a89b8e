package org.smashnas.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InterOpThreadsTest {
  private static final int MANY = 20;
  private final List<Integer> items = IntStream.range(0, MANY).boxed().toList();
  private int engineThreads;

  @BeforeEach
  void askTheEngine() {
    Engine.getInstance();
    engineThreads = JniUtils.getNumThreads();
  }

  @Test
  void resultsComeInTheItemsOrderInTheCallersThread() {
    List<Integer> got = new ArrayList<>();
    Set<Thread> heard = new HashSet<>();
    InterOpThreads.each(
        items,
        i -> {
          pause(i % 3 == 0 ? 20 : 0);
          return i * i;
        },
        square -> {
          got.add(square);
          heard.add(Thread.currentThread());
        });
    assertThat(got).isEqualTo(items.stream().map(i -> i * i).toList());
    assertThat(heard).containsExactly(Thread.currentThread());
  }

  @Test
  void soManyAtATimeEachOnOneCore() {
    int count = InterOpThreads.count();
    assertThat(count).isBetween(1, engineThreads);
    CountDownLatch together = new CountDownLatch(count);
    List<Boolean> met = new ArrayList<>();
    InterOpThreads.each(
        IntStream.range(0, count).boxed().toList(),
        i -> {
          together.countDown();
          return await(together) && (count == 1 || JniUtils.getNumThreads() == 1);
        },
        met::add);
    assertThat(met).hasSize(count).containsOnly(true);
  }

  @Test
  void otherThreadsKeepTheEnginesNumber() {
    InterOpThreads.each(List.of(0, 1), i -> i, i -> {});
    assertThat(JniUtils.getNumThreads()).isEqualTo(engineThreads);
    assertThat(
            CompletableFuture.supplyAsync(JniUtils::getNumThreads, r -> new Thread(r).start())
                .join())
        .isEqualTo(engineThreads);
  }

  @Test
  void withinOneOfTheThreadsAllIsComputedThere() {
    InterOpThreads.each(
        items,
        i -> {
          Set<Thread> used = new HashSet<>();
          InterOpThreads.each(items, k -> Thread.currentThread(), used::add);
          return used.equals(Set.of(Thread.currentThread()));
        },
        there -> assertThat(there).isTrue());
  }

  @Test
  void afterAFailureNoThreadWorksAnyLonger() {
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    assertThatThrownBy(
            () ->
                InterOpThreads.each(
                    items,
                    i -> {
                      begun.incrementAndGet();
                      if (i == 3) {
                        ended.incrementAndGet();
                        throw new IllegalStateException("no luck");
                      }
                      pause(20);
                      return ended.incrementAndGet();
                    },
                    i -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no luck");
    assertThat(ended).hasValue(begun.get());
    assertThat(begun.get()).isLessThan(MANY);
  }

  @Test
  void anInterruptIsKeptAndAllIsComputed() {
    List<Integer> got = new ArrayList<>();
    Thread.currentThread().interrupt();
    InterOpThreads.each(items, i -> i, got::add);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(got).isEqualTo(items);
  }

  private static void pause(long milliseconds) {
    await(new CountDownLatch(1), milliseconds);
  }

  private static boolean await(CountDownLatch latch) {
    return await(latch, TimeUnit.SECONDS.toMillis(30));
  }

  private static boolean await(CountDownLatch latch, long milliseconds) {
    try {
      return latch.await(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
