package org.smashnas.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.encoding.Encoding;

/** Whole networks against the same ones in plain loops. */
class ForwardTest {
  static List<SearchSpace> spaces() {
    return TestSpaces.variants();
  }

  private static List<Architecture> some(SearchSpace space) {
    return Sampler.of(space).sample(2, 4);
  }

  private static NDArray input(NDManager manager, SearchSpace space) {
    long side = space.resolution();
    return space.dims() == 2
        ? Naive.random(manager, DataType.FLOAT64, 3, 4, 3, side, side)
        : Naive.random(manager, DataType.FLOAT64, 3, 2, 1, side, side, side);
  }

  private static SmashNet smash(SearchSpace space) {
    return smash(space, PointwiseSource.HYPERNET, false);
  }

  private static SmashNet smash(SearchSpace space, PointwiseSource source, boolean convs) {
    HyperShape shape = new HyperShape(2, 2, List.of(1)).withConvs(convs);
    SmashNet net = new SmashNet(Encoding.oneHot(space), shape, source, Precision.FLOAT64, 1);
    Shaken.norms(net.parameters());
    return net;
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void ofASmashNetworkIsThatOfPlainLoopsOverItsRawWeights(SearchSpace space) {
    checkForward(space, smash(space));
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void withWrittenConvolutionsItIsThatOfPlainLoops(SearchSpace space) {
    if (!space.fixedBottleneck()) {
      checkForward(space, smash(space, PointwiseSource.HYPERNET, true));
      checkForward(space, smash(space, PointwiseSource.SHARED, true));
    }
  }

  private static void checkForward(SearchSpace space, SmashNet tested) {
    try (SmashNet net = tested;
        NDManager manager = NDManager.newBaseManager()) {
      NDArray x = input(manager, space);
      for (Architecture a : some(space)) {
        Naive expected = new NaiveNet(a, NaiveWeights.of(net, a)).forward(Naive.of(x));
        assertThat(expected.distance(net.forward(a, x))).isLessThan(1e-11);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void theWeightsThatASmashNetworkNamesAreThoseCutOutByHand(SearchSpace space) {
    checkNames(space, smash(space));
    if (!space.fixedBottleneck()) {
      checkNames(space, smash(space, PointwiseSource.HYPERNET, true));
    }
  }

  private static void checkNames(SearchSpace space, SmashNet tested) {
    try (SmashNet net = tested) {
      for (Architecture a : some(space)) {
        Map<String, Naive> expected = NaiveWeights.of(net, a);
        Map<String, NDArray> named = net.weights(a);
        assertThat(named.keySet()).isEqualTo(expected.keySet());
        named.forEach(
            (name, w) -> assertThat(expected.get(name).distance(w)).as(name).isLessThan(1e-6));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void ofAResultingNetworkIsThatOfPlainLoops(SearchSpace space) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = input(manager, space);
      for (Architecture a : some(space)) {
        try (ResultNet net = new ResultNet(a, Precision.FLOAT64, 2)) {
          Shaken.norms(net.parameters());
          NaiveNet naive = NaiveNet.of(a, net.parameters().trained());
          assertThat(naive.forward(Naive.of(x)).distance(net.forward(x, true))).isLessThan(1e-11);
        }
      }
    }
  }
}
