package org.smashnas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.data.Minibatch;
import org.smashnas.nn.PointwiseSource;
import org.smashnas.nn.Precision;
import org.smashnas.nn.ResultNet;
import org.smashnas.stop.Stop;

class SmashTrainerTest {
  private static List<Double> weights(TinyRun run) {
    List<Double> sums = new ArrayList<>();
    run.net
        .parameters()
        .trained()
        .values()
        .forEach(w -> sums.add((double) w.square().sum().getFloat()));
    return sums;
  }

  private static List<Double> losses(History history) {
    return history.epochs().stream().map(Epoch::trainLoss).toList();
  }

  @Test
  void twoRunsWithOneSeedAreIdentical() {
    try (TinyRun a = new TinyRun();
        TinyRun b = new TinyRun()) {
      History first = a.trainer(3).run(Progress.silent());
      History second = b.trainer(3).run(Progress.silent());
      assertThat(losses(second)).isEqualTo(losses(first));
      assertThat(weights(b)).isEqualTo(weights(a));
    }
  }

  @ParameterizedTest
  @EnumSource(PointwiseSource.class)
  void trainingOnOneMinibatchLowersItsLoss(PointwiseSource source) {
    try (TinyRun run = new TinyRun(source)) {
      SmashTrainer trainer = run.trainer(1);
      Minibatch batch = run.training.inOrder().iterator().next();
      List<Architecture> two = Sampler.of(run.space).sample(2, 5);
      double first = trainer.step(batch, two.get(0), 1e-2, 0);
      double last = first;
      for (int i = 0; i < 60; i++) {
        last = trainer.step(batch, two.get(i % 2), 1e-2, 0);
      }
      assertThat(last).isLessThan(0.5 * first);
    }
  }

  @Test
  void severalStepsInARowAreOnTheFirstOnesArchitecture() {
    SmashConfig config =
        SmashConfig.paper().withEpochs(1).withGrowth(false).withStepsPerArchitecture(4);
    try (TinyRun run = new TinyRun();
        TinyRun byHand = new TinyRun()) {
      new SmashTrainer(run.net, config, run.training, run.validation, 1).run(Progress.silent());

      SmashTrainer steps = byHand.trainer(1);
      SplittableRandom seeds = new SplittableRandom(Seeds.of(1, "epoch 0"));
      List<Architecture> drawn = new ArrayList<>();
      for (Minibatch batch : byHand.training.shuffled(seeds.nextLong())) {
        long seed = seeds.nextLong();
        drawn.add(byHand.space.sample(seed));
        int done = drawn.size() - 1;
        double rate = config.learningRate() * config.schedule().factor(done / 6.0);
        steps.step(batch, drawn.get(done < 4 ? 0 : 4), rate, seed);
      }
      assertThat(drawn).hasSize(6);
      assertThat(weights(run)).isEqualTo(weights(byHand));
    }
  }

  @Test
  void aStepOnSeveralArchitecturesIsOnTheMeanOfTheirLosses() {
    try (TinyRun run = new TinyRun();
        TinyRun once = new TinyRun();
        TinyRun twice = new TinyRun()) {
      Minibatch batch = run.training.inOrder().iterator().next();
      List<Architecture> two = Sampler.of(run.space).sample(2, 5);
      SmashTrainer trainer = run.trainer(1);
      double first = trainer.step(batch, two.get(0), 0, 0);
      double second = trainer.step(batch, two.get(1), 0, 0);
      assertThat(trainer.step(batch, two, 0, 0)).isCloseTo((first + second) / 2, within(1e-5));

      once.trainer(1).step(batch, two.get(0), 1e-3, 0);
      twice.trainer(1).step(batch, List.of(two.get(0), two.get(0)), 1e-3, 0);
      assertThat(weights(twice)).isNotEqualTo(weights(run));
      for (int i = 0; i < weights(once).size(); i++) {
        assertThat(weights(twice).get(i)).isCloseTo(weights(once).get(i), withinPercentage(0.1));
      }
    }
  }

  @Test
  void trainingDrawsAsManyArchitecturesForAStepAsTheConfigSays() {
    SmashConfig config =
        SmashConfig.paper().withEpochs(1).withGrowth(false).withArchitecturesPerStep(3);
    try (TinyRun run = new TinyRun();
        TinyRun byHand = new TinyRun()) {
      History history =
          new SmashTrainer(run.net, config, run.training, run.validation, 1).run(Progress.silent());
      SmashTrainer steps = byHand.trainer(1);
      SplittableRandom seeds = new SplittableRandom(Seeds.of(1, "epoch 0"));
      double sum = 0;
      int done = 0;
      for (Minibatch batch : byHand.training.shuffled(seeds.nextLong())) {
        long seed = seeds.nextLong();
        List<Architecture> three =
            LongStream.range(seed, seed + 3).mapToObj(byHand.space::sample).toList();
        double rate = config.learningRate() * config.schedule().factor(done++ / 6.0);
        sum += steps.step(batch, three, rate, seed);
      }
      assertThat(history.last().trainLoss()).isEqualTo(sum / 6);
      assertThat(weights(run)).isEqualTo(weights(byHand));
    }
  }

