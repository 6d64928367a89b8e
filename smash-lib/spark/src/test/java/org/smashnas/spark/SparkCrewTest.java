package org.smashnas.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.smashnas.cluster.Cluster;
import org.smashnas.cluster.Crew;
import org.smashnas.cluster.PieceException;
import org.smashnas.stop.Stop;
import org.smashnas.train.TrainingException;

/** What becomes of pieces, in two threads of this JVM. */
class SparkCrewTest {
  private static final String MASTER = "local[2,3]";

  @BeforeEach
  void forget() {
    Toy.TRIES.clear();
  }

  @AfterAll
  static void close() {
    Cluster.spark(MASTER).close();
  }

  private static Crew<Integer, Integer> crew(Toy toy) {
    return Cluster.spark(MASTER).<Integer, Integer>crew(() -> toy).orElseThrow();
  }

  private static Map<Integer, Supplier<Integer>> done(Toy toy, List<Integer> pieces) {
    Map<Integer, Supplier<Integer>> done = new TreeMap<>();
    assertThat(crew(toy).work(pieces, (i, result) -> assertThat(done.put(i, result)).isNull()))
        .isTrue();
    return done;
  }

  @Test
  void everyPieceIsDoneOnceAndWorkIsOpenedOnceAJvm() {
    done(new Toy("0", true), List.of(1));
    Toy.OPENED.set(0);
    Toy.CLOSED.set(0);
    List<Integer> pieces = IntStream.range(100, 140).boxed().toList();
    Map<Integer, Supplier<Integer>> done = done(new Toy("a", true), pieces);
    done(new Toy("a", true), pieces.subList(0, 3));
    assertThat(done.keySet()).hasSize(40);
    done.forEach((i, r) -> assertThat(r.get()).isEqualTo((100 + i) * (100 + i)));
    assertThat(Toy.OPENED).hasValue(1);
    assertThat(Toy.CLOSED).hasValue(1);
  }

  @Test
  void aPieceIsTriedThreeTimesAndFailsAloneWithItsError() {
    List<Integer> pieces = List.of(1, Toy.BROKEN, 2, Toy.SHAKY, 3, Toy.UNTRAINABLE);
    Map<Integer, Supplier<Integer>> done = done(new Toy("c", true), pieces);
    assertThatThrownBy(done.get(1)::get)
        .isInstanceOf(PieceException.class)
        .hasMessageContaining("no luck with 13 (tried 3 times, last on ");
    assertThat(Toy.TRIES.get(Toy.BROKEN)).hasValue(3);
    assertThat(done.get(3).get()).isEqualTo(196);
    assertThatThrownBy(done.get(5)::get)
        .isInstanceOf(TrainingException.class)
        .hasMessage("the loss is NaN");
    assertThat(Toy.TRIES.get(Toy.UNTRAINABLE)).hasValue(1);
    assertThat(done.get(4).get()).isEqualTo(9);
  }

  @Test
  void whatNoExecutorCanBeMadeReadyForIsAnError() {
    Crew<Integer, Integer> crew = crew(new Toy("d", false));
    assertThatThrownBy(() -> crew.work(List.of(1, 2), (i, result) -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the examples are others");
    assertThat(done(new Toy("e", true), List.of(5)).get(0).get()).isEqualTo(25);
  }

  @Test
  void aStopEndsPiecesUnderWayAndKeepsWhatIsDone() {
    Thread caller = Thread.currentThread();
    Toy.INTERRUPTED.set(0);
    List<Integer> done = new ArrayList<>();
    boolean whole =
        crew(new Toy("f", true))
            .work(
                List.of(1, 2, Toy.ENDLESS, 3, Toy.ENDLESS, Toy.ENDLESS),
                (i, result) -> {
                  done.add(result.get());
                  if (done.size() == 2) {
                    Stop.request(caller);
                  }
                });
    assertThat(whole).isFalse();
    assertThat(done).hasSizeBetween(2, 3).contains(1);
    assertThat(Thread.interrupted()).isFalse();
    // The executor is free again for what waits for its turn.
    assertThat(done(new Toy("f", true), List.of(7)).get(0).get()).isEqualTo(49);
    assertThat(Toy.INTERRUPTED).hasPositiveValue();
  }

  @Test
  void theSameClusterIsGivenAgainUntilItIsClosed() {
    Cluster first = Cluster.spark(MASTER);
    assertThat(Cluster.spark(MASTER)).isSameAs(first).asString().contains("local[2,3]");
    first.close();
    assertThat(Cluster.spark(MASTER)).isNotSameAs(first);
    assertThatThrownBy(() -> SparkSettings.of("", Map.of()))
        .hasMessageContaining("the master is empty");
  }

  @Test
  void executorsGetOnePieceAtATimeForAllTheirCores() {
    var conf = SparkSettings.of("spark://host:7077", Map.of("spark.executor.cores", "4"));
    assertThat(conf.get("spark.task.cpus")).isEqualTo("4");
    assertThat(conf.get("spark.executorEnv.OMP_NUM_THREADS")).isEqualTo("4");
    assertThat(conf.get("spark.jars")).contains("pytorch-native").doesNotContain("spark-core");
    conf =
        SparkSettings.of(
            "yarn",
            Map.of(
                "spark.executor.resource.gpu.amount", "1", "spark.executor.extraClassPath", "x"));
    assertThat(conf.get("spark.task.resource.gpu.amount")).isEqualTo("1");
    assertThat(conf.contains("spark.jars")).isFalse();
    assertThat(SparkSettings.of("local", Map.of()).get("spark.master")).isEqualTo("local[1,4]");
    assertThat(SparkSettings.of("local[*]", Map.of()).get("spark.master")).isEqualTo("local[*,4]");
  }
}
