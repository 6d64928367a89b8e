package org.smashnas.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Pattern;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.encoding.Encoding;

class AblationTest {
  private static final HyperShape SMALL = new HyperShape(3, 4, List.of(2, 2));

  private final SearchSpace space = TestSpaces.tiny();
  private final NDManager manager = NDManager.newBaseManager();
  private final NDArray x = Naive.random(manager, DataType.FLOAT32, 2, 4, 3, 8, 8);

  private static SmashNet net(SearchSpace space, PointwiseSource source) {
    return new SmashNet(Encoding.oneHot(space), SMALL, source, Precision.FLOAT32, 1);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void opsThatAreOffHaveFiltersOfZeros() {
    for (SearchSpace kind : List.of(space, space.withOpNorm(true))) {
      try (SmashNet net = net(kind, PointwiseSource.HYPERNET)) {
        Function<Architecture, NDArray> off = Ablation.OPS_OFF.of(net, 1);
        for (Architecture a : Sampler.of(kind).sample(5, 2)) {
          NDArray zeros = manager.zeros(new Shape(16, 8L * a.columns()));
          Naive expected = Naive.of(net.forward(a, x, zeros));
          assertThat(expected.distance(net.forward(a, x, off.apply(a)))).isZero();
          assertThat(expected.distance(net.forward(a, x))).isGreaterThan(1e-3);
        }
      }
    }
  }

  @Test
  void withNothingTakenTheWeightsAreTheNetworksOwn() {
    Architecture a = space.sample(1);
    try (SmashNet net = net(space, PointwiseSource.HYPERNET)) {
      Naive own = Naive.of(net.generate(a));
      assertThat(own.distance(Ablation.NONE.of(net, 1).apply(a))).isZero();
    }
  }

  @Test
  void theMeanOfFiltersThatAreAllTheSameIsThatFilter() {
    try (SmashNet net = net(space, PointwiseSource.SHARED)) {
      Function<Architecture, NDArray> mean = Ablation.MEAN_FILTER.of(net, 1);
      for (Architecture a : Sampler.of(space).sample(10, 3)) {
        Naive plain = Naive.of(net.forward(a, x));
        assertThat(plain.distance(net.forward(a, x, mean.apply(a)))).isLessThan(1e-5);
      }
    }
  }

  @Test
  void theMeanLeavesOpsNothingOfTheirOwn() {
    Architecture a = twoOpsABlock();
    try (SmashNet net = net(space, PointwiseSource.HYPERNET)) {
      NDArray w = Ablation.MEAN_FILTER.of(net, 1).apply(a);
      Naive first = Naive.of(w.get(new NDIndex("0:8, 0:8")));
      assertThat(first.distance(w.get(new NDIndex("0:8, 8:16")))).isZero();
      assertThat(first.distance(w.get(new NDIndex("0:8, 16:24")))).isGreaterThan(1e-6);
      Naive other = Naive.of(Ablation.MEAN_FILTER.of(net, 1).apply(a));
      assertThat(other.distance(w)).isZero();
      assertThat(other.distance(Ablation.MEAN_FILTER.of(net, 2).apply(a))).isGreaterThan(1e-9);
    }
  }

  /** Banks of 8 in blocks of 16; an op for each bank, both of 8 outputs on 8 channels. */
  private Architecture twoOpsABlock() {
    var builder = Architecture.builder(space);
    for (int b = 0; b < SearchSpace.BLOCKS; b++) {
      builder
          .block(8)
          .op(List.of(0), List.of(1), 8, Pattern.SINGLE, TestSpaces.plain(1))
          .op(List.of(1), List.of(0), 8, Pattern.SINGLE, TestSpaces.plain(1));
    }
    return builder.build();
  }

  /**
   * A filter of ones and one of threes and minus threes. Their mean is 2 and -1, root mean square
   * sqrt(2.5); scaled to that both are +-sqrt(2.5), with a mean of sqrt(2.5) and 0.
   */
  @Test
  void filtersCountAlikeWhateverTheirSize() {
    try (SmashNet net = net(space, PointwiseSource.BANK_TABLE)) {
      NDArray table = net.parameters().trained().get("hyper.bank_table.weight");
      float[] values = new float[16 * 48];
      for (int row = 0; row < 16; row++) {
        for (int l = 0; l < 48; l++) {
          boolean firstBank = l % 16 < 8;
          values[48 * row + l] = firstBank ? 1 : row % 2 == 0 ? 3 : -3;
        }
      }
      table.muli(0).addi(manager.create(values, new Shape(16, 48)));
      Architecture a = twoOpsABlock();
      float[] mean = new MeanFilter(net, List.of(a)).generate(a, net.parameters()).toFloatArray();
      for (int row = 0; row < 16; row++) {
        for (int l = 0; l < 48; l++) {
          // rows that no op uses have no mean
          double expected = row < 8 && row % 2 == 0 ? Math.sqrt(2.5) : 0;
          assertThat((double) mean[48 * row + l]).isCloseTo(expected, within(1e-6));
        }
      }
    }
  }
}
