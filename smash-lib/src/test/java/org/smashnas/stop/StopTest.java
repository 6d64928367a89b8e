package org.smashnas.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StopTest {
  @AfterEach
  void takeBack() {
    Stop.taken();
  }

  @Test
  void aRequestOutlivesALostInterruptAndIsTakenOnce() {
    Thread here = Thread.currentThread();
    Stop.request(here);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(Stop.requested(here)).isTrue();
    assertThat(Stop.taken()).isTrue();
    assertThat(Stop.requested(here)).isFalse();
    assertThat(Stop.taken()).isFalse();
  }

  @Test
  void takingARequestTakesTheInterruptFlagToo() {
    Stop.request(Thread.currentThread());
    assertThat(Stop.taken()).isTrue();
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void anInterruptAloneIsARequest() {
    Thread.currentThread().interrupt();
    assertThat(Stop.requested(Thread.currentThread())).isTrue();
    assertThat(Stop.taken()).isTrue();
    assertThat(Stop.taken()).isFalse();
  }

  @Test
  void aRequestIsOneThreadsOwn() {
    Thread other = new Thread(() -> {});
    Stop.request(other);
    assertThat(Stop.taken()).isFalse();
    assertThat(Stop.requested(other)).isTrue();
  }

  @Test
  void aForgottenRequestIsGone() {
    Stop.request(Thread.currentThread());
    assertThat(Thread.interrupted()).isTrue();
    Stop.forgetAll();
    assertThat(Stop.taken()).isFalse();
  }

  @Test
  void anInterruptBeforeUndisturbedWorkStays() {
    Thread.currentThread().interrupt();
    boolean seenByWork = Stop.undisturbed(() -> Thread.currentThread().isInterrupted());
    assertThat(seenByWork).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anInterruptDuringUndisturbedWorkStays() {
    Thread caller = Thread.currentThread();
    CountDownLatch never = new CountDownLatch(1);
    String made =
        Stop.undisturbed(
            () -> {
              caller.interrupt();
              return never.getCount() + " left";
            });
    assertThat(made).isEqualTo("1 left");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whatUndisturbedWorkThrowsIsThrownAsItIs() {
    AtomicReference<RuntimeException> thrown =
        new AtomicReference<>(new IllegalStateException("no ink"));
    assertThatThrownBy(
            () ->
                Stop.undisturbed(
                    () -> {
                      throw thrown.get();
                    }))
        .isSameAs(thrown.get());
    assertThatThrownBy(
            () ->
                Stop.undisturbed(
                    () -> {
                      throw new StackOverflowError();
                    }))
        .isInstanceOf(StackOverflowError.class);
  }
}
