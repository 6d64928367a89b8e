package org.smashnas.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hipparchus.stat.StatUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.TestSpaces;
import org.smashnas.search.Candidate;
import org.smashnas.search.SearchResult;
import org.smashnas.statistics.Interval;
import org.smashnas.statistics.NoiseCeiling;
import org.smashnas.statistics.RankCorrelation;
import org.smashnas.statistics.SamplingNoise;
import org.smashnas.table.Tables;
import org.smashnas.train.Evaluation;
import org.smashnas.train.Outcomes;
import org.smashnas.train.Progress;
import tech.tablesaw.api.Table;

class CorrelationStudyTest {
  private static final int EXAMPLES = 40;

  @TempDir private Path folder;

  private final List<Architecture> six = Sampler.of(TestSpaces.tiny()).sample(6, 1);
  private final CorrelationStudy study = new CorrelationStudy(six, 1);
  private final List<String> trained = new ArrayList<>();
  private int interruptAt = Integer.MAX_VALUE;

  /** The architecture at index i misclassifies the first 10 + i of 40 test examples. */
  private Optional<Evaluation> train(Architecture a, long seed, Progress progress) {
    progress.begin("Training", 1, "steps");
    progress.end("trained");
    if (trained.size() == interruptAt) {
      return Optional.empty();
    }
    trained.add(a.id());
    return Optional.of(first(10 + six.indexOf(a)));
  }

  private final NormalTraining training = new NormalTraining(Map.of("data", "d"), this::train);

  private static Evaluation first(int wrong) {
    BitSet bits = new BitSet();
    bits.set(0, wrong);
    double error = (double) wrong / EXAMPLES;
    return new Evaluation(error, 3 * error, EXAMPLES, Outcomes.of(bits, EXAMPLES));
  }

  /** Scores go with the true errors, but for the first two, which are exchanged. */
  private Evaluation score(Architecture a) {
    int i = six.indexOf(a);
    return first(20 + (i < 2 ? 1 - i : i));
  }

  private ScoringNetwork rater(String regime, long seed) {
    return new ScoringNetwork(regime, seed, "the network", this::score);
  }

  private Correlation run(ScoringNetwork rater) {
    return study.run(training, rater, folder, Map.of("seed", "3"), Progress.silent(), 7);
  }

  @Test
  void everyArchitectureIsTrainedOnceAndScored() {
    Correlation found = run(rater("normal", 3));
    assertThat(trained).containsExactlyInAnyOrderElementsOf(six.stream().map(a -> a.id()).toList());
    assertThat(found.pairings()).hasSize(6);
    Pairing p =
        found.pairings().stream()
            .filter(q -> q.architecture().equals(six.get(4).id()))
            .findFirst()
            .orElseThrow();
    assertThat(p.smashScore()).isEqualTo(24 / 40.0);
    assertThat(p.trueError()).isEqualTo(14 / 40.0);
    assertThat(p.score().loss()).isCloseTo(3 * 0.6, within(1e-12));
    assertThat(p.parameters()).isEqualTo(six.get(4).parameters());
    assertThat(p.multiplyAdds()).isEqualTo(six.get(4).multiplyAdds());
    Table table = Tables.read(folder.resolve("correlation.arrow"));
    assertThat(table.columnNames())
        .containsExactly(
            "architecture_id",
            "regime",
            "hypernet_seed",
            "smash_score",
            "true_error",
            "parameters",
            "multiply_adds");
    assertThat(found.table().columnNames()).isEqualTo(table.columnNames());
    assertThat(found.table().rowCount()).isEqualTo(6);
    assertThat(Tables.metadata(folder.resolve("correlation.arrow")))
        .containsEntry("seed", "3")
        .containsEntry("data", "d")
        .containsEntry("trainings", "1");
  }

