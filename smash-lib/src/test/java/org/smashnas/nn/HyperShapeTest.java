package org.smashnas.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.SearchSpace;
import org.smashnas.encoding.Encoding;

class HyperShapeTest {
  /** Weights of the paper's DenseNet over C channels with K outputs, counted block by block. */
  private static long byHand(long c, long k) {
    long count = 9 * c * 7; // first layer
    long width = c + 7;
    for (int i = 0; i < 8; i++) {
      count += 9 * (width + 10L * i) * 10;
    }
    width += 80;
    count += width * (width / 2);
    width /= 2;
    for (int i = 0; i < 10; i++) {
      count += 9 * (width + 10L * i) * 10;
    }
    width += 100;
    count += width * (width / 2);
    width /= 2;
    for (int i = 0; i < 4; i++) {
      count += 9 * (width + 10L * i) * 10;
    }
    return count + (width + 40) * k;
  }

  @Test
  void thePapersHyperNetHas26Layers() {
    assertThat(HyperShape.paper().layers(483, 432)).hasSize(26);
    assertThat(HyperShape.paper().reach()).isEqualTo(23);
  }

  @Test
  void v1HasTheWeightsOfACountByHand() {
    SearchSpace v1 = SearchSpace.v1();
    long count = byHand(483, 432);
    assertThat(count).isEqualTo(1_116_543);
    assertThat(hyperWeights(v1)).isEqualTo(count);
  }

  @Test
  void v2HasTheWeightsOfACountByHand() {
    SearchSpace v2 = SearchSpace.v2();
    long count = byHand(216, 256);
    assertThat(count).isEqualTo(545_536);
    assertThat(hyperWeights(v2)).isEqualTo(count);
  }

  @Test
  void writtenConvolutionsAreSoManyOutputsMore() {
    HyperShape both = HyperShape.paper().withConvs(true);
    SearchSpace v2 = SearchSpace.v2();
    assertThat(HyperShape.paper().outputs(v2, true)).isEqualTo(256);
    // 7 x 7 cells of 8 units and 16 channels.
    assertThat(both.outputs(v2, true)).isEqualTo(256 + 6272);
    assertThat(both.outputs(v2, false)).isEqualTo(6272);
    assertThat(both.outputs(v2.withDims(3), false)).isEqualTo(27 * 8 * 16);
    assertThat(both.toString()).endsWith(", direct=false, convs=true]");
    assertThat(HyperShape.paper().toString()).endsWith(", direct=false]");
    assertThatThrownBy(() -> both.outputs(SearchSpace.v1(), true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("in space v1, with fixedBottleneck")
        .hasMessageContaining("use a space as SearchSpace.v2(), or withConvs(false)");
  }

  private static long hyperWeights(SearchSpace space) {
    try (Parameters parameters = new Parameters(DataType.FLOAT32)) {
      new HyperNet(
          space,
          Encoding.oneHot(space).channels(),
          HyperShape.paper(),
          true,
          parameters,
          new java.util.SplittableRandom(0));
      return parameters.count();
    }
  }
}
