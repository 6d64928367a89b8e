package org.smashnas.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Conv;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.Pattern;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.encoding.Encoding;

/** First convolutions that the HyperNet writes. */
class GeneratedConvsTest {
  private static final HyperShape SHAPE = new HyperShape(3, 2, List.of(2, 1)).withConvs(true);

  /** N 4, N_max 8, D 2, B 2, kernels of 3 and 5: 16 rows of 1x1 weights, 25 times 8 below. */
  private final SearchSpace space = TestSpaces.tiny();

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private SmashNet net(PointwiseSource source) {
    return new SmashNet(Encoding.oneHot(space), SHAPE, source, Precision.FLOAT32, 1);
  }

  @Test
  void aFilterIsTheCentreOfItsOwnColumnsDividedByItsNorm() {
    Conv conv = new Conv(true, List.of(3, 5), List.of(1, 1), 2);
    var builder = Architecture.builder(space);
    for (int b = 0; b < SearchSpace.BLOCKS; b++) {
      builder
          .block(4)
          .op(List.of(0, 1), List.of(0), 4, Pattern.SINGLE, conv)
          .op(List.of(0, 1), List.of(1), 4, Pattern.SINGLE, conv);
    }
    List<OpSite> sites = builder.build().sites().subList(0, 2);
    NDArray all = manager.arange(216f * 16).reshape(216, 16);
    NDArray filter = GeneratedLayers.convs(all, sites).get(1);
    // Units 4, 8 1x1 outputs in two groups of 4; the second op's columns begin at 8.
    assertThat(filter.getShape().getShape()).containsExactly(4, 4, 3, 5);
    double squares = 0;
    for (int pass = 0; pass < 2; pass++) {
      for (int u = 0; u < 4; u++) {
        for (int i = 0; i < 4; i++) {
          for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 5; x++) {
              int row = 16 + 25 * u + 5 * (y + 1) + x;
              double value = 16 * row + 8 + i;
              squares += pass == 0 ? value * value : 0;
              double found = filter.getFloat(u, i, y, x);
              assertThat(pass == 0 ? 0 : value / Math.sqrt(squares) - found)
                  .isCloseTo(0, within(1e-6));
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HYPERNET", "SHARED"})
  void whatIsWrittenIsThatOfPlainLoops(PointwiseSource source) {
    Architecture a = space.sample(3);
    try (SmashNet net = net(source)) {
      Naive code = Naive.of(net.encoding().encode(a).toArray(manager, DataType.FLOAT32));
      Naive written = NaiveHyper.generate(net, SHAPE, code);
      NDArray w = net.generate(a);
      assertThat(w.getShape().get(0)).isEqualTo(16 + 25 * 8);
      boolean table = source == PointwiseSource.SHARED;
      assertThat(written.distance(table ? w.get(new NDIndex("16:")) : w)).isLessThan(1e-5);
      // The shared ones whose place they take are not there.
      assertThat(net.parameters().trained())
          .doesNotContainKey("blocks.0.conv.0.weight")
          .containsKey("blocks.0.conv.1.weight");
    }
  }

  @Test
  void rowsAboveThoseWrittenAreTheTables() {
    Architecture a = space.sample(3);
    try (SmashNet net = net(PointwiseSource.SHARED)) {
      NDArray table = net.parameters().trained().get("hyper.shared.weight");
      OpSite second = a.sites().get(1);
      long from = second.firstChannel();
      long start = PointwiseTable.first(space, second.block());
      Naive own = Naive.of(net.generate(a).get(new NDIndex("0:16, " + from + ":" + (from + 8))));
      assertThat(own.distance(table.get(new NDIndex(":, " + start + ":" + (start + 8))))).isZero();
    }
  }

  @Test
  void whatIsDefinedForPointwiseWeightsAloneIsRefused() {
    String why = ": this network's HyperNet writes first convolutions, too; use a network that is";
    try (SmashNet net = net(PointwiseSource.HYPERNET)) {
      for (Ablation ablation : List.of(Ablation.MEAN_FILTER, Ablation.OPS_OFF)) {
        assertThatThrownBy(() -> ablation.of(net, 1))
            .isInstanceOf(UnsupportedOperationException.class)
            .hasMessageContaining("scores with less of the 1x1 weights" + why);
      }
      Architecture a = space.sample(1);
      OpSite site = a.sites().get(0);
      NDArray stem = net.stem(Naive.random(manager, DataType.FLOAT32, 1, 2, 3, 8, 8));
      NDArray labels = manager.create(new long[] {0, 1});
      var code = net.encoding().encode(a);
      // The gradient of the code itself is one as ever.
      assertThat(net.sensitivity(a, code, stem, labels, List.of()).code())
          .hasSameSizeAs(code.values());
      List<OpChange> changes = List.of(new OpChange(site, site.op()));
      assertThatThrownBy(() -> net.sensitivity(a, code, stem, labels, changes))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("what changes of ops do to the loss" + why);
    }
    try (SmashNet net = net(PointwiseSource.SHARED)) {
      assertThatThrownBy(() -> net.generate(net.encoding().encode(space.sample(1))))
          .hasMessageContaining("the weights of a given code: only a HyperNet reads codes");
    }
    SearchSpace v1 = TestSpaces.tinyV1();
    assertThatThrownBy(() -> new SmashNet(Encoding.oneHot(v1), SHAPE, Precision.FLOAT32, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("with fixedBottleneck");
  }
}