  @Test
  void theSummaryComparesScoresParametersMultiplyAddsAndRandomRankings() {
    Table summary = run(rater("normal", 3)).summary(1);
    assertThat(summary.columnNames().subList(0, 8))
        .containsExactly(
            "regime",
            "n",
            "spearman",
            "spearman_low",
            "spearman_high",
            "kendall",
            "kendall_low",
            "kendall_high");
    assertThat(summary.stringColumn("regime").asList())
        .containsExactly("normal", "normal_cross_entropy");
    // one exchange of neighbours among six: rho is 1 - 6 * 2 / 210, tau 1 - 2 / 15
    assertThat(summary.doubleColumn("spearman").get(0)).isCloseTo(1 - 12 / 210.0, within(1e-12));
    assertThat(summary.doubleColumn("kendall").get(0)).isCloseTo(1 - 2 / 15.0, within(1e-12));
    double[] sizes = six.stream().mapToDouble(a -> -a.parameters()).toArray();
    double[] errors = IntStream.range(0, 6).asDoubleStream().toArray();
    assertThat(summary.doubleColumn("parameters_spearman").get(0))
        .isCloseTo(RankCorrelation.spearman(sizes, errors), within(1e-12));
    double[] adds = six.stream().mapToDouble(a -> -a.multiplyAdds()).toArray();
    assertThat(summary.doubleColumn("multiply_adds_spearman").get(0))
        .isCloseTo(RankCorrelation.spearman(adds, errors), within(1e-12));
    double[] scores = {1, 0, 2, 3, 4, 5};
    assertThat(summary.doubleColumn("given_multiply_adds").get(0))
        .isCloseTo(RankCorrelation.partial(scores, errors, adds), within(1e-12));
    assertThat(summary.columnNames().subList(8, 23))
        .containsExactly(
            "parameters_spearman",
            "parameters_spearman_low",
            "parameters_spearman_high",
            "parameters_kendall",
            "parameters_kendall_low",
            "parameters_kendall_high",
            "multiply_adds_spearman",
            "multiply_adds_spearman_low",
            "multiply_adds_spearman_high",
            "given_multiply_adds",
            "given_multiply_adds_low",
            "given_multiply_adds_high",
            "random_low",
            "random_high",
            "p_value");
    // 6 of 720 orders have a rho as high
    assertThat(summary.doubleColumn("p_value").get(0)).isCloseTo(6 / 720.0, within(0.006));
  }

  @Test
  void anInterruptedStudyGoesOnWhereItWas() {
    interruptAt = 2;
    Correlation part = run(rater("normal", 3));
    assertThat(part.pairings()).hasSize(2);
    assertThat(part.rankings()).isEmpty();
    assertThat(part.summary(1).rowCount()).isZero();
    interruptAt = 4;
    assertThat(run(rater("normal", 3)).pairings()).hasSize(4);
    interruptAt = Integer.MAX_VALUE;
    assertThat(run(rater("normal", 3)).pairings()).hasSize(6);
    assertThat(trained).hasSize(6).doesNotHaveDuplicates();
  }

  @Test
  void aStudyThatFailedGoesOnWhereItWas() {
    ScoringNetwork broken =
        new ScoringNetwork(
            "normal",
            3,
            "the network",
            a -> {
              if (trained.size() == 3) {
                throw new IllegalStateException("out of memory");
              }
              return score(a);
            });
    assertThatThrownBy(() -> run(broken)).hasMessage("out of memory");
    assertThat(Correlation.read(folder).pairings()).hasSize(3);
    run(rater("normal", 3));
    assertThat(trained).hasSize(6).doesNotHaveDuplicates();
  }

