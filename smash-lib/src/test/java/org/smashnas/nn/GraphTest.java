package org.smashnas.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Block;
import org.smashnas.arch.Conv;
import org.smashnas.arch.Op;
import org.smashnas.arch.OpSite;
import org.smashnas.arch.Pattern;
import org.smashnas.arch.SearchSpace;
import org.smashnas.arch.TestSpaces;
import org.smashnas.encoding.Encoding;

/** Known blocks as memory banks (paper, Fig. 1) against the same blocks written directly. */
class GraphTest {
  private final SearchSpace space =
      TestSpaces.tiny().withMaxOps(3).withBlocks(List.of(8, 8, 8), List.of(32, 32, 32));
  private final SmashNet net =
      new SmashNet(Encoding.oneHot(space), new HyperShape(2, 2, List.of(1)), DataType.FLOAT32, 1);
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
    net.close();
  }

  private Op op(List<Integer> read, List<Integer> write, int dilation) {
    return TestSpaces.op(space, 8, read, write, 8, Pattern.SINGLE, TestSpaces.plain(dilation));
  }

  /** Runs the first block of an architecture that has it three times, on given input. */
  private void check(Block block, Direct direct) {
    Architecture a = new Architecture(space, List.of(block, block, block));
    NDArray w = net.generate(a);
    NDArray x = Naive.random(manager, DataType.FLOAT32, 3, 2, 8, 6, 6);
    List<OpSite> sites = a.sites().subList(0, block.ops().size());
    NDArray y = Graph.block(block, sites, x, net.layers(a, w));
    Naive expected = direct.run(Naive.of(x), (i, in) -> function(w, sites.get(i), in));
    assertThat(expected.distance(y)).isLessThan(1e-5);
  }

  private interface Ops {
    Naive apply(int op, Naive in);
  }

  private interface Direct {
    Naive run(Naive x, Ops f);
  }

  /** ReLU, normalised 1x1, then ReLU and the shared 3x3, from the raw weights. */
  private Naive function(NDArray w, OpSite site, Naive in) {
    Conv conv = site.op().convs().get(0);
    double[] all = w.toType(DataType.FLOAT64, true).toDoubleArray();
    int width = (int) w.getShape().get(1);
    double[][][][] filter = new double[site.op().bottleneck()][in.channels()][1][1];
    for (int o = 0; o < filter.length; o++) {
      for (int i = 0; i < in.channels(); i++) {
        filter[o][i][0][0] = all[o * width + site.firstChannel() + i];
      }
    }
    Naive shared =
        Naive.of(net.parameters().trained().get("blocks." + site.block() + ".conv.0.weight"));
    return in.relu()
        .conv(new Naive(filter).normalised(), List.of(1, 1), 1)
        .relu()
        .conv(shared.sliced(8, site.op().bottleneck(), 3, 3), conv.dilation(), 1);
  }

  @Test
  void aResNetBlockAddsToTheOneBankThatItReads() {
    Block block =
        new Block(8, 1, 1, List.of(op(List.of(0), List.of(0), 1), op(List.of(0), List.of(0), 2)));
    check(
        block,
        (x, f) -> {
          Naive once = x.add(f.apply(0, x));
          return once.add(f.apply(1, once));
        });
  }

  @Test
  void aDenseNetBlockReadsAllAndWritesANewBank() {
    Block block =
        new Block(
            8,
            1,
            4,
            List.of(
                op(List.of(0), List.of(1), 1),
                op(List.of(0, 1), List.of(2), 1),
                op(List.of(0, 1, 2), List.of(3), 1)));
    check(
        block,
        (x, f) -> {
          Naive one = x.concat(f.apply(0, x));
          Naive two = one.concat(f.apply(1, one));
          return two.concat(f.apply(2, two));
        });
  }

  @Test
  void aFractalNetBlockJoinsPathsOfDifferentDepth() {
    Block block =
        new Block(
            8,
            1,
            3,
            List.of(
                op(List.of(0), List.of(1), 1),
                op(List.of(0), List.of(2), 1),
                op(List.of(2), List.of(1), 1)));
    check(
        block,
        (x, f) -> {
          Naive deep = f.apply(1, x);
          Naive joined = f.apply(0, x).add(f.apply(2, deep));
          return x.concat(joined).concat(deep);
        });
  }

  @Test
  void anOutputGoesToItsBanksInPiecesAndStartsOver() {
    // 8 units in banks of 4, written to three banks: first half, second half, first half again
    Op op =
        TestSpaces.op(
            space, 4, List.of(0, 1), List.of(0, 1, 2), 8, Pattern.SINGLE, TestSpaces.plain(1));
    Block block = new Block(4, 2, 3, List.of(op));
    check(
        block,
        (x, f) -> {
          Naive y = f.apply(0, x);
          Naive first = new Naive(new double[][][][] {half(y, 0, 0), half(y, 1, 0)});
          return x.add(y).concat(first);
        });
  }

  private static double[][][] half(Naive y, int n, int from) {
    return java.util.Arrays.copyOfRange(y.v()[n], from, from + 4);
  }

  @Test
  void allFourConvolutionsMakeTwoPathsThatAreAdded() {
    Conv conv = new Conv(true, List.of(3, 5), List.of(2, 1), 2);
    for (Pattern pattern : Pattern.values()) {
      Op op = TestSpaces.op(space, 8, List.of(0), List.of(1), 8, pattern, conv);
      Block block = new Block(8, 1, 2, List.of(op));
      Architecture a = new Architecture(space, List.of(block, block, block));
      NDArray w = net.generate(a);
      NDArray x = Naive.random(manager, DataType.FLOAT32, 3, 2, 8, 6, 6);
      List<OpSite> sites = a.sites().subList(0, 1);
      Layers layers = net.layers(a, w);
      Naive h = Naive.of(layers.pointwise(sites.get(0), x));
      Naive first = part(h, 0);
      first = pattern.active().get(1) ? part(first, 1) : first;
      if (pattern.active().get(2)) {
        Naive second = part(h, 2);
        first = first.add(pattern.active().get(3) ? part(second, 3) : second);
      }
      Naive expected = Naive.of(x).concat(first);
      assertThat(expected.distance(Graph.block(block, sites, x, layers))).isLessThan(1e-4);
    }
  }

  private Naive part(Naive in, int i) {
    Naive shared = Naive.of(net.parameters().trained().get("blocks.0.conv." + i + ".weight"));
    return in.relu().conv(shared.sliced(8, in.channels() / 2, 3, 5), List.of(2, 1), 2);
  }
}
