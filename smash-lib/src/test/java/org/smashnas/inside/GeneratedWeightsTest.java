package org.smashnas.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Conv;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.encoding.Encoding;
import org.smashnas.encoding.Field;
import org.smashnas.nn.GradientMode;
import org.smashnas.nn.HyperNet;
import org.smashnas.nn.HyperShape;
import org.smashnas.nn.Precision;
import org.smashnas.nn.ResultNet;
import org.smashnas.nn.SmashNet;

class GeneratedWeightsTest {
  private final SearchSpace space =
      TestSpaces.tiny()
          .withMaxOps(6)
          .withBlocks(List.of(8, 8, 8), List.of(40, 40, 40))
          .withBudgets(List.of(96, 96, 96));
  private final HyperShape shape = new HyperShape(3, 4, List.of(1));
  private final SmashNet net = net(Encoding.oneHot(space));
  private final Architecture deep =
      Sampler.of(space).sample(30, 1).stream()
          .filter(a -> a.sites().size() > 9)
          .findFirst()
          .orElseThrow();

  private SmashNet net(Encoding encoding) {
    return new SmashNet(encoding, shape, Precision.FLOAT32, 1);
  }

  @AfterEach
  void closeNet() {
    net.close();
  }

  /** The same with another dilation of the first convolution of one op. */
  private Architecture changed(int op) {
    OpSite site = deep.sites().get(op);
    List<Conv> convs = new ArrayList<>(site.op().convs());
    Conv first = convs.get(0);
    int other = first.dilation().get(0) == 1 ? 2 : 1;
    convs.set(
        0, new Conv(true, first.kernel(), List.of(other, first.dilation().get(1)), first.groups()));
    return deep.with(site, site.op().withConvs(convs));
  }

  @Test
  void oneChangedOpChangesTheWeightsWithinTheReceptiveField() {
    Architecture other = changed(4);
    OpSite site = deep.sites().get(4);
    List<Double> changes = GeneratedWeights.of(net, other).changes(GeneratedWeights.of(net, deep));
    assertThat(changes).hasSize(deep.sites().size());
    for (int i = 0; i < changes.size(); i++) {
      OpSite s = deep.sites().get(i);
      boolean before = s.column() + s.columns() - 1 < site.column() - shape.reach();
      boolean after = s.column() > site.column() + site.columns() - 1 + shape.reach();
      assertThat(changes.get(i) > 0).as("op " + i).isEqualTo(!before && !after);
    }
    assertThat(changes).contains(0.0);
  }

  @Test
  void aHyperNetThatIsToldTheOpsNumberOnlyWritesTheSameWhateverTheOp() {
    Field number =
        Field.of(
            "op", 18, (column, out) -> out[6 * column.site().block() + column.site().index()] = 1);
    try (SmashNet blind = net(new Encoding(space, List.of(number)))) {
      assertThat(GeneratedWeights.of(blind, changed(4)).changes(GeneratedWeights.of(blind, deep)))
          .containsOnly(0.0);
    }
  }

  @Test
  void theMatrixHasTheValuesThatTheNetworkWrites() {
    GeneratedWeights w = GeneratedWeights.of(net, deep);
    GradientMode.off();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray array = net.generate(deep);
      assertThat(w.rows()).isEqualTo(array.getShape().get(0));
      assertThat(w.columns()).isEqualTo(array.getShape().get(1));
      assertThat(w.at(2, 3)).isEqualTo(array.getFloat(2, 3));
      assertThat(w.minus(w).at(2, 3)).isZero();
    }
    assertThat(w.map().getWidth()).isGreaterThan(w.columns());
    Architecture other = space.sample(99);
    assertThatThrownBy(() -> w.minus(GeneratedWeights.of(net, other)))
        .hasMessageContaining("ops read [");
  }

  @Test
  void weightsAreCountedAsTheNetworkHasThem() {
    Compression count = Compression.of(net.encoding(), shape, deep);
    long own =
        net.parameters().trained().entrySet().stream()
            .filter(e -> e.getKey().startsWith(HyperNet.PREFIX))
            .mapToLong(e -> e.getValue().size())
            .sum();
    GeneratedWeights w = GeneratedWeights.of(net, deep);
    assertThat(count.hyperNet()).isEqualTo(own);
    assertThat(count.written()).isEqualTo((long) w.rows() * w.columns());
    assertThat(count.used()).isEqualTo(PointwiseWeights.generated(net, deep).length);
    assertThat(count.ratio()).isCloseTo((double) count.used() / own, within(1e-12));
    assertThat(count.toString()).contains("a HyperNet of %,d weights".formatted(own));
  }

  @Test
  void writtenConvolutionsAreCountedToo() {
    HyperShape both = shape.withConvs(true);
    Compression count = Compression.of(net.encoding(), both, deep);
    try (SmashNet own = new SmashNet(net.encoding(), both, Precision.FLOAT32, 1)) {
      GeneratedWeights w = GeneratedWeights.of(own, deep);
      assertThat(count.written()).isEqualTo((long) w.rows() * w.columns());
      long first =
          own.weights(deep).entrySet().stream()
              .filter(e -> e.getKey().endsWith(".conv.0.weight"))
              .mapToLong(e -> e.getValue().size())
              .sum();
      assertThat(count.used()).isEqualTo(PointwiseWeights.generated(own, deep).length + first);
    }
  }

  @Test
  void relativeWeightsHaveAMeanSquareOfOneInEachOp() {
    double[] generated = PointwiseWeights.generated(net, deep);
    assertThat(Arrays.stream(generated).map(v -> v * v).average().orElseThrow())
        .isCloseTo(1, within(1e-6));
    try (ResultNet result = new ResultNet(deep, Precision.FLOAT32, 1)) {
      double[] learned = PointwiseWeights.learned(result);
      assertThat(learned).hasSameSizeAs(generated);
      // a new network's are drawn from a normal distribution
      assertThat(PointwiseWeights.kurtosis(learned)).isBetween(2.5, 3.5);
    }
    assertThat(PointwiseWeights.kurtosis(new double[] {1, -1, 1, -1})).isEqualTo(1);
    // one of four: fourth moment 16/4, second 4/4
    assertThat(PointwiseWeights.kurtosis(new double[] {2, 0, 0, 0})).isEqualTo(4);
  }
}
