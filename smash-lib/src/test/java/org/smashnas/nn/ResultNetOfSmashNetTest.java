package org.smashnas.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.encoding.Encoding;

/** Resulting networks that begin with a SMASH network's weights. */
class ResultNetOfSmashNetTest {
  static List<SearchSpace> spaces() {
    return TestSpaces.variants();
  }

  private static SmashNet smash(SearchSpace space) {
    HyperShape shape = new HyperShape(2, 2, List.of(1));
    SmashNet net = new SmashNet(Encoding.oneHot(space), shape, Precision.FLOAT32, 1);
    Shaken.norms(net.parameters());
    return net;
  }

  private static Map<String, Naive> copies(Map<String, NDArray> weights) {
    Map<String, Naive> all = new HashMap<>();
    weights.forEach((name, w) -> all.put(name, Naive.of(w)));
    return all;
  }

  private static void assertUnchanged(Map<String, Naive> before, Map<String, NDArray> now) {
    assertThat(now.keySet()).isEqualTo(before.keySet());
    now.forEach((name, w) -> assertThat(before.get(name).distance(w)).as(name).isZero());
  }

  /** What any training does to weights: it adds to them where they are. */
  private static void train(Parameters parameters) {
    GradientMode.off();
    parameters.trained().values().forEach(w -> w.addi(1));
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void haveItsWeightsWhereItHasAnyAndNewOnesElsewhere(SearchSpace space) {
    Architecture a = space.sample(5);
    try (SmashNet net = smash(space);
        ResultNet result = ResultNet.of(net, a, 7);
        ResultNet fresh = new ResultNet(a, Precision.FLOAT32, 7)) {
      Map<String, NDArray> given = net.weights(a);
      Map<String, NDArray> own = result.parameters().trained();
      assertThat(own.keySet()).containsAll(given.keySet());
      assertThat(result.parameters().count()).isEqualTo(a.parameters());
      own.forEach(
          (name, w) -> {
            NDArray expected =
                given.containsKey(name) ? given.get(name) : fresh.parameters().trained().get(name);
            assertThat(w.getShape()).as(name).isEqualTo(expected.getShape());
            assertThat(Naive.of(expected).distance(w)).as(name).isZero();
          });
    }
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void areTrainedApartFromIt(SearchSpace space) {
    Architecture a = space.sample(5);
    SmashNet net = smash(space);
    Map<String, Naive> shared = copies(net.parameters().trained());
    try (ResultNet result = ResultNet.of(net, a, 7)) {
      assertUnchanged(shared, net.parameters().trained());
      train(result.parameters());
      assertUnchanged(shared, net.parameters().trained());
      Map<String, Naive> own = copies(result.parameters().trained());
      train(net.parameters());
      net.close();
      assertUnchanged(own, result.parameters().trained());
    }
  }

  @Test
  void learnLikeAnyOther() {
    SearchSpace space = TestSpaces.tiny();
    Architecture a = space.sample(5);
    try (SmashNet net = smash(space);
        ResultNet result = ResultNet.of(net, a, 7);
        NDManager manager = NDManager.newBaseManager()) {
      NDArray x = Naive.random(manager, DataType.FLOAT32, 2, 4, 3, 8, 8);
      NDArray labels = manager.create(new long[] {0, 1, 2, 1});
      try (GradientCollector g = Engine.getInstance().newGradientCollector()) {
        g.backward(Loss.crossEntropy(result.forward(x, true), labels));
      }
      result
          .parameters()
          .trained()
          .forEach(
              (name, w) ->
                  assertThat(w.getGradient().abs().sum().getFloat()).as(name).isPositive());
    }
  }

  @Test
  void areRefusedForAnArchitectureOfAnotherSpace() {
    try (SmashNet net = smash(TestSpaces.tiny())) {
      Architecture other = TestSpaces.tiny().withClasses(5).sample(1);
      assertThatThrownBy(() -> ResultNet.of(net, other, 7))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("another space");
    }
  }
}
