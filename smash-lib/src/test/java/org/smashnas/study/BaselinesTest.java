package org.smashnas.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.statistics.RankCorrelation;
import org.smashnas.train.Progress;
import tech.tablesaw.api.Table;

class BaselinesTest {
  @TempDir private Path folder;

  private final TruthFixture fixture = new TruthFixture();
  private final List<String> asked = new ArrayList<>();
  private Truths truths;

  /** By the long schedule, network i has the i-th error from below. */
  @BeforeEach
  void train() {
    truths = fixture.run(fixture.plan, folder);
  }

  private Predictor by(String name, IntToDoubleFunction value) {
    return new Predictor(
        name,
        a -> {
          int i = fixture.six.indexOf(a);
          asked.add(name + " " + i);
          return value.applyAsDouble(i);
        });
  }

  private Baselines measure(Map<String, String> conditions, Predictor... predictors) {
    return Baselines.measure(
        List.of(predictors), truths, folder, Map.of("threads", "1"), conditions, Progress.silent());
  }

  @Test
  void correlationsAreThoseOfTheRanksAndPositiveForHighMeansGood() {
    Baselines found =
        measure(
            Map.of(),
            by("right", i -> -i),
            by("exchanged", i -> i < 2 ? i - 1 : -i),
            by("wrong", i -> i),
            Predictor.multiplyAdds());
    assertThat(found).isEqualTo(Baselines.read(folder));
    assertThat(found)
        .hasToString("24 values of 6 networks by [right, exchanged, wrong, multiply_adds]");
    assertThat(found.values("right")).containsEntry(fixture.six.get(4).id(), -4.0).hasSize(6);
    Table table = found.against(truths, "long", 1);
    assertThat(table.columnNames())
        .containsExactly(
            "predictor",
            "n",
            "spearman",
            "spearman_low",
            "spearman_high",
            "given_multiply_adds",
            "given_multiply_adds_low",
            "given_multiply_adds_high",
            "seconds");
    assertThat(table.intColumn("n").asList()).containsExactly(6, 6, 6, 6);
    assertThat(table.row(0).getDouble("spearman")).isCloseTo(1, within(1e-12));
    assertThat(table.row(1).getDouble("spearman")).isCloseTo(1 - 12 / 210.0, within(1e-12));
    assertThat(table.row(2).getDouble("spearman")).isCloseTo(-1, within(1e-12));
    double[] ranks = IntStream.range(0, 6).mapToDouble(i -> i).toArray();
    double[] fewer = fixture.six.stream().mapToDouble(a -> -a.multiplyAdds()).toArray();
    assertThat(table.row(3).getDouble("spearman"))
        .isCloseTo(RankCorrelation.spearman(fewer, ranks), within(1e-12));
    assertThat(table.doubleColumn("given_multiply_adds").isMissing(3)).isTrue();
    assertThat(table.row(0).getDouble("given_multiply_adds"))
        .isCloseTo(RankCorrelation.partial(ranks, ranks, fewer), within(1e-12));
    assertThat(table.doubleColumn("seconds").asList()).allMatch(s -> s >= 0 && s < 5);
    // by the short schedule the first two errors are exchanged, too
    Table brief = found.against(truths, "short", 1);
    assertThat(brief.row(0).getDouble("spearman")).isCloseTo(1 - 12 / 210.0, within(1e-12));
    assertThat(brief.row(1).getDouble("spearman")).isCloseTo(1, within(1e-12));
  }

  @Test
  void networksWithoutANumberAreLeftOut() {
    double[] values = {0, -1, Double.NaN, -3, Double.POSITIVE_INFINITY, -2};
    Baselines found = measure(Map.of(), by("holes", i -> values[i]), by("none", i -> Double.NaN));
    assertThat(found.values("holes")).hasSize(4).doesNotContainKey(fixture.six.get(2).id());
    Table table = found.against(truths, "long", 1);
    assertThat(table.intColumn("n").asList()).containsExactly(4, 0);
    // of four, the last two are exchanged
    assertThat(table.row(0).getDouble("spearman")).isCloseTo(1 - 12 / 60.0, within(1e-12));
    assertThat(table.doubleColumn("spearman").isMissing(1)).isTrue();
    assertThatThrownBy(() -> found.values("some"))
        .hasMessageContaining("no predictor \"some\"; there are [holes, none]");
    asked.clear();
    measure(Map.of(), by("none", i -> 1));
    assertThat(asked).isEmpty();
  }

  @Test
  void anEndedRunGoesOnAndMeasuresNothingTwice() {
    Predictor failing =
        by(
            "one",
            i -> {
              if (i == 2 && asked.size() < 6) {
                throw new IllegalStateException("a crash");
              }
              return i;
            });
    assertThatThrownBy(() -> measure(Map.of(), failing, by("two", i -> -i))).hasMessage("a crash");
    assertThat(Baselines.read(folder).rows()).hasSize(4);
    asked.remove("one 2");
    Predictor stopping =
        by(
            "two",
            i -> {
              if (i == 3) {
                Thread.currentThread().interrupt();
              }
              return -i;
            });
    assertThat(measure(Map.of(), by("one", i -> i), stopping).rows()).hasSize(8);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    Baselines whole = measure(Map.of(), by("one", i -> i), by("two", i -> -i));
    assertThat(whole.rows()).hasSize(12);
    assertThat(asked).hasSize(12).doesNotHaveDuplicates();
    // one's own joins the table
    assertThat(measure(Map.of(), by("three", i -> 0)).predictors())
        .containsExactly("one", "two", "three");
    assertThat(asked).hasSize(18).doesNotHaveDuplicates();
    assertThat(Truths.read(folder)).isEqualTo(truths);
  }

  @Test
  void otherConditionsAndOtherTruthsAreRefused() {
    Predictor right = by("right", i -> -i);
    Baselines found = measure(Map.of("seed", "1"), right);
    assertThatThrownBy(() -> measure(Map.of("seed", "2"), right))
        .hasMessageContaining("baselines.arrow was begun with seed 1, and now it is 2");
    Truths wider = truths(TestSpaces.tiny().withMaxBanks(6), fixture.six);
    assertThatThrownBy(
            () ->
                Baselines.measure(
                    List.of(right), wider, folder, Map.of(), Map.of(), Progress.silent()))
        .hasMessageContaining("baselines.arrow was begun with search_space SearchSpace[");
    assertThatThrownBy(() -> found.against(wider, "long", 1))
        .hasMessageContaining("maxBanks=6")
        .hasMessageContaining("give the truths that they were measured for");
    List<Architecture> others =
        Sampler.of(TestSpaces.tiny()).sample(9, 99).stream()
            .filter(a -> !fixture.six.contains(a))
            .toList();
    assertThatThrownBy(() -> found.against(truths(TestSpaces.tiny(), others), "long", 1))
        .hasMessageContaining("know 0 of them");
    // some of the networks are no other ones
    Truths half = truths.half(0);
    assertThat(found.against(half, "long", 1).intColumn("n").get(0))
        .isEqualTo(half.networks().size());
    assertThatThrownBy(() -> measure(Map.of(), right, right)).hasMessageContaining("each once");
  }

  private Truths truths(SearchSpace space, List<Architecture> networks) {
    return new Truths(
        "others", truths.metadata(), networks.stream().map(a -> a.into(space)).toList(), List.of());
  }
}
