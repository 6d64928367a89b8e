package org.smashnas.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.encoding.Corruption;
import org.smashnas.encoding.Corruption.Kind;
import org.smashnas.encoding.Embedding;
import org.smashnas.encoding.Encoding;
import org.smashnas.encoding.Field;
import org.smashnas.statistics.Interval;
import org.smashnas.table.Tables;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Measure;
import org.smashnas.train.Progress;

class CorruptionStudyTest {
  @TempDir private Path folder;

  private final SearchSpace space = TestSpaces.tiny();
  private final Encoding encoding = Encoding.oneHot(space);
  private final List<Architecture> four = Sampler.of(space).sample(4, 1);
  private final CorruptionStudy study =
      CorruptionStudy.of(four).withKinds(List.of(Kind.ZERO, Kind.SWAP));
  private int evaluations;
  private int interruptAfter = Integer.MAX_VALUE;

  /** A network that listens to the field kernel only, whose loss is an error of 0.25 and 2 nats. */
  private Evaluation evaluate(Architecture a, Embedding code) {
    if (++evaluations == interruptAfter) {
      Thread.currentThread().interrupt();
    }
    Embedding truth = encoding.encode(a);
    boolean heard =
        encoding.places("kernel").stream()
            .allMatch(
                channel -> {
                  for (int l = 0; l < code.columns(); l++) {
                    if (code.at(channel, 0, l) != truth.at(channel, 0, l)) {
                      return false;
                    }
                  }
                  return true;
                });
    return new Evaluation(heard ? 0.5 : 0.75, heard ? 1 : 3, 100);
  }

  private Corruptions run() {
    return study.run(
        encoding,
        this::evaluate,
        folder,
        Map.of("seed", "1"),
        Map.of("network", "n"),
        Progress.silent(),
        5);
  }

  @Test
  void everyFieldIsMadeWrongInEveryWayAndTheTrueCodeMeasuredOnce() {
    Corruptions found = run();
    int fields = encoding.fields().size() + 1;
    assertThat(found.rows()).hasSize(4 * fields * 2);
    assertThat(evaluations).isEqualTo(4 * (fields * 2 + 1));
    assertThat(found.fields()).hasSize(fields).contains("read", "units", "all");
    assertThat(found.rows()).extracting(Corruptions.Row::kind).containsOnly("zero", "swap");
    assertThat(found.rows()).allSatisfy(r -> assertThat(r.cleanError()).isEqualTo(0.5));
    assertThat(Tables.read(folder.resolve("corruption.arrow")).columnNames())
        .containsExactly(
            "architecture_id",
            "field",
            "kind",
            "clean_error",
            "corrupted_error",
            "clean_cross_entropy",
            "corrupted_cross_entropy");
  }

  @Test
  void onlyTheFieldThatIsHeardRaisesTheError() {
    Corruptions zero = run().ofKind("zero");
    assertThat(zero.rise("kernel", 1)).isEqualTo(new Interval(0.25, 0.25, 0.25));
    assertThat(zero.rise("all", 1)).isEqualTo(new Interval(0.25, 0.25, 0.25));
    assertThat(zero.bestShare("kernel")).isEqualTo(1);
    assertThat(zero.equalShare("kernel")).isZero();
    assertThat(zero.rise("read", 1)).isEqualTo(new Interval(0, 0, 0));
    assertThat(zero.bestShare("read")).isZero();
    assertThat(zero.equalShare("read")).isEqualTo(1);
    assertThat(zero.bestShare()).isZero();
    assertThatThrownBy(() -> zero.rise("depth", 1)).hasMessageContaining("no field \"depth\"");
  }

  @Test
  void theSummaryAndTheChartHaveARowAndABarEachField() {
    Corruptions zero = run().ofKind("zero");
    var summary = zero.summary(1);
    assertThat(summary.columnNames())
        .containsExactly(
            "field",
            "measure",
            "n",
            "mean_rise",
            "rise_low",
            "rise_high",
            "best_share",
            "best_share_low",
            "best_share_high",
            "equal_share");
    assertThat(summary.stringColumn("field").asList()).isEqualTo(zero.fields());
    assertThat(summary.intColumn("n").asList()).containsOnly(4);
    var bars = zero.plot(1).getSeriesMap().get("percentage points");
    assertThat(bars.getXData()).hasToString(zero.fields().toString());
    int kernel = zero.fields().indexOf("kernel");
    assertThat(List.copyOf(bars.getYData()).get(kernel).doubleValue()).isEqualTo(25);
    var nats = zero.by(Measure.CROSS_ENTROPY).plot(1).getSeriesMap().get("nats");
    assertThat(List.copyOf(nats.getYData()).get(kernel).doubleValue()).isEqualTo(2);
  }