  @Test
  void networksShareTrueErrorsAndTheirMeanScoreIsOneMoreRanking() {
    run(rater("normal", 3));
    // the second network gets the first two right and exchanges the last two
    ScoringNetwork second =
        new ScoringNetwork(
            "normal",
            4,
            "the network",
            a -> {
              int i = six.indexOf(a);
              return first(20 + (i > 3 ? 9 - i : i));
            });
    run(second);
    Correlation found = run(rater("crippled", 3));
    assertThat(trained).hasSize(6);
    assertThat(found.rankings())
        .extracting(Ranking::name)
        .containsExactly(
            "normal",
            "normal_cross_entropy",
            "normal_seed_4",
            "normal_mean",
            "normal_mean_cross_entropy",
            "crippled",
            "crippled_cross_entropy");
    // mean scores of the pairs exchanged are equal: ranks 1.5 1.5 3 4 5.5 5.5
    double[] ranks = {1.5, 1.5, 3, 4, 5.5, 5.5};
    double[] order = {1, 2, 3, 4, 5, 6};
    assertThat(found.ranking("normal_mean").correlation(1).spearman().value())
        .isCloseTo(RankCorrelation.spearman(ranks, order), within(1e-12));
    // scores 20.5 20.5 22 23 24.5 24.5 of 40, between two networks a standard deviation of 1 / sqrt
    // 2
    var bars = found.ranking("normal_mean").ranks().getSeriesMap().values().iterator().next();
    assertThat(bars.getXData()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(bars.getYData())
        .containsExactly(new double[] {51.25, 51.25, 55, 57.5, 61.25, 61.25}, within(1e-9));
    double sd = 2.5 / Math.sqrt(2);
    assertThat(bars.getExtraValues())
        .containsExactly(new double[] {sd, sd, 0, 0, sd, sd}, within(1e-9));
    assertThatThrownBy(() -> found.ranking("normal").ranks())
        .hasMessageContaining("one HyperNet's scores");
    assertThatThrownBy(() -> found.ranking("normal_seed_5"))
        .hasMessageStartingWith(
            "no ranking \"normal_seed_5\"; there are [normal, normal_cross_entropy");
  }

  @Test
  void severalTrainingsAreAveraged() {
    NormalTraining varied =
        new NormalTraining(
            Map.of(),
            (a, seed, progress) -> {
              trained.add(a.id());
              return Optional.of(first(trained.size() % 2 == 0 ? 10 : 20));
            });
    Correlation found =
        study
            .withTrainings(2)
            .run(varied, rater("normal", 3), folder, Map.of(), Progress.silent(), 7);
    assertThat(trained).hasSize(12);
    assertThat(found.pairings()).allSatisfy(p -> assertThat(p.trueError()).isEqualTo(15 / 40.0));
  }

  @Test
  void theFirstTrainingAloneIsWhatAStudyWithOneTrainingHas() {
    Correlation one = run(rater("normal", 3));
    Correlation two =
        study
            .withTrainings(2)
            .run(
                varying(),
                rater("normal", 3),
                folder.resolve("two"),
                Map.of(),
                Progress.silent(),
                7);
    Ranking first = two.ranking("normal").ofTrainings(1);
    assertThat(first.name()).isEqualTo("normal_1_training");
    assertThat(first.errors()).isEqualTo(one.ranking("normal").errors());
    assertThat(first.scores()).isEqualTo(two.ranking("normal").scores());
    assertThat(two.ranking("normal").errors()).isNotEqualTo(first.errors());
    assertThatThrownBy(() -> first.ofTrainings(2))
        .hasMessageContaining("which has 1; take 1 to 1 of them");
  }

  /** Like the others' training, but a second one of an architecture misses five examples more. */
  private NormalTraining varying() {
    List<String> seen = new ArrayList<>();
    return new NormalTraining(
        Map.of(),
        (a, seed, progress) -> {
          int more = seen.contains(a.id()) ? 5 * (six.indexOf(a) % 2) : 0;
          seen.add(a.id());
          return Optional.of(first(10 + six.indexOf(a) + more));
        });
  }

  @Test
  void fewerExamplesGiveTheErrorsOfThoseAlone() {
    Correlation found = run(rater("normal", 3));
    // the first 20 + i of 40 are wrong, the first two of the six exchanged: of the first 22, 20, 21
    // or all of them
    Ranking fewer = found.ranking("normal").onExamples(22);
    assertThat(fewer.name()).isEqualTo("normal_22_examples");
    assertThat(Arrays.stream(fewer.scores()).sorted().toArray())
        .containsExactly(new double[] {20 / 22.0, 21 / 22.0, 1, 1, 1, 1}, within(1e-12));
    assertThat(fewer.errors()).isEqualTo(found.ranking("normal").errors());
    Table rows = Correlation.summary(List.of(found.ranking("normal"), fewer), 1);
    assertThat(rows.stringColumn("regime").asList()).containsExactly("normal", fewer.name());
    assertThat(rows.doubleColumn("spearman").get(1))
        .isCloseTo(
            RankCorrelation.spearman(
                new double[] {2, 1, 4.5, 4.5, 4.5, 4.5}, new double[] {1, 2, 3, 4, 5, 6}),
            within(1e-12));
    assertThatThrownBy(() -> found.ranking("normal").onExamples(41))
        .hasMessageContaining("those of 40 were noted; take 1 to 40");
    assertThatThrownBy(() -> found.ranking("normal_cross_entropy").onExamples(22))
        .hasMessageContaining("take the ranking by error");
  }

  @Test
  void theCeilingIsThatOfPairedOutcomes() {
    Ranking ranking = run(rater("normal", 3)).ranking("normal");
    double[][] wrong = new double[6][EXAMPLES];
    for (int i = 0; i < 6; i++) {
      Arrays.fill(wrong[i], 0, 10 + i, 1);
    }
    double noise = SamplingNoise.paired(wrong);
    double[] errors = IntStream.range(0, 6).mapToDouble(i -> (10 + i) / 40.0).toArray();
    NoiseCeiling ceiling = ranking.ceiling(1);
    assertThat(ceiling.errorReliability())
        .isCloseTo(1 - noise * noise / StatUtils.variance(errors), within(1e-9));
    assertThatThrownBy(() -> run(rater("normal", 3)).ranking("normal_cross_entropy").ceiling(1))
        .hasMessageContaining("take the ranking by error");
  }

  @Test
  void tablesOfOtherConditionsAreRefusedAndStay() throws java.io.IOException {
    run(rater("normal", 3));
    byte[] before = Files.readAllBytes(folder.resolve("measurements.arrow"));
    NormalTraining other = new NormalTraining(Map.of("data", "other"), this::train);
    assertThatThrownBy(
            () -> study.run(other, rater("normal", 3), folder, Map.of(), Progress.silent(), 7))
        .hasMessageContaining(
            "was begun with data d, and now it is other; write to another folder");
    ScoringNetwork wider = new ScoringNetwork("normal", 3, "a wider network", this::score);
    assertThatThrownBy(() -> run(wider)).hasMessageContaining("begun with regime_normal");
    assertThat(folder.resolve("measurements.arrow")).hasBinaryContent(before);
  }

  @Test
  void architecturesAreSpreadOverTheRanking() {
    List<Architecture> all = Sampler.of(TestSpaces.tiny()).sample(50, 2);
    List<Candidate> candidates =
        IntStream.range(0, 50)
            .mapToObj(i -> new Candidate(all.get(i), null, "random", i / 50.0, 0, 0))
            .toList();
    List<Architecture> chosen =
        CorrelationStudy.of(new SearchResult(candidates), 10).architectures();
    // every fifth, as in the paper
    assertThat(chosen)
        .extracting(all::indexOf)
        .containsExactly(0, 5, 10, 15, 20, 25, 30, 35, 40, 45);
    assertThatThrownBy(() -> CorrelationStudy.of(new SearchResult(candidates), 51))
        .hasMessageContaining("51 architectures are wanted of a search that ranked 50");
    assertThatThrownBy(() -> new CorrelationStudy(all.subList(0, 2), 1))
        .hasMessageContaining("2 architectures, 2 of them different; give at least 3");
    assertThatThrownBy(() -> new ScoringNetwork("Free weights", 1, "", this::score))
        .hasMessageContaining("give a name in lower_snake_case");
  }

  @Test
  void theBarsAreTheRankingsCorrelations() {
    Correlation found = run(rater("normal", 3));
    List<Ranking> both = found.rankings();
    var bars = Correlation.plot(both, 1).getSeriesMap().values().iterator().next();
    assertThat(List.copyOf(bars.getXData())).isEqualTo(List.of("normal", "normal_cross_entropy"));
    // one exchange of neighbours among six in both
    assertThat(bars.getYData())
        .allSatisfy(y -> assertThat(y.doubleValue()).isCloseTo(1 - 12 / 210.0, within(1e-12)));
    Interval rho = both.get(0).correlation(1).spearman();
    assertThat(bars.getExtraValues().iterator().next().doubleValue())
        .isCloseTo(Math.max(rho.high() - rho.value(), rho.value() - rho.low()), within(1e-12));
  }

  @Test
  void theChartHasScoresErrorsAndCorrelation() {
    Ranking ranking = run(rater("normal", 3)).ranking("normal");
    var chart = ranking.plot(1);
    assertThat(chart.getTitle())
        .isEqualTo("normal: Spearman " + ranking.correlation(1).spearman() + ", n = 6");
    var points = chart.getSeriesMap().get("true error (test, %)");
    assertThat(Arrays.stream(points.getXData()).sorted().toArray())
        .containsExactly(new double[] {50, 52.5, 55, 57.5, 60, 62.5}, within(1e-9));
    assertThat(Arrays.stream(points.getYData()).sorted().toArray())
        .containsExactly(new double[] {25, 27.5, 30, 32.5, 35, 37.5}, within(1e-9));
  }
}
