package org.smashnas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smashnas.arch.Architecture;
import org.smashnas.data.Minibatch;
import org.smashnas.nn.Parameters;
import org.smashnas.nn.Precision;
import org.smashnas.nn.ResultNet;

class RefusedStepTest {
  /** Weights and running statistics, bit by bit. */
  private static List<List<Float>> numbers(Parameters parameters) {
    List<NDArray> all = new ArrayList<>(parameters.trained().values());
    all.addAll(parameters.states().values());
    List<List<Float>> numbers = new ArrayList<>();
    for (NDArray array : all) {
      List<Float> values = new ArrayList<>();
      for (float v : array.toFloatArray()) {
        values.add(v);
      }
      numbers.add(values);
    }
    return numbers;
  }

  private static Minibatch batch(TinyRun run) {
    return run.training.inOrder().iterator().next();
  }

  /** The same batch with one value of its first example replaced. */
  private static Minibatch spoilt(TinyRun run, float value) {
    Minibatch batch = batch(run);
    batch.values()[5] = value;
    return batch;
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 1e38f, 1e25f})
  void nothingOfARefusedStepStays(float value) {
    try (TinyRun run = new TinyRun();
        TinyRun twin = new TinyRun();
        ResultNet net = new ResultNet(run.space.sample(1), Precision.FLOAT32, 1);
        ResultNet other = new ResultNet(run.space.sample(1), Precision.FLOAT32, 1)) {
      Architecture a = run.space.sample(2);
      SmashTrainer smash = run.trainer(1);
      SmashTrainer smashTwin = twin.trainer(1);
      ResultTrainer result = trainer(run, net);
      ResultTrainer resultTwin = trainer(run, other);
      for (int i = 0; i < 3; i++) {
        if (i == 1) {
          assertThatThrownBy(() -> smash.step(spoilt(run, value), a, 1e-3, 0))
              .isInstanceOf(TrainingException.class)
              .hasMessageContaining("architecture " + a.id())
              .hasMessageContaining("lower learningRate, or check the data");
          assertThatThrownBy(() -> result.step(spoilt(run, value), 0.1))
              .isInstanceOf(TrainingException.class);
        }
        assertThat(smash.step(batch(run), a, 1e-3, 0))
            .isEqualTo(smashTwin.step(batch(run), a, 1e-3, 0));
        assertThat(result.step(batch(run), 0.1)).isEqualTo(resultTwin.step(batch(run), 0.1));
      }
      // the next steps were the same too: the optimisers' moments had nothing of it
      assertThat(numbers(run.net.parameters())).isEqualTo(numbers(twin.net.parameters()));
      assertThat(numbers(net.parameters())).isEqualTo(numbers(other.parameters()));
    }
  }

  private static ResultTrainer trainer(TinyRun run, ResultNet net) {
    ResultConfig config = ResultConfig.paper().withEpochs(2);
    return new ResultTrainer(net, config, run.training, run.validation, 1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e3, 1e6, 1e10, 1e15, 1e18, 1e20, 1e30})
  void whateverTheInputsAllNumbersStayFinite(double value) {
    try (TinyRun run = new TinyRun();
        ResultNet net = new ResultNet(run.space.sample(1), Precision.FLOAT32, 1)) {
      ResultTrainer trainer = trainer(run, net);
      try {
        trainer.step(spoilt(run, (float) value), 0.1);
      } catch (TrainingException e) {
        assertThat(e).hasMessageContaining("the network");
      }
      assertThat(numbers(net.parameters()))
          .allSatisfy(all -> assertThat(all).allMatch(v -> Float.isFinite(v)));
      assertThat(trainer.step(batch(run), 0.1)).isLessThan(10);
    }
  }

  @Test
  void stepsThatAreTooLargeGoBackAndSmallerOnesGoOnAsIfNothingHadBeen() {
    try (TinyRun run = new TinyRun();
        TinyRun twin = new TinyRun()) {
      SmashTrainer trainer = run.trainer(2);
      List<List<Float>> before = numbers(run.net.parameters());
      assertThatThrownBy(() -> trainer.run(Progress.silent(), 1e6))
          .isInstanceOf(TrainingException.class)
          .hasMessageStartingWith("step 2 of 12: the loss of architecture ")
          .hasMessageContaining("at step size 9")
          .hasMessageEndingWith("; training is back at where it began");
      assertThat(numbers(run.net.parameters())).isEqualTo(before);
      assertThat(trainer.history().epochs()).isEmpty();
      History late = trainer.run(Progress.silent(), 1e-3);
      History expected = twin.trainer(2).run(Progress.silent());
      assertThat(losses(late)).isEqualTo(losses(expected));
      assertThat(numbers(run.net.parameters())).isEqualTo(numbers(twin.net.parameters()));
    }
  }

  @Test
  void laterStopsGoBackToTheEndOfTheLastEpoch() {
    try (TinyRun run = new TinyRun();
        ResultNet net = new ResultNet(run.space.sample(1), Precision.FLOAT32, 1);
        ResultNet twin = new ResultNet(run.space.sample(1), Precision.FLOAT32, 1)) {
      ResultTrainer trainer = trainer(run, net);
      // six steps an epoch
      trainer.run(new InterruptAt(6));
      trainer.run(new InterruptAt(8));
      assertThatThrownBy(() -> trainer.run(Progress.silent(), 1e7))
          .isInstanceOf(TrainingException.class)
          .hasMessageStartingWith("step 10 of 12: the loss of the network")
          .hasMessageEndingWith("training is back at the end of epoch 1");
      assertThatThrownBy(() -> trainer.learningRate(Double.NaN))
          .hasMessageContaining("learningRate is NaN");
      double rate = ResultConfig.paper().learningRate();
      History late = trainer.run(Progress.silent(), rate);
      History expected = trainer(run, twin).run(Progress.silent());
      assertThat(losses(late)).isEqualTo(losses(expected));
      assertThat(numbers(net.parameters())).isEqualTo(numbers(twin.parameters()));
    }
  }

  private static List<Double> losses(History history) {
    return history.epochs().stream()
        .flatMap(e -> List.of(e.trainLoss(), e.validationLoss()).stream())
        .toList();
  }

  private record InterruptAt(int step) implements Progress {
    @Override
    public void advance(int done, String note) {
      if (done == step) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void trainingsInTwoThreadsComeToWhatTheyComeToAlone() throws Exception {
    Callable<List<List<Float>>> alone =
        () -> {
          try (TinyRun run = new TinyRun()) {
            run.trainer(3).run(Progress.silent());
            return numbers(run.net.parameters());
          }
        };
    List<List<Float>> expected = alone.call();
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      for (Future<List<List<Float>>> one : two.invokeAll(List.of(alone, alone))) {
        assertThat(one.get()).isEqualTo(expected);
      }
    } finally {
      two.shutdown();
    }
  }

  @Test
  void oneNetworkIsTrainedByOneCallAtATime() {
    try (TinyRun run = new TinyRun()) {
      SmashTrainer trainer = run.trainer(1);
      assertThatThrownBy(() -> trainer.run(new Calls(() -> trainer.run(Progress.silent()))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "the SMASH network is in training already; wait for that call, or stop it first");
      assertThat(trainer.run(Progress.silent()).epochs()).hasSize(1);
    }
  }

  private record Calls(Runnable what) implements Progress {
    @Override
    public void advance(int done, String note) {
      what.run();
    }
  }

  @Test
  void aClosedNetworkIsNotTrained() {
    TinyRun run = new TinyRun();
    SmashTrainer trainer = run.trainer(1);
    run.close();
    assertThatThrownBy(() -> trainer.run(Progress.silent()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the network is closed");
    assertThatThrownBy(() -> trainer.step(batch(run), run.space.sample(1), 1e-3, 0))
        .hasMessageStartingWith("the network is closed");
  }
}
