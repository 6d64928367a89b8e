package org.smashnas.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.encoding.Encoding;
import org.smashnas.nn.HyperShape;
import org.smashnas.nn.Precision;
import org.smashnas.nn.SmashNet;

class LikenessTest {
  private static final HyperShape SHAPE = new HyperShape(3, 4, List.of(2));

  private final SearchSpace space = TestSpaces.tiny();

  /** The filters as the exported networks have them, normalised. */
  private static List<NDArray> filters(SmashNet net, Architecture a) {
    var weights = net.weights(a);
    return a.sites().stream()
        .map(s -> weights.get("blocks.%d.ops.%d.pointwise.weight".formatted(s.block(), s.index())))
        .map(w -> w.reshape(w.getShape().get(0), w.getShape().get(1)))
        .toList();
  }

  private static double cosine(NDArray a, NDArray b) {
    long rows = Math.min(a.getShape().get(0), b.getShape().get(0));
    long columns = Math.min(a.getShape().get(1), b.getShape().get(1));
    String leading = ":%d, :%d".formatted(rows, columns);
    NDArray x = a.get(leading);
    NDArray y = b.get(leading);
    return x.mul(y).sum().getFloat() / (x.norm().getFloat() * y.norm().getFloat());
  }

  @Test
  void theMeanIsThatOfAllPairsOfTheNetworksOwnFilters() {
    List<Architecture> three = List.of(space.sample(1), space.sample(2), space.sample(3));
    try (SmashNet net = new SmashNet(Encoding.oneHot(space), SHAPE, Precision.FLOAT32, 1);
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      double sum = 0;
      double lowest = 1;
      int pairs = 0;
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < i; j++) {
          for (NDArray one : filters(net, three.get(i))) {
            for (NDArray other : filters(net, three.get(j))) {
              sum += cosine(one, other);
              lowest = Math.min(lowest, cosine(one, other));
              pairs++;
            }
          }
        }
      }
      Likeness likeness = Likeness.of(net, three);
      assertThat(likeness.pairs()).isEqualTo(pairs);
      assertThat(likeness.mean()).isCloseTo(sum / pairs, within(1e-5));
      assertThat(likeness.lowest()).isCloseTo(lowest, within(1e-5));
    }
  }

  @Test
  void oneArchitectureHasNothingToBeComparedWith() {
    try (SmashNet net = new SmashNet(Encoding.oneHot(space), SHAPE, Precision.FLOAT32, 1)) {
      assertThatThrownBy(() -> Likeness.of(net, List.of(space.sample(1))))
          .hasMessageContaining("1 architectures are given; give at least 2");
    }
  }
}
