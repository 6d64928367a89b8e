package org.smashnas.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.TestSpaces;
import org.smashnas.study.Halving.Mark;
import org.smashnas.train.Progress;
import org.smashnas.train.TrainingException;

class HalvingTest {
  private static final List<Architecture> NETWORKS = Sampler.of(TestSpaces.tiny()).sample(27, 1);

  /** Network i has error [i][rung] at the plan's rungs; "2@9" is network 2 after 9 epochs. */
  private static Halved run(Halving plan, double[][] errors, List<String> trained) {
    HalvingRun run =
        new HalvingRun(
            plan,
            NETWORKS.subList(0, errors.length),
            (network, epochs) -> {
              int i = NETWORKS.indexOf(network);
              trained.add(i + "@" + epochs);
              double error = errors[i][plan.rungs(0).indexOf(epochs)];
              return Optional.of(new Mark(network.id(), epochs, error, 1));
            });
    assertThat(run.run()).isTrue();
    return run.halved();
  }

  @Test
  void rungsAreEtaTimesTheOneBelowAndEndWithTheWholeTraining() {
    assertThat(Halving.of(9).rungs(0)).containsExactly(1, 3, 9);
    assertThat(Halving.of(12).withBrackets(2).rungs(1)).containsExactly(3, 9, 12);
    assertThat(new Halving(2, 5, 5, 1).rungs(0)).containsExactly(5);
  }