  @Test
  void aRefusedStepTeachesTheGuideNothing() {
    SmashConfig config = SmashConfig.paper().withEpochs(1).withGuidance(4);
    try (TinyRun run = new TinyRun()) {
      var trainer = new SmashTrainer(run.net, config, run.training, run.validation, 1);
      assertThat(trainer.drawn().seen().steps()).isZero();
      Minibatch batch = run.training.inOrder().iterator().next();
      trainer.step(batch, 1e-3, 1);
      assertThat(trainer.drawn().seen().steps()).isEqualTo(1);
      NDArray bias = run.net.parameters().trained().get("output.bias");
      bias.subi(Float.NaN);
      assertThatThrownBy(() -> trainer.step(batch, 1e-3, 2)).hasMessageContaining("NaN");
      assertThat(trainer.drawn().seen().steps()).isEqualTo(1);
      // Nor do steps on given architectures, as fine-tuning takes them.
      bias.set(new ai.djl.ndarray.index.NDIndex(":"), 0);
      trainer.step(batch, run.space.sample(1), 1e-3, 3);
      assertThat(trainer.drawn().seen().steps()).isEqualTo(1);
    }
  }

  @Test
  void anInterruptedRunGoesOnToTheSameResult() {
    try (TinyRun whole = new TinyRun();
        TinyRun broken = new TinyRun()) {
      History expected = whole.trainer(2).run(Progress.silent());
      SmashTrainer trainer = broken.trainer(2);
      InterruptAt interrupt = new InterruptAt(9);
      History part = trainer.run(interrupt);
      assertThat(part.epochs()).hasSize(1);
      assertThat(trainer.finished()).isFalse();
      assertThat(interrupt.last)
          .isEqualTo("interrupted after 9 of 12 steps; what was learned stays");
      History rest = trainer.run(Progress.silent());
      assertThat(trainer.finished()).isTrue();
      assertThat(losses(rest)).isEqualTo(losses(expected));
      assertThat(weights(broken)).isEqualTo(weights(whole));
    }
  }

  @Test
  void aStopWhoseInterruptIsLostEndsARunWithinAStep() {
    try (TinyRun run = new TinyRun()) {
      InterruptAt losing =
          new InterruptAt(4) {
            @Override
            void interrupt() {
              Stop.request(Thread.currentThread());
              assertThat(Thread.interrupted()).isTrue();
            }
          };
      run.trainer(2).run(losing);
      assertThat(losing.last).startsWith("interrupted after 4 of 12 steps");
      assertThat(Stop.taken()).isFalse();
    }
  }

  private static class InterruptAt implements Progress {
    private final int step;
    private String last;

    InterruptAt(int step) {
      this.step = step;
    }

    @Override
    public void advance(int done, String note) {
      if (done == step) {
        interrupt();
      }
    }

    @Override
    public void end(String note) {
      last = note;
    }

    void interrupt() {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aLossThatIsNoNumberStopsBeforeTheWeightsChange() {
    try (TinyRun run = new TinyRun()) {
      NDArray bias = run.net.parameters().trained().get("output.bias");
      bias.subi(Float.NaN);
      List<Double> before = weights(run);
      assertThatThrownBy(() -> run.trainer(1).run(Progress.silent()))
          .isInstanceOf(TrainingException.class)
          .hasMessageContaining("is NaN at step size 0.001; lower learningRate");
      assertThat(weights(run)).isEqualTo(before);
      // the next training works: the engine's one gradient collector was closed
      bias.set(new ai.djl.ndarray.index.NDIndex(":"), 0);
      assertThat(run.trainer(1).run(Progress.silent()).epochs()).hasSize(1);
    }
  }

  @Test
  void trainingWorksOnAnyThread() throws Exception {
    try (TinyRun run = new TinyRun();
        ResultNet net = new ResultNet(run.space.sample(1), Precision.FLOAT32, 1)) {
      // the engine is loaded here; gradients are recorded by default everywhere else
      run.trainer(1).run(Progress.silent());
      ExecutorService other = Executors.newSingleThreadExecutor();
      Future<History> history =
          other.submit(
              () -> {
                run.trainer(1).run(Progress.silent());
                ResultConfig config = ResultConfig.paper().withEpochs(1);
                return new ResultTrainer(net, config, run.training, run.validation, 1)
                    .run(Progress.silent());
              });
      other.shutdown();
      assertThat(history.get().epochs()).hasSize(1);
    }
  }

  @Test
  void nativeArraysStayFlatOver200StepsAnd200Scores() {
    try (TinyRun run = new TinyRun()) {
      SmashTrainer trainer = run.trainer(1);
      Minibatch batch = run.training.inOrder().iterator().next();
      List<Architecture> all = Sampler.of(run.space).sample(200, 5);
      // The first time around, constants are made for shapes as they come, and stay.
      all.forEach(a -> trainer.step(batch, a, 1e-3, 0));
      int before = nativeArrays(run);
      all.forEach(a -> trainer.step(batch, a, 1e-3, 0));
      assertThat(nativeArrays(run)).isEqualTo(before);
      all.forEach(a -> Evaluation.of(run.net, a, run.validation));
      assertThat(nativeArrays(run)).isEqualTo(before);
      // and the count does see what is left behind
      NDArray left = run.net.generate(all.get(0));
      assertThat(nativeArrays(run)).isGreaterThan(before);
      left.close();
    }
  }

  /** Arrays of the network's manager and of the engine's own, managers below them included. */
  private static int nativeArrays(TinyRun run) {
    NDManager own = run.net.parameters().manager();
    return own.getManagedArrays().size() + own.getParentManager().getManagedArrays().size();
  }
}
