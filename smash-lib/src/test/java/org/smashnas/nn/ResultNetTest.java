package org.smashnas.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.arch.Write;

class ResultNetTest {
  static List<SearchSpace> spaces() {
    return Stream.of(TestSpaces.tiny(), TestSpaces.tinyV1(), TestSpaces.rich(TestSpaces.tiny()))
        .flatMap(s -> Stream.of(s, s.withDims(3)))
        .flatMap(s -> Stream.of(s, s.withPreActivation(false)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void hasTheParametersThatTheArchitectureCounts(SearchSpace space) {
    for (Architecture a : Sampler.of(space).sample(10, 1)) {
      try (ResultNet net = new ResultNet(a, Precision.FLOAT32, 0)) {
        assertThat(net.parameters().count()).isEqualTo(a.parameters());
      }
    }
  }

  @Test
  void anOpWhoseOutputIsOverwrittenUnreadLearnsNothing() {
    SearchSpace space = TestSpaces.tiny().withWrites(List.of(Write.values()));
    var builder = Architecture.builder(space);
    for (int b = 0; b < SearchSpace.BLOCKS; b++) {
      builder
          .block(8)
          .op(List.of(0), List.of(1), 8)
          .op(List.of(0), List.of(1), 8)
          .writing(Write.OVERWRITE);
    }
    try (ResultNet net = new ResultNet(builder.build(), Precision.FLOAT32, 0);
        NDManager manager = NDManager.newBaseManager()) {
      NDArray x = Naive.random(manager, DataType.FLOAT32, 1, 8, 3, 8, 8);
      try (Gradients gradients = Gradients.record()) {
        gradients.backward(net.forward(x, true).square().sum());
      }
      for (int op = 0; op < 2; op++) {
        NDArray w = net.parameters().trained().get("blocks.1.ops.%d.conv.0.weight".formatted(op));
        assertThat(w.getGradient().abs().sum().getFloat() > 0).isEqualTo(op == 1);
      }
    }
  }

  @Test
  void runningStatisticsComeToWhatTheBatchesHave() {
    Architecture a = TestSpaces.tiny().sample(2);
    try (ResultNet net = new ResultNet(a, Precision.FLOAT32, 0);
        NDManager manager = NDManager.newBaseManager()) {
      NDArray x = Naive.random(manager, DataType.FLOAT32, 1, 64, 3, 8, 8);
      NDArray batch = net.forward(x, true);
      double before = batch.sub(net.forward(x, false)).abs().max().getFloat();
      for (int i = 0; i < 100; i++) {
        net.forward(x, true);
      }
      NDArray running = net.forward(x, false);
      assertThat(running.getShape()).isEqualTo(new Shape(64, 3));
      double after = batch.sub(running).abs().max().getFloat();
      assertThat(after).isLessThan(0.1 * before);
    }
  }
}