  @Test
  void theRuleIsThatOfThePaperByHand() {
    // One of two goes on. Written down step by step from Li et al.'s Algorithm 2.
    double[][] errors = {{.4, 0, 0}, {.3, .25, 0}, {.2, .15, .1}, {.1, .05, .2}};
    List<String> trained = new ArrayList<>();
    Halved halved = run(new Halving(2, 1, 4, 1), errors, trained);
    assertThat(trained)
        .containsExactly("0@1", "1@1", "1@2", "2@1", "2@2", "2@4", "3@1", "3@2", "3@4");
    // 1 + 2 + 4 + 4 of 4 x 4 epochs.
    assertThat(halved.epochs()).isEqualTo(11);
    assertThat(halved.share()).isEqualTo(11 / 16.0);
    assertThat(halved.best()).isEqualTo(NETWORKS.get(2));
    assertThat(halved.finished()).containsExactly(NETWORKS.get(2).id(), NETWORKS.get(3).id());
    assertThat(halved)
        .hasToString(
            "best of 4 networks: %s, 2 trained to the end, 69%% of all epochs"
                .formatted(NETWORKS.get(2).id()));
    assertThat(halved.table().intColumn("networks").asList()).containsExactly(4, 3, 2);
    assertThat(halved.table().intColumn("stopped").asList()).containsExactly(1, 1, 2);
    assertThat(halved.table().doubleColumn("median_error").asList())
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1)
        .containsExactly(.25, .15, .15);
  }

  @Test
  void ofNetworksFromTheBestToTheWorstAsManyGoOnAsWhereAllWait() {
    double[][] errors = new double[27][4];
    IntStream.range(0, 27).forEach(i -> Arrays.fill(errors[i], i / 27.0));
    Halved halved = run(new Halving(3, 1, 27, 1), errors, new ArrayList<>());
    assertThat(halved.table().intColumn("networks").asList()).containsExactly(27, 9, 3, 1);
    assertThat(halved.best()).isEqualTo(NETWORKS.get(0));
  }

  @Test
  void whoGoesOnWhereAllWaitAtTheFirstRungGoesOnHere() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      int n = 6 + random.nextInt(22);
      int eta = 2 + random.nextInt(3);
      double[][] errors = new double[n][3];
      for (double[] curve : errors) {
        Arrays.setAll(curve, i -> random.nextDouble());
      }
      Halved halved = run(new Halving(eta, 1, eta * eta, 1), errors, new ArrayList<>());
      Set<String> waited =
          IntStream.range(0, n)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> errors[i][0]))
              .limit(n / eta)
              .map(i -> NETWORKS.get(i).id())
              .collect(Collectors.toSet());
      assertThat(halved.marks().stream().filter(m -> m.epoch() == eta).map(Mark::architecture))
          .containsAll(waited);
      // Never more than one of eta goes on from what is there, but for the lone one at the end.
      long second = halved.marks().stream().filter(m -> m.epoch() == eta).count();
      assertThat((long) halved.finished().size()).isLessThanOrEqualTo(Math.max(1, second));
      assertThat(halved.finished()).isNotEmpty();
    }
  }

  @Test
  void fewNetworksStillBringOneToTheEnd() {
    double[][] errors = {{.4, .4, .4}, {.3, .3, .3}};
    List<String> trained = new ArrayList<>();
    run(Halving.of(9), errors, trained);
    assertThat(trained).containsExactly("0@1", "1@1", "1@3", "1@9");
  }

  @Test
  void theSecondBracketBeginsAtTheSecondRung() {
    double[][] errors = {{.4, .4, .4}, {.3, .3, .3}, {.2, .2, .2}, {.1, .1, .1}};
    List<String> trained = new ArrayList<>();
    run(new Halving(2, 1, 4, 2), errors, trained);
    // 0 and 2 are the first bracket's, 1 and 3 the second's.
    assertThat(trained).containsExactly("0@1", "1@2", "2@1", "2@2", "3@2", "3@4");
  }

  @Test
  void equalErrorsAreToldApartByLoss() {
    HalvingRun run =
        new HalvingRun(
            new Halving(2, 1, 2, 1),
            NETWORKS.subList(0, 2),
            (a, epochs) ->
                Optional.of(new Mark(a.id(), epochs, .5, a.equals(NETWORKS.get(0)) ? 2 : 1)));
    run.run();
    assertThat(run.halved().finished()).containsExactly(NETWORKS.get(1).id());
  }

  @Test
  void anInterruptedRunGoesOnAndTrainsNothingTwice(@TempDir Path folder) {
    List<String> trained = new ArrayList<>();
    int[] stopAt = {4};
    Halving.Training training =
        (network, epochs, progress) -> {
          if (trained.size() == stopAt[0]) {
            return Optional.empty();
          }
          trained.add(NETWORKS.indexOf(network) + "@" + epochs);
          return Optional.of(new Mark(network.id(), epochs, 1.0 / (1 + trained.size()), 1));
        };
    Halving plan = new Halving(2, 1, 4, 1);
    List<Architecture> six = NETWORKS.subList(0, 6);
    Halved part = halve(plan, six, training, folder);
    assertThat(part.marks()).hasSize(4);
    stopAt[0] = Integer.MAX_VALUE;
    Halved whole = halve(plan, six, training, folder);
    assertThat(whole.marks().subList(0, 4)).isEqualTo(part.marks());
    assertThat(trained).doesNotHaveDuplicates().hasSize(whole.marks().size());
    // More networks go on with what is there.
    Halved more = halve(plan, NETWORKS.subList(0, 8), training, folder);
    assertThat(more.networks()).hasSize(8);
    assertThat(trained).doesNotHaveDuplicates();
  }

  @Test
  void aNetworkThatComesToNoNumberGoesNoFurther(@TempDir Path folder) {
    Halved halved =
        halve(
            new Halving(2, 1, 2, 1),
            NETWORKS.subList(0, 2),
            (network, epochs, progress) -> {
              if (network.equals(NETWORKS.get(0))) {
                throw new TrainingException("the loss is NaN");
              }
              return Optional.of(new Mark(network.id(), epochs, 1, 2));
            },
            folder);
    assertThat(halved.finished()).containsExactly(NETWORKS.get(1).id());
  }

  private static Halved halve(
      Halving plan, List<Architecture> networks, Halving.Training training, Path folder) {
    return plan.run(
        networks,
        training,
        folder.resolve("halving.arrow"),
        Map.of(),
        Map.of("seed", "1"),
        Progress.silent());
  }

  @Test
  void truthsAreReplayedByTheirCurves(@TempDir Path folder) {
    TruthFixture fixture = new TruthFixture();
    Truths truths = fixture.run(fixture.plan, folder);
    List<Architecture> worstFirst = new ArrayList<>(fixture.six);
    Collections.reverse(worstFirst);
    Halved halved = new Halving(3, 1, 3, 1).replay(truths, "long", worstFirst);
    // After one epoch network 1 is before network 0, which is the better one in the end.
    assertThat(halved.finished()).contains(fixture.six.get(1).id());
    assertThat(halved.marks().get(0).validationError()).isEqualTo(0.05 * 5 + 0.5);
    assertThatThrownBy(() -> Halving.of(4).replay(truths, "long", fixture.six))
        .hasMessageContaining("have no 4 epochs of network");
  }

  @Test
  void aPlanThatCannotBeIsRefused() {
    assertThatThrownBy(() -> new Halving(1, 1, 9, 1)).hasMessage("eta is 1; give 2 or more");
    assertThatThrownBy(() -> new Halving(3, 4, 3, 1)).hasMessageContaining("from 4 to 3 epochs");
    assertThatThrownBy(() -> Halving.of(9).withBrackets(4))
        .hasMessage("brackets is 4; there are 3 rungs, so give 1 to 3");
    List<Architecture> twice = List.of(NETWORKS.get(0), NETWORKS.get(0));
    assertThatThrownBy(() -> run(Halving.of(1), new double[0][], new ArrayList<>()))
        .hasMessageContaining("0 networks were given");
    assertThatThrownBy(() -> new HalvingRun(Halving.of(1), twice, (a, e) -> Optional.empty()))
        .hasMessageContaining("each once");
  }
}
