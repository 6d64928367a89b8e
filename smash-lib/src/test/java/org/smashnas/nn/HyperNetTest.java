package org.smashnas.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Block;
import org.smashnas.arch.Op;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.encoding.Embedding;
import org.smashnas.encoding.Encoding;

class HyperNetTest {
  private final SearchSpace space = TestSpaces.tiny();

  @Test
  void eachCellOfTheOutputIsOneTileOfTheWeights() {
    int tileRows = space.bottleneck() * space.bankUnit();
    int tileColumns = space.columnChannels();
    long channels = (long) tileRows * tileColumns;
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray y = manager.arange((int) channels * 6).reshape(1, channels, 2, 3);
      NDArray w = HyperNet.unfold(y, space);
      assertThat(w.getShape()).isEqualTo(new Shape(2L * tileRows, 3L * tileColumns));
      for (int row = 0; row < 2 * tileRows; row++) {
        for (int column = 0; column < 3 * tileColumns; column++) {
          int channel = row % tileRows * tileColumns + column % tileColumns;
          int from = (channel * 2 + row / tileRows) * 3 + column / tileColumns;
          assertThat(w.getInt(row, column)).isEqualTo(from);
        }
      }
    }
  }

  @Test
  void aFilterDependsOnlyOnTheColumnsWithinReachOfItsOwn() {
    HyperShape shape = new HyperShape(3, 3, List.of(1));
    assertThat(shape.reach()).isEqualTo(2);
    SearchSpace wide = space.withMaxOps(6);
    for (long seed = 0; seed < 3; seed++) {
      Architecture a = wide.sample(seed);
      try (SmashNet net = new SmashNet(Encoding.oneHot(wide), shape, Precision.FLOAT64, seed)) {
        for (OpSite site : a.sites()) {
          checkReach(net, a, site, shape.reach());
        }
      }
    }
  }

  private void checkReach(SmashNet net, Architecture a, OpSite site, int reach) {
    Embedding embedding = net.encoding().encode(a);
    int tile = space.columnChannels();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray c = embedding.toArray(net.parameters().manager(), DataType.FLOAT64);
      for (int column = 0; column < site.columns(); column++) {
        c.setRequiresGradient(true);
        NDArray gradient;
        try (GradientCollector g = Engine.getInstance().newGradientCollector()) {
          NDArray filter = filter(net.generate(c), site);
          // squares, so that opposite signs cannot cancel
          g.backward(
              filter
                  .get(
                      new NDIndex()
                          .addAllDim()
                          .addSliceDim((long) column * tile, (column + 1L) * tile))
                  .square()
                  .sum());
          gradient = c.getGradient().abs().sum(new int[] {0, 1, 2}).duplicate();
          c.getGradient().muli(0);
        }
        for (int l = 0; l < embedding.columns(); l++) {
          boolean near = Math.abs(l - site.column() - column) <= reach;
          assertThat(gradient.getDouble(l) > 0).as("column %d of op %s", l, site).isEqualTo(near);
        }
      }
    }
  }

  @Test
  void changingAnOpsUnitsLeavesTheOtherOpsWhereTheyAre() {
    Op wide = TestSpaces.single(space, 4, List.of(0, 1), List.of(0, 1), 8);
    Op narrow = TestSpaces.single(space, 4, List.of(0, 1), List.of(0), 4);
    Op last = TestSpaces.single(space, 4, List.of(0, 1), List.of(0, 1), 8);
    List<OpSite> before = sites(wide, last);
    List<OpSite> after = sites(narrow, last);
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.get(i).firstChannel()).isEqualTo(before.get(i).firstChannel());
      assertThat(after.get(i).readChannels()).isEqualTo(before.get(i).readChannels());
    }
  }

  private List<OpSite> sites(Op first, Op second) {
    Block block = new Block(4, 2, 2, List.of(first, second));
    return new Architecture(space, List.of(block, block, block)).sites();
  }

  @Test
  void anOpWithFewUnitsUsesJustWhatItsFilledRowsProduced() {
    Architecture a = space.sample(1);
    try (NDManager manager = NDManager.newBaseManager()) {
      int tileRows = space.bottleneck() * space.bankUnit();
      for (OpSite site : a.sites()) {
        NDArray rows =
            manager
                .arange(space.rows() * tileRows)
                .reshape(-1, 1)
                .add(
                    manager.zeros(
                        new Shape(1, (long) a.columns() * space.columnChannels()), DataType.INT32));
        int last = filter(rows, site).max().getInt();
        assertThat(last).isLessThan(site.rows() * tileRows);
      }
    }
  }

  /** An op's part of all generated weights, unnormalised. */
  private static NDArray filter(NDArray generated, OpSite site) {
    long from = site.firstChannel();
    return generated.get(
        new NDIndex()
            .addSliceDim(0, site.op().bottleneck())
            .addSliceDim(from, from + site.readChannels()));
  }

  @Test
  void filtersAreTheOpsPartsDividedByTheirNorms() {
    Architecture a = space.sample(1);
    try (NDManager manager = NDManager.newBaseManager()) {
      long rows = (long) space.rows() * space.bottleneck() * space.bankUnit();
      long columns = (long) a.columns() * space.columnChannels();
      NDArray all = Naive.random(manager, DataType.FLOAT32, 1, rows, columns);
      List<NDArray> filters = GeneratedLayers.filters(all, a.sites());
      for (int i = 0; i < filters.size(); i++) {
        NDArray part = filter(all, a.sites().get(i));
        double norm = Math.sqrt(part.square().sum().getFloat());
        assertThat(Naive.of(part.div(norm)).distance(filters.get(i))).isLessThan(1e-6);
      }
    }
  }

  @Test
  void weightsOfAnotherNumberOfColumnsAreRefused() {
    try (NDManager manager = NDManager.newBaseManager()) {
      List<OpSite> sites = space.sample(1).sites().subList(0, 1);
      int read = sites.get(0).readChannels();
      for (int columns : new int[] {read - 1, read + 1}) {
        NDArray other = manager.zeros(new Shape(sites.get(0).op().bottleneck(), columns));
        assertThatThrownBy(() -> GeneratedLayers.filters(other, sites))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("have " + columns + " columns")
            .hasMessageContaining("read " + read + " channels");
      }
    }
  }

  @Test
  void filtersOfZerosStayZerosAndHaveFiniteGradients() {
    try (NDManager manager = NDManager.newBaseManager()) {
      List<OpSite> sites = space.sample(1).sites().subList(0, 1);
      OpSite site = sites.get(0);
      NDArray zero = manager.zeros(new Shape(site.op().bottleneck(), site.readChannels()));
      zero.setRequiresGradient(true);
      try (GradientCollector g = Engine.getInstance().newGradientCollector()) {
        NDArray y = GeneratedLayers.filters(zero, sites).get(0);
        assertThat(y.abs().sum().getFloat()).isZero();
        g.backward(y.sum());
        assertThat(zero.getGradient().isNaN().any().getBoolean()).isFalse();
      }
    }
  }

  @Test
  void aLayerOfZerosWritesZerosAndHasFiniteGradients() {
    Architecture a = space.sample(1);
    HyperShape shape = new HyperShape(3, 3, List.of(1));
    Encoding encoding = Encoding.oneHot(space);
    for (Precision precision : List.of(Precision.FLOAT64, Precision.FLOAT32)) {
      try (SmashNet net = new SmashNet(encoding, shape, precision, 1)) {
        List<NDArray> layers =
            net.parameters().trained().entrySet().stream()
                .filter(e -> e.getKey().startsWith(HyperNet.PREFIX))
                .map(Map.Entry::getValue)
                .toList();
        layers.get(layers.size() - 1).muli(0);
        try (GradientCollector g = Engine.getInstance().newGradientCollector()) {
          NDArray w = net.generate(encoding.encode(a));
          assertThat(w.abs().max().toType(DataType.FLOAT64, true).getDouble()).isZero();
          g.backward(w.sum());
          for (NDArray layer : layers) {
            assertThat(layer.getGradient().isNaN().any().getBoolean()).isFalse();
          }
        }
      }
    }
  }

  @Test
  void aDirectLastLayerSeesTheEncodingItself() {
    Architecture a = space.sample(1);
    HyperShape shape = new HyperShape(3, 3, List.of(1, 1)).withDirect(true);
    Encoding encoding = Encoding.oneHot(space);
    Embedding code = encoding.encode(a);
    for (Precision precision : List.of(Precision.FLOAT64, Precision.FLOAT32)) {
      try (SmashNet net = new SmashNet(encoding, shape, precision, 1);
          NDManager manager = NDManager.newBaseManager()) {
        int layers = shape.layers(encoding.channels(), space.hyperOutputs()).size();
        NDArray last = net.parameters().trained().get(HyperNet.PREFIX + (layers - 1) + ".weight");
        long made = last.getShape().get(1) - encoding.channels();
        // What the layers before made is not heard, so that c alone is left: one product a cell.
        last.set(new NDIndex(":, :" + made), 0);
        NDArray w = last.get(new NDIndex(":, " + made + ":")).reshape(-1, encoding.channels());
        NDArray c = code.toArray(manager, precision.weights());
        NDArray y = w.div(w.norm()).matMul(c.reshape(encoding.channels(), -1));
        Shape cells = new Shape(1, y.getShape().get(0), code.rows(), code.columns());
        NDArray expected = HyperNet.unfold(y.reshape(cells), space);
        assertThat(net.generate(code).sub(expected).abs().max().toType(DataType.FLOAT64, true))
            .satisfies(d -> assertThat(d.getDouble()).isLessThan(1e-6));
        assertThat(expected.abs().max().toType(DataType.FLOAT64, true).getDouble())
            .isGreaterThan(1e-3);
      }
    }
  }

  @Test
  void orthogonalWeightsAreOrthonormal() {
    for (Shape shape : List.of(new Shape(4, 3, 3, 3), new Shape(10, 4))) {
      int rows = (int) shape.get(0);
      int columns = (int) (shape.size() / rows);
      double[] w = Initializer.orthogonal(shape, new java.util.SplittableRandom(1));
      try (NDManager manager = NDManager.newBaseManager()) {
        NDArray m = manager.create(w, new Shape(rows, columns));
        NDArray product = rows <= columns ? m.matMul(m.transpose()) : m.transpose().matMul(m);
        NDArray eye = manager.eye(Math.min(rows, columns)).toType(DataType.FLOAT64, false);
        assertThat(product.sub(eye).abs().max().getDouble()).isLessThan(1e-12);
      }
    }
  }
}