  @Test
  void kindsAreAveragedForEachArchitecture() {
    var rows =
        List.of(
            new Corruptions.Row("a", "read", "zero", 0.5, 0.7, 1, 1),
            new Corruptions.Row("a", "read", "swap", 0.5, 0.5, 1, 1.5),
            new Corruptions.Row("b", "read", "zero", 0.5, 0.6, 1, 0.75));
    Corruptions found = new Corruptions(rows);
    // 0.1 of architecture a, 0.1 of b
    assertThat(found.rise("read", 1).value()).isCloseTo(0.1, within(1e-12));
    assertThat(found.rise("read", 1).high()).isCloseTo(0.1, within(1e-12));
    assertThat(found.bestShare()).isEqualTo(0.5);
    assertThat(found.bestShare("read")).isEqualTo(0.5);
    // Wilson's ends for one of two: (p + z^2 / 2n -+ z sqrt(p q / n + z^2 / 4n^2)) / (1 + z^2 / n)
    Interval half = found.bestShareInterval("read");
    assertThat(half.value()).isEqualTo(0.5);
    assertThat(half.low()).isCloseTo(0.0945, within(1e-4));
    assertThat(half.high()).isCloseTo(0.9055, within(1e-4));
    // a: 0 and 0.5 nats, b: -0.25
    Corruptions inNats = found.by(Measure.CROSS_ENTROPY);
    assertThat(inNats.rise("read", 1).value()).isCloseTo(0, within(1e-12));
    assertThat(inNats.bestShare()).isZero();
    assertThat(inNats.ofKind("swap").bestShare()).isEqualTo(1);
    assertThatThrownBy(() -> found.ofKind("noise")).hasMessageContaining("no false code");
  }

  @Test
  void anInterruptedStudyGoesOnWhereItWas() {
    interruptAfter = 20;
    int before = run().rows().size();
    assertThat(Thread.interrupted()).isFalse();
    // the true code and 19 false ones
    assertThat(before).isEqualTo(19);
    Corruptions whole = run();
    int fields = encoding.fields().size() + 1;
    assertThat(whole.rows()).hasSize(4 * fields * 2).doesNotHaveDuplicates();
    // the true code of the architecture that was cut off is known from its rows
    assertThat(evaluations).isEqualTo(4 * (fields * 2 + 1));
  }

  @Test
  void allFieldsTogetherAreThoseOfOneOtherArchitecture() {
    Architecture a = four.get(0);
    Embedding all = CorruptionStudy.corrupted(encoding, a, "all", Kind.SWAP, 5);
    for (Field f : encoding.fields()) {
      Embedding one = CorruptionStudy.corrupted(encoding, a, f.name(), Kind.SWAP, 5);
      for (int channel : encoding.places(f.name())) {
        for (int l = 0; l < all.columns(); l++) {
          assertThat(all.at(channel, 0, l)).isEqualTo(one.at(channel, 0, l));
        }
      }
    }
    Embedding blank = CorruptionStudy.corrupted(encoding, a, "all", Kind.ZERO, 5);
    assertThat(blank.values()).containsOnly(0);
    assertThat(CorruptionStudy.corrupted(encoding, a, "units", Kind.NOISE, 5))
        .isNotEqualTo(encoding.encode(a));
    // the library's own corruption, with the seed that every field of the architecture shares
    assertThat(CorruptionStudy.corrupted(encoding, a, "read", Kind.ZERO, 5))
        .isEqualTo(Corruption.of(Kind.ZERO, "read").apply(encoding, a, 0));
  }

  @Test
  void studiesOfNothingOrOfTheSameTwiceAreRefused() {
    Architecture a = four.get(0);
    assertThatThrownBy(() -> CorruptionStudy.of(List.of())).hasMessageContaining("0 architectures");
    assertThatThrownBy(() -> CorruptionStudy.of(List.of(a, a)))
        .hasMessageContaining("2 architectures, 1 of them different");
    assertThatThrownBy(() -> study.withKinds(List.of(Kind.ZERO, Kind.ZERO)))
        .hasMessageContaining("kinds [ZERO, ZERO]; give at least one, each once");
  }
}
