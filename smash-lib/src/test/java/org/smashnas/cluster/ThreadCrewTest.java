package org.smashnas.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.smashnas.nn.InterOpThreads;
import org.smashnas.stop.Stop;

class ThreadCrewTest {
  private final List<Integer> pieces = IntStream.range(0, 30).boxed().toList();

  @Test
  void piecesAreToldOfInTheirOrder() {
    List<List<Integer>> told = new ArrayList<>();
    Crew<Integer, Integer> squares = Crew.threads(i -> i * i);
    assertThat(squares.work(pieces, (i, result) -> told.add(List.of(i, result.get())))).isTrue();
    assertThat(told).isEqualTo(pieces.stream().map(i -> List.of(i, i * i)).toList());
  }

  @Test
  void aStopEndsItOnceWhatIsBegunIsDoneAndToldOf() {
    AtomicInteger done = new AtomicInteger();
    List<Integer> told = new ArrayList<>();
    Crew<Integer, Integer> crew = Crew.threads(i -> done.incrementAndGet());
    boolean whole =
        crew.work(
            pieces,
            (i, result) -> {
              told.add(i);
              if (i == 4) {
                Stop.request(Thread.currentThread());
              }
            });
    assertThat(whole).isFalse();
    assertThat(Stop.taken()).isFalse();
    assertThat(told).hasSize(done.get()).isEqualTo(pieces.subList(0, done.get()));
    assertThat(done.get()).isBetween(5, 5 + InterOpThreads.count());
  }

  @Test
  void ofAStopBeforeItNothingIsDone() {
    Stop.request(Thread.currentThread());
    assertThat(Crew.threads((Integer i) -> i).work(pieces, (i, result) -> {})).isFalse();
    assertThat(Crew.threads((Integer i) -> i).work(pieces, (i, result) -> {})).isTrue();
  }

  @Test
  void whatAPieceOrTheListenerThrowsIsThrown() {
    Crew<Integer, Integer> broken = Crew.threads(i -> 6 / (i - 3));
    assertThatThrownBy(() -> broken.work(pieces, (i, result) -> {}))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(
            () ->
                Crew.threads((Integer i) -> i)
                    .work(
                        pieces,
                        (i, result) -> {
                          throw new IllegalStateException("the disk is full");
                        }))
        .hasMessage("the disk is full");
  }
}
