package org.smashnas.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Conv;
import org.smashnas.arch.Pattern;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.encoding.Embedding;
import org.smashnas.encoding.Encoding;

class PointwiseTableTest {
  private static final HyperShape SMALL = new HyperShape(3, 4, List.of(2, 2));

  private final SearchSpace space = TestSpaces.tiny();
  private final Encoding encoding = Encoding.oneHot(space);
  private final Architecture a = twoOpsABlock();
  private final NDManager manager = NDManager.newBaseManager();

  /** Banks of 4; in each block one op reads banks 0 and 1, the other 0 and 2. */
  private Architecture twoOpsABlock() {
    Conv conv = TestSpaces.plain(1);
    var builder = Architecture.builder(space);
    for (int b = 0; b < SearchSpace.BLOCKS; b++) {
      builder
          .block(4)
          .op(List.of(0, 1), List.of(1, 2), 8, Pattern.LONG, conv)
          .op(List.of(0, 2), List.of(0, 3), 4, Pattern.SINGLE, conv);
    }
    return builder.build();
  }

  private SmashNet net(PointwiseSource source) {
    return new SmashNet(encoding, SMALL, source, Precision.FLOAT64, 1);
  }

  private static NDArray table(SmashNet net) {
    return net.parameters().trained().get(HyperNet.PREFIX + net.source().text() + ".weight");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** Blocks are 16 wide and lie side by side; the first op's columns are the leading ones. */
  @ParameterizedTest
  @CsvSource({"SHARED, 0 1 2 3 4 5 6 7", "BANK_TABLE, 0 1 2 3 8 9 10 11"})
  void anOpTakesColumnsOfItsBlock(PointwiseSource source, String ofTheSecondOp) {
    List<Integer> second =
        List.of(ofTheSecondOp.split(" ")).stream().map(Integer::valueOf).toList();
    try (SmashNet net = net(source)) {
      NDArray table = table(net);
      assertThat(table.getShape().getShape()).containsExactly(2 * 8, 3 * 16);
      double[][] all = matrix(table);
      double[][] w = matrix(net.generate(a));
      assertThat(w).hasDimensions(16, 3 * 16);
      for (int row = 0; row < 16; row++) {
        for (int b = 0; b < SearchSpace.BLOCKS; b++) {
          for (int i = 0; i < 8; i++) {
            assertThat(w[row][16 * b + i]).isEqualTo(all[row][16 * b + i]);
            assertThat(w[row][16 * b + 8 + i]).isEqualTo(all[row][16 * b + second.get(i)]);
          }
        }
      }
    }
  }

  private static double[][] matrix(NDArray array) {
    int columns = (int) array.getShape().get(1);
    double[] flat = array.toType(DataType.FLOAT64, true).toDoubleArray();
    double[][] matrix = new double[flat.length / columns][columns];
    for (int i = 0; i < flat.length; i++) {
      matrix[i / columns][i % columns] = flat[i];
    }
    return matrix;
  }

  @Test
  void whatTheOpUsesIsTheLeadingRowsDividedByTheirNorm() {
    try (SmashNet net = net(PointwiseSource.SHARED)) {
      // the second op of block 1: 8 outputs on 8 channels
      NDArray part = table(net).get(new NDIndex("0:8, 16:24"));
      NDArray filter = net.weights(a).get("blocks.1.ops.1.pointwise.weight");
      Naive expected = Naive.of(part.div(Math.sqrt(part.square().sum().getDouble())));
      assertThat(expected.distance(filter.reshape(8, 8))).isLessThan(1e-12);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = PointwiseSource.class,
      names = {"SHARED", "BANK_TABLE"})
  void theLossesGradientAgreesWithDifferences(PointwiseSource source) {
    NDArray labels = manager.create(new long[] {0, 1, 2, 1});
    NDArray x = Naive.random(manager, DataType.FLOAT64, 2, 4, 3, 8, 8);
    try (SmashNet net = net(source)) {
      GradientCheck check =
          new GradientCheck(() -> Loss.crossEntropy(net.forward(a, x, net.generate(a, 7)), labels));
      check.check(source.text(), table(net));
      check.check("stem", net.stemWeight());
    }
  }

  /** What an array is made from lies in Java's memory, and the backward pass comes later. */
  @Test
  void theGradientIsTheSameAfterACollection() {
    try (SmashNet net = net(PointwiseSource.BANK_TABLE)) {
      List<double[]> gradients = new ArrayList<>();
      for (boolean collect : new boolean[] {false, true}) {
        try (GradientCollector g = Engine.getInstance().newGradientCollector()) {
          NDArray sum = net.generate(a).sum();
          for (int i = 0; collect && i < 20; i++) {
            System.gc();
            manager.create(new long[48]);
          }
          g.backward(sum);
        }
        gradients.add(table(net).getGradient().toDoubleArray());
        Updates.clear(List.of(table(net).getGradient()));
      }
      assertThat(gradients.get(1)).isEqualTo(gradients.get(0));
    }
  }

  @Test
  void aFilterOfTheMostOutputsOnAsManyChannelsBeginsWithANormOfAboutOne() {
    SearchSpace wide = space.withMaxUnits(64).withBlocks(List.of(64, 64, 64), List.of(64, 64, 64));
    try (SmashNet net =
        new SmashNet(Encoding.oneHot(wide), SMALL, PointwiseSource.SHARED, Precision.FLOAT32, 1)) {
      NDArray part = table(net).get(new NDIndex("0:64, 0:64"));
      assertThat(Math.sqrt(part.square().sum().getFloat())).isBetween(0.9, 1.1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = PointwiseSource.class,
      names = {"SHARED", "BANK_TABLE"})
  void whatDependsOnTheCodeIsRefused(PointwiseSource source) {
    Embedding code = encoding.encode(a);
    NDArray c = code.toArray(manager, DataType.FLOAT64);
    NDArray labels = manager.create(new long[] {0});
    try (SmashNet net = net(source)) {
      String why = "only a HyperNet reads codes, and the 1x1 weights come from " + source;
      assertThatThrownBy(() -> net.generate(code))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining(why)
          .hasMessageEndingWith("trained with withPointwise(PointwiseSource.HYPERNET)");
      assertThatThrownBy(() -> net.generate(c)).hasMessageContaining(why);
      assertThatThrownBy(() -> net.sensitivity(a, code, c, labels, List.of()))
          .hasMessageStartingWith("a gradient with respect to the code: " + why);
    }
    assertThatThrownBy(
            () -> new SmashNet(encoding, SMALL.withNoise(3), source, Precision.FLOAT32, 1))
        .hasMessageStartingWith("noise of 3 channels beside the code: only a HyperNet");
  }
}
